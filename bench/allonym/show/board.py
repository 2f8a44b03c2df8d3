"""The tables of a run: the leaderboard, the spellings, the confusions, and what was not measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.ranking import bounds, superscript
from allonym.evaluate.spellings import Spelling
from allonym.measures.main import PROBE_COLUMNS, TEXT_COLUMNS
from allonym.show.agreement import agreement_tables
from allonym.show.table import Column, Table, amount, percent, price, text_column

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


def tables(run: Evaluation) -> list[Table]:
    """Everything that is printed of a run."""
    shown = [leaderboard(run), *spelling_tables(run)] if run.corpora else []
    shown += [table for agreement in run.agreements for table in agreement_tables(agreement)]
    return [*shown, unmeasured(run.entries)] if len(run.measured) < len(run.entries) else shown


def leaderboard(run: Evaluation) -> Table:
    """Models by corpus, the best neutral micro F1 first."""
    priced = any(entry.price_of_thousand_words is not None for entry in run.measured)
    columns = (
        text_column("corpus"), text_column("tier"), text_column("model"),
        *(Column(name) for name, _ in TEXT_COLUMNS[:2]), text_column("better"), text_column("95%"),
        *(Column(name) for name, _ in TEXT_COLUMNS[2:]), *(Column(name) for name, _ in PROBE_COLUMNS),
        Column("words/CPU s"), Column("MB"), *([Column(PRICE)] if priced else []),
    )  # fmt: skip
    values = {(row.model, row.corpus, row.selection): row.value for row in run.rows}
    entries = {entry.model: entry for entry in run.measured}
    rows: list[tuple[str, ...]] = []
    groups = set()
    for corpus in run.corpora:
        groups.add(len(rows))
        ranking = next((one for one in run.rankings if one.corpus == corpus.name), None)
        for place in ranking.standings.models if ranking else ():
            entry = entries[place.model]
            name = f"{corpus.name} (recorded)" if corpus.name in entry.recorded else corpus.name
            numbers = [percent(values[entry.model, corpus.name, cell]) for _, cell in TEXT_COLUMNS]
            spelled = [percent(values.get((entry.model, corpus.name, cell))) for _, cell in PROBE_COLUMNS]
            cost = [amount(entry.words_per_cpu_second), amount(entry.peak_rss_mb)]
            if priced:
                cost.append(price(entry.price_of_thousand_words))
            known = (superscript(place.better_than), bounds(place.interval))
            rows.append(
                (name, f"{place.tier} {place.letter}", entry.model, *numbers[:2], *known, *numbers[2:], *spelled, *cost)
            )
    notes = [
        "Strict micro F1, precision and recall over PER, LOC, ORG in %; all but 'F1 raw' under the neutral convention."
    ]
    notes.append(EXPLAINED)
    if any(entry.probes for entry in run.measured):
        notes += [PROBED, *_not_probed(run)]
    notes += [ranking.note() for ranking in run.rankings]
    if any(run.recorded(corpus.name) for corpus in run.corpora):
        notes.append("recorded: predictions stored with the gold; bring the texts with: allonym gold import PATH...")
    return Table("Leaderboard", columns, tuple(rows), tuple(notes), frozenset(groups))


def _not_probed(run: Evaluation) -> Iterator[str]:
    """How often, and why, a probe had to leave a mention as it was."""
    reasons: Counter[str] = Counter()
    for probe in run.about.get("not_probed", {}).values():
        for reason, entities in probe.items():
            reasons[reason] += sum(entities.values())
    if reasons:
        counted = "; ".join(f"{count:,} x {reason}" for reason, count in reasons.most_common())
        yield f"Not probed (run.json names each): {counted}."


def spelling_tables(run: Evaluation) -> Iterator[Table]:
    """For each corpus, the entities that it spells in more than one way, and what each model made of each spelling."""
    for corpus in run.corpora:
        found = [spelling for spelling in run.spellings if spelling.corpus == corpus.name]
        if not found:
            continue
        models = [entry.model for entry in run.measured if corpus.name in entry.predictions]
        cells = {(s.entity, s.form, s.label, s.model): s for s in found}
        lines = sorted({key[:3] for key in cells}, key=lambda key: (key[2] != "PER", key))
        groups = {i for i, line in enumerate(lines) if i == 0 or line[0] != lines[i - 1][0]}
        rows = tuple(
            (entity, form, *(_outcomes(cells[(entity, form, label, model)]) for model in models))
            for entity, form, label in lines
        )
        columns = (text_column("entity"), text_column("spelling"), *(text_column(model) for model in models))
        yield Table(
            f"One entity, two spellings: {corpus.name}",
            columns,
            rows,
            ("found / mentions; then what became of the others: label (other label), cut (other bounds), missed.",),
            frozenset(groups),
        )


_SHORT = {"mislabelled": "label", "fragment": "cut", "missed": "missed"}


def _outcomes(spelling: Spelling) -> str:
    lost = [f"{spelling.outcomes[name]} {short}" for name, short in _SHORT.items() if spelling.outcomes[name]]
    return f"{spelling.outcomes['found']}/{spelling.n}" + (f"  {', '.join(lost)}" if lost else "")


def unmeasured(entries: Iterable[Entry]) -> Table:
    """The models that have no numbers, with the reason and what to do."""
    rows = tuple((entry.model, entry.status, entry.reason) for entry in entries if entry.status != OK)
    return Table("Not measured", (text_column("model"), text_column("status"), text_column("reason")), rows)


def confusions(run: Evaluation) -> Iterator[Table]:
    """Gold labels by what was found in their place, for each model and corpus."""
    for confusion in run.confusions:
        rows = tuple(
            (name, *map(str, line))
            for name, line in zip(confusion.table.rows, confusion.table.table.tolist(), strict=True)
        )
        columns = (text_column("gold \\ found"), *map(Column, confusion.table.columns))
        yield Table(f"Confusion: {confusion.model} on {confusion.corpus}, neutral", columns, rows)
