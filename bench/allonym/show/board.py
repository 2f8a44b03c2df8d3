"""The tables of a run: the leaderboard, the spellings, the confusions, and what was not measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import Compared, Ranking
from allonym.evaluate.rows import Row
from allonym.match.mentions import OUTCOMES
from allonym.measures.main import ORIGINAL, PROBE_COLUMNS, TEXT_COLUMNS
from allonym.runs.read import Run
from allonym.show.agreement import agreement_tables
from allonym.show.table import EMPTY, Column, Table, amount, percent, price, text_column

PRICE = "price of 1,000 words"
"""The last column, where what a model uses up has a price."""

EXPLAINED = (
    "95%: of F1, resampling documents and the paragraphs within them. Raised letters: better than these models, "
    "p ≤ 0.05 by paired randomisation over documents with Holm's correction; a tier begins with the first model "
    "that the best of the tier above beats."
)


PROBED = (
    "People's names in other spellings, paragraph by paragraph. all spellings: mentions found under every one; worst "
    "spelling: recall of each person's worst; flip: found as printed and lost in another; control gap: recall of "
    "English-origin names minus that of the spellings in the same places; unseen: recall of people who do not exist."
)


def tables(run: Run) -> list[Table]:
    """Everything that is printed of a run."""
    shown = [leaderboard(run), *spelling_tables(run)] if run.gold else []
    shown += [table for agreement in run.agreements for table in agreement_tables(agreement)]
    return [*shown, unmeasured(run)] if len(run.measured) < len(run.models) else shown


def leaderboard(run: Run) -> Table:
    """Models by corpus, the best neutral micro F1 first."""
    priced = any(run.models[model].get("price_of_thousand_words") is not None for model in run.measured)
    columns = (
        text_column("corpus"), text_column("tier"), text_column("model"),
        *(Column(name) for name, _ in TEXT_COLUMNS[:2]), text_column("better"), text_column("95%"),
        *(Column(name) for name, _ in TEXT_COLUMNS[2:]), *(Column(name) for name, _ in PROBE_COLUMNS),
        Column("words/CPU s"), Column("MB"), *([Column(PRICE)] if priced else []),
    )  # fmt: skip
    values = {(row.model, row.corpus, row.selection): row for row in run.rows}
    rows: list[tuple[str, ...]] = []
    groups = set()
    for ranking in run.rankings:
        groups.add(len(rows))
        for place in ranking.models:
            model, entry = place.model, run.models[place.model]
            found = [values[model, ranking.corpus, cell] for _, cell in TEXT_COLUMNS]
            name = f"{ranking.corpus} (recorded)" if found[0].recorded else ranking.corpus
            numbers = [percent(row.value) for row in found]
            probed = [values.get((model, ranking.corpus, cell)) for _, cell in PROBE_COLUMNS]
            spelled = [percent(row.value if row else None) for row in probed]
            cost = [amount(entry["words_per_cpu_second"]), amount(entry["peak_rss_mb"])]
            if priced:
                cost.append(price(entry.get("price_of_thousand_words")))
            known = (superscript(place.better_than), bounds(found[1]))
            head = (name, f"{place.tier} {place.letter}", model)
            rows.append((*head, *numbers[:2], *known, *numbers[2:], *spelled, *cost))
    notes = [
        "Strict micro F1, precision and recall over PER, LOC, ORG in %; all but 'F1 raw' under the neutral convention."
    ]
    notes.append(EXPLAINED)
    if any(row.probe != ORIGINAL for row in run.rows):
        notes += [PROBED, *_not_probed(run)]
    notes += map(note, run.rankings)
    if any(row.recorded for row in run.rows):
        notes.append("recorded: predictions stored with the gold; bring the texts with: allonym gold import PATH...")
    return Table("Leaderboard", columns, tuple(rows), tuple(notes), frozenset(groups))


def _not_probed(run: Run) -> Iterator[str]:
    """How often, and why, a probe had to leave a mention as it was."""
    reasons: Counter[str] = Counter()
    for probe in run.not_probed.values():
        for reason, entities in probe.items():
            reasons[reason] += sum(entities.values())
    if reasons:
        counted = "; ".join(f"{count:,} x {reason}" for reason, count in reasons.most_common())
        yield f"Not probed (run.json names each): {counted}."


def spelling_tables(run: Run) -> Iterator[Table]:
    """For each corpus, the entities that it spells in more than one way, and what each model made of each spelling."""
    for corpus in run.gold:
        found = [row for row in run.rows if row.corpus == corpus and row.slice.startswith("spelling:")]
        if not found:
            continue
        models = list(dict.fromkeys(row.model for row in found))
        cells = {(*row.slice.split(":", 2)[1:], row.label, row.model): row for row in found}
        lines = sorted({key[:3] for key in cells}, key=lambda key: (key[2] != "PER", key))
        groups = {i for i, line in enumerate(lines) if i == 0 or line[0] != lines[i - 1][0]}
        rows = tuple(
            (entity, form, *(_outcomes(cells[(entity, form, label, model)]) for model in models))
            for entity, form, label in lines
        )
        columns = (text_column("entity"), text_column("spelling"), *(text_column(model) for model in models))
        yield Table(
            f"One entity, two spellings: {corpus}",
            columns,
            rows,
            ("found / mentions; then what became of the others: label (other label), bounds (other bounds), missed.",),
            frozenset(groups),
        )


def _outcomes(row: Row) -> str:
    lost = [f"{row.counts[name]} {name}" for name in OUTCOMES[1:] if row.counts.get(name)]
    return f"{row.counts['found']}/{row.n}" + (f"  {', '.join(lost)}" if lost else "")


def unmeasured(run: Run) -> Table:
    """The models that have no numbers, with the reason and what to do."""
    rows = tuple((name, one["status"], one["reason"]) for name, one in run.models.items() if one["status"] != OK)
    return Table("Not measured", (text_column("model"), text_column("status"), text_column("reason")), rows)


def confusions(run: Run) -> Iterator[Table]:
    """Gold labels by what was found in their place, for each model and corpus."""
    for confusion in run.confusions:
        rows = tuple((name, *map(str, line)) for name, line in zip(confusion.rows, confusion.counts, strict=True))
        columns = (text_column("gold \\ found"), *map(Column, confusion.columns))
        yield Table(f"Confusion: {confusion.model} on {confusion.corpus}, neutral", columns, rows)


_SUPERSCRIPTS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def superscript(letters: Iterable[str]) -> str:
    """Letters raised, for "better than these".

    >>> superscript(["b", "c"])
    'ᵇᶜ'
    """
    return "".join(letters).translate(_SUPERSCRIPTS)


def bounds(row: Row) -> str:
    """A row's interval in percent: 83.0–90.8."""
    return EMPTY if row.low is None or row.high is None else f"{100 * row.low:.1f}–{100 * row.high:.1f}"


def note(ranking: Ranking) -> str:
    """What is not known of the order: neighbours in the table that the corpus does not tell apart."""
    few = f"{ranking.corpus}: {ranking.documents} documents" + (f" ({ranking.caution})" if ranking.caution else "")
    letters = {one.model: one.letter for one in ranking.models}
    neighbours = set(pairwise(one.model for one in ranking.models))
    undecided = [
        f"{letters[pair.better]}/{letters[pair.worse]} ({_further(pair)})"
        for pair in ranking.pairs
        if (pair.better, pair.worse) in neighbours and pair.further_documents != 0
    ]
    if not undecided:
        return f"{few}; every two neighbours are separated."
    return f"{few}; not separable, with the further documents that would tell: {', '.join(undecided)}."


def _further(pair: Compared) -> str:
    return "no difference seen" if pair.further_documents is None else f"about {pair.further_documents:,}"
