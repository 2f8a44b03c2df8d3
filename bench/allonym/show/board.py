"""The board: the models of a run, corpus by corpus, the best by the main score first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import Compared, Place, Ranking
from allonym.evaluate.rows import Row
from allonym.measures.costs import COSTS, CostMeasure
from allonym.measures.main import ALL, MAIN, ORIGINAL, PROBE_COLUMNS, TEXT_COLUMNS, Selection, explained
from allonym.runs.read import Run
from allonym.show.elsewhere import marked, notes
from allonym.show.kinds import COST_KINDS, INTERVAL, PERCENT, TEXT, Cell
from allonym.show.table import Column, Table, columns, grouped, text_column
from allonym.show.wanted import EVERYTHING, Wanted, models_of

_FIRST = 2
"""Columns of the texts that stand before whom a model is better than, and its interval."""

_STRICT = (
    "Strict micro F1, precision and recall over PER, LOC, ORG in %; all but 'F1 raw' under the neutral convention."
)
_RANKED = (
    "95%: of F1, resampling documents and the paragraphs within them. Raised letters: better than these models, "
    "p ≤ 0.05 by paired randomisation over documents with Holm's correction; models in a tier are not significantly "
    "worse than its best."
)
_PROBED = f"People's names in other spellings, paragraph by paragraph. {explained()}"
_RECORDED = "recorded: predictions stored with the gold; bring the texts with: allonym gold import PATH..."

Rows = dict[tuple[str, str, Selection], Row]


def board(run: Run, wanted: Wanted = EVERYTHING) -> Table:
    """The models with a main score, by corpus."""
    rows = {(row.corpus, row.model, row.selection): row for row in run.rows if row.slice == ALL}
    models = models_of(run, wanted)
    costs = shown_costs(run, models)
    heads = [heading for heading, _ in TEXT_COLUMNS]
    shown = (
        *map(text_column, ("corpus", "tier", "model")),
        *columns(PERCENT, heads[:_FIRST]),
        *(text_column("better"), Column("95%", INTERVAL)),
        *columns(PERCENT, heads[_FIRST:]),
        *columns(PERCENT, [heading for heading, _ in PROBE_COLUMNS]),
        *(Column(cost.title, COST_KINDS[cost.kind]) for cost in costs),
    )
    places = _places(run, rows, wanted)
    lines = [
        (
            *_scores(rows, corpus, model, marked(run, model), place),
            *(run.models[model].get(cost.name) for cost in costs),
        )
        for corpus, model, place in places
    ]
    notes = tuple(_notes(run, {corpus for corpus, *_ in places}))
    return Table(f"Leaderboard of run {run.id}", shown, tuple(lines), notes, grouped(lines), keys=3)


def shown_costs(run: Run, models: Collection[str]) -> list[CostMeasure]:
    """The costs that stand beside the scores of these models."""
    known = {key for model in models for key, value in run.models[model].items() if value}
    return [cost for cost in COSTS if cost.shown == "always" or (cost.shown == "where known" and cost.name in known)]


def _places(run: Run, rows: Rows, wanted: Wanted) -> list[tuple[str, str, Place | None]]:
    """Corpus and model of each line, and the model's place where the corpus was ranked: those without one last."""
    ranked = {(ranking.corpus, place.model): place for ranking in run.rankings for place in ranking.models}
    order = {key: number for number, key in enumerate(ranked)}
    models = models_of(run, wanted)
    found = []
    for corpus in dict.fromkeys(row.corpus for row in run.rows if wanted.corpus(row.corpus)):
        mine = [model for model in models if (corpus, model, MAIN) in rows]
        mine.sort(key=lambda model: (order.get((corpus, model), len(order)), -(rows[corpus, model, MAIN].value or 0)))
        found += [(corpus, model, ranked.get((corpus, model))) for model in mine]
    return found


def _scores(rows: Rows, corpus: str, model: str, shown: str, place: Place | None) -> tuple[Cell, ...]:
    main = rows[corpus, model, MAIN]
    texts, probed = (
        [row.value if (row := rows.get((corpus, model, selection))) else None for _, selection in chosen]
        for chosen in (TEXT_COLUMNS, PROBE_COLUMNS)
    )
    name = f"{corpus} (recorded)" if main.recorded else corpus
    tier, better = (f"{place.tier} {place.letter}", superscript(place.better_than)) if place else (None, "")
    interval = None if main.low is None or main.high is None else (main.low, main.high)
    return name, tier, shown, *texts[:_FIRST], better, interval, *texts[_FIRST:], *probed


def _notes(run: Run, corpora: set[str]) -> Iterator[str]:
    ranked = [ranking for ranking in run.rankings if ranking.corpus in corpora]
    yield _STRICT
    if ranked:
        yield _RANKED
    if any(row.probe != ORIGINAL for row in run.rows):
        yield _PROBED
        yield from _not_probed(run)
    yield from map(_undecided, ranked)
    if any(row.recorded for row in run.rows):
        yield _RECORDED
    yield from notes(run)


def _not_probed(run: Run) -> Iterator[str]:
    """How often, and why, a probe had to leave a mention as it was."""
    reasons: Counter[str] = Counter()
    for probe in run.not_probed.values():
        for reason, entities in probe.items():
            reasons[reason] += sum(entities.values())
    if reasons:
        counted = "; ".join(f"{count:,} x {reason}" for reason, count in reasons.most_common())
        yield f"Not probed (run.json names each): {counted}."


def _undecided(ranking: Ranking) -> str:
    """The neighbours on the board that the corpus does not separate."""
    few = f"{ranking.corpus}: {ranking.documents} documents" + (f" ({ranking.caution})" if ranking.caution else "")
    letters = {one.model: one.letter for one in ranking.models}
    neighbours = set(pairwise(one.model for one in ranking.models))
    undecided = [
        f"{letters[pair.better]}/{letters[pair.worse]} ({further(pair)})"
        for pair in ranking.pairs
        if (pair.better, pair.worse) in neighbours and pair.further_documents != 0
    ]
    if not undecided:
        return f"{few}; every two neighbours are separated."
    return f"{few}; not separated, and how many more documents would separate them: {', '.join(undecided)}."


def further(pair: Compared) -> str:
    return "no difference seen" if pair.further_documents is None else f"about {pair.further_documents:,}"


_SUPERSCRIPTS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def superscript(letters: Iterable[str]) -> str:
    """Letters raised, for "better than these".

    >>> superscript(["b", "c"])
    'ᵇᶜ'
    """
    return "".join(letters).translate(_SUPERSCRIPTS)


def unmeasured(run: Run, wanted: Wanted = EVERYTHING) -> list[Table]:
    """The models that have no numbers, with the reason and what to do; no table where there are none."""
    rows = tuple(
        (name, str(one["status"]), str(one["reason"]))
        for name, one in run.models.items()
        if one["status"] != OK and wanted.model(name)
    )
    return [Table("Not measured", columns(TEXT, ("model", "status", "reason")), rows)] if rows else []
