"""The board: the models of a run, corpus by corpus, the best by what ranks there first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import FEWEST_DOCUMENTS, Compared, Place, Ranking
from allonym.evaluate.rows import Row
from allonym.measures import measure
from allonym.measures.costs import COSTS, CostMeasure
from allonym.measures.main import (
    ALL,
    HEADLINE,
    MAIN,
    ORIGINAL,
    PROBE_COLUMNS,
    PROSE,
    TEXT_COLUMNS,
    Selection,
    explained,
    headline_corpus,
)
from allonym.runs.read import Run
from allonym.show.kinds import COST_KINDS, INTERVAL, PERCENT, TEXT, Cell, interval
from allonym.show.table import Column, Table, columns, grouped, text_column
from allonym.show.wanted import EVERYTHING, Wanted, models_of, ranking_by_corpus

_FIRST = 1
"""Columns that stand before whom a model is better than, and the interval: what ranks."""

_COLUMNS = (*PROBE_COLUMNS, *TEXT_COLUMNS)

_STRICT = (
    "F1, P, R: strict micro scores over PER, LOC, ORG of the texts as they are, in %; all but 'F1 raw' under the "
    "neutral convention."
)
_RANKED = (
    "95%: of {titles}. Beats: significantly better than the models of these letters, p ≤ 0.05 by paired randomisation "
    "over {units} with Holm's correction. Models in a tier are not significantly worse than its best."
)
_PROBED = "People's names in two spellings of the English-language press, the printed one among them."
_POOLED = "prose: all corpora that read like news, together."
_REFERENCE = "Without a letter: a line to read the others by, not ranked."
_DRAWN = "Of many places some are drawn, to save time: {parts}. Every place and every register: allonym bench --full."
_RECORDED = "recorded: predictions stored with the gold; bring the texts with: allonym gold import PATH..."

_ELSEWHERE = "†"
_LACKS = "‡"
_NOTE = f"{_ELSEWHERE} answered elsewhere: records/ holds the answers, and this run scored them."

Rows = dict[tuple[str, str, Selection], Row]


def board(run: Run, wanted: Wanted = EVERYTHING) -> Table:
    """The models with a score, by corpus; first those corpora together that make the headline."""
    shown_numbers = {selection for _, selection in _COLUMNS}
    named = {selection.name for selection in shown_numbers}
    known = ((row.corpus, row.model, row.selection, row) for row in run.rows if row.measure in named)
    rows = {(corpus, model, what): row for corpus, model, what, row in known if what in shown_numbers}
    models = models_of(run, wanted)
    costs = shown_costs(run, models)
    heads = [heading for heading, _ in _COLUMNS]
    shown = (
        *map(text_column, ("corpus", "model")),
        *columns(PERCENT, heads[:_FIRST]),
        *map(text_column, ("tier", "letter", "beats")),
        Column("95%", INTERVAL),
        *columns(PERCENT, heads[_FIRST:]),
        *(Column(cost.title, COST_KINDS[cost.kind]) for cost in costs),
    )
    rankings = ranking_by_corpus(run)
    places = _places(run, rows, wanted)
    lines = [
        (
            *_scores(rows, corpus, model, marked(run, model), rankings.get(corpus)),
            *(run.models[model].get(cost.name) for cost in costs),
        )
        for corpus, model in places
    ]
    said = tuple(_notes(run, list(dict.fromkeys(corpus for corpus, _ in places))))
    return Table(f"Leaderboard of run {run.id}", shown, tuple(lines), said, grouped(lines), keys=2)


def shown_costs(run: Run, models: Collection[str]) -> list[CostMeasure]:
    """The costs that stand beside the scores of these models."""
    known = {key for model in models for key, value in run.models[model].items() if value}
    return [cost for cost in COSTS if cost.shown == "always" or (cost.shown == "where known" and cost.name in known)]


def _places(run: Run, rows: Rows, wanted: Wanted) -> list[tuple[str, str]]:
    """Corpus and model of each line, the best first; those that are not ranked last."""
    corpora = list(dict.fromkeys(row.corpus for row in run.rows))
    pooled = headline_corpus(corpora)
    order = {
        (ranking.corpus, place.model): number
        for ranking in ranking_by_corpus(run).values()
        for number, place in enumerate(ranking.models)
    }
    found = []
    each = [one for one in corpora if one not in (ALL, PROSE)]
    for corpus in (*([pooled] if len(each) > 1 else []), *each):
        if not wanted.corpus(corpus):
            continue
        mine = [model for model in models_of(run, wanted) if _main(rows, corpus, model)]
        mine.sort(key=lambda model: (order.get((corpus, model), len(order)), -(_value(rows, corpus, model))))
        found += [(corpus, model) for model in mine]
    return found


def _main(rows: Rows, corpus: str, model: str) -> Row | None:
    """What ranks a model on a corpus: the headline, where it has one."""
    return rows.get((corpus, model, HEADLINE)) or rows.get((corpus, model, MAIN))


def _value(rows: Rows, corpus: str, model: str) -> float:
    row = _main(rows, corpus, model)
    return (row.value or 0) if row else 0


def _scores(rows: Rows, corpus: str, model: str, shown: str, ranking: Ranking | None) -> tuple[Cell, ...]:
    row = _main(rows, corpus, model)
    assert row is not None
    values = [one.value if (one := rows.get((corpus, model, selection))) else None for _, selection in _COLUMNS]
    name = f"{corpus} (recorded)" if row.recorded else corpus
    place = next((one for one in ranking.models if one.model == model), None) if ranking else None
    tier, letter, beats = _tier(place, ranking) if place and ranking else (None, None, "")
    return name, shown, *values[:_FIRST], tier, letter, beats, interval(row.low, row.high), *values[_FIRST:]


def _tier(place: Place, ranking: Ranking) -> tuple[str | None, str, str]:
    """Tier, letter, and the letters of those that are worse; of few documents the letter alone."""
    if not ranking.has_tiers:
        return None, place.letter, ""
    return str(place.tier), place.letter, " ".join(place.better_than)


def _notes(run: Run, corpora: list[str]) -> Iterator[str]:
    known = ranking_by_corpus(run)
    ranked = [known[corpus] for corpus in corpora if corpus in known]
    if any(row.probe != ORIGINAL for row in run.rows):
        yield _PROBED
        yield from explained()
    if PROSE in corpora:
        yield _POOLED
    yield _STRICT
    if ranked:
        titles = " and ".join(dict.fromkeys(measure(one.measure).title for one in ranked))
        yield _RANKED.format(titles=titles, units=" or ".join(dict.fromkeys(one.units for one in ranked)))
    if any(model.get("reference") for model in run.models.values()):
        yield _REFERENCE
    yield from _not_probed(run)
    if sampled := run.about.get("sampled"):
        parts = "; ".join(f"{part} {kept:,} of {whole:,}" for part, (kept, whole) in sampled.items())
        yield _DRAWN.format(parts=parts)
    yield from map(_undecided, ranked)
    if any(row.recorded for row in run.rows):
        yield _RECORDED
    yield from marks(run)


def _not_probed(run: Run) -> Iterator[str]:
    """How often, and why, a probe had to leave a mention as it was."""
    reasons: Counter[str] = Counter()
    for probe in run.not_probed.values():
        for reason, entities in probe.items():
            reasons[reason] += sum(entities.values())
    if reasons:
        counted = "; ".join(f"{reason}, {count:,} times" for reason, count in reasons.most_common())
        yield f"Left as printed (run.json names each): {counted}."


def _undecided(ranking: Ranking) -> str:
    """The neighbours on the board that the corpus does not separate."""
    few = f"{ranking.corpus}: {ranking.n} {ranking.units}" + (f" ({ranking.caution})" if ranking.caution else "")
    if not ranking.has_tiers:
        why = f"With fewer than {FEWEST_DOCUMENTS} there are no tiers, and the letters only name the models"
        return f"{few} in {ranking.documents} documents. {why}."
    letters = {one.model: one.letter for one in ranking.models}
    neighbours = set(pairwise(one.model for one in ranking.models))
    undecided = [
        f"{letters[pair.better]} and {letters[pair.worse]} ({_further(pair)})"
        for pair in ranking.pairs
        if (pair.better, pair.worse) in neighbours and pair.further != 0
    ]
    if not undecided:
        return f"{few}. Every two neighbours are separated."
    return f"{few}. Not separated, and how many more {ranking.units} would tell: {', '.join(undecided)}."


def _further(pair: Compared) -> str:
    return "no difference seen" if pair.further is None else f"about {pair.further:,}"


def unmeasured(run: Run, wanted: Wanted = EVERYTHING) -> list[Table]:
    """The models that have no numbers, with the reason and what to do; no table where there are none."""
    rows = tuple(
        (name, str(one["status"]), str(one["reason"]))
        for name, one in run.models.items()
        if one["status"] != OK and wanted.model(name)
    )
    return [Table("Not measured", columns(TEXT, ("model", "status", "reason")), rows)] if rows else []


def marked(run: Run, model: str) -> str:
    """The model's name, with a sign where its answers come from a record, and one where some are missing."""
    about = run.models.get(model, {})
    return " ".join([model, *[_ELSEWHERE] * ("record" in about), *[_LACKS] * ("unanswered" in about)])


def marks(run: Run) -> tuple[str, ...]:
    """What the signs say, where there are some."""
    elsewhere = (_NOTE,) if any(one.get("record") for one in run.models.values()) else ()
    lacking = ", ".join(f"{name} {one['unanswered']:,}" for name, one in run.models.items() if "unanswered" in one)
    text = (
        f"{_LACKS} lacks answers to probed paragraphs ({lacking}): over the places that it answered whole; not ranked."
    )
    return (*elsewhere, text) if lacking else elsewhere
