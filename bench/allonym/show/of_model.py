"""One model of a run as tables: its numbers by register, origin and slot, whom it loses, what it costs, its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allonym.corpus.values import Corpus
from allonym.measures import catalogue
from allonym.measures.costs import COSTS
from allonym.measures.main import ALL, HEADLINE, MAIN, headline_corpus
from allonym.runs.headline import BOTH, PRECISION, RANKS, SPLIT
from allonym.runs.read import Run
from allonym.show.kinds import PERCENT
from allonym.show.lost import lost_people
from allonym.show.plots import PARTS, ledger
from allonym.show.table import Column, Table, columns, text_column
from allonym.show.wanted import estimate

_MEASURES = (BOTH, SPLIT, PRECISION, RANKS, "spelling.recall")
_LOST = 50
"""People who are named on a model's page."""
_CARD = {
    "name": "name", "family": "family", "version": "version", "licence": "licence", "training_data": "trained on",
    "size_mb": "MB as published", "homepage": "homepage", "note": "note",
}  # fmt: skip


def model_tables(run: Run, corpora: Sequence[Corpus], model: str) -> list[Table]:
    """Every table of a model that has rows; of texts only what `corpora` have and may be shown stands in them."""
    pooled = headline_corpus({row.corpus for row in run.rows})
    parts = (
        _part(run, model, "register", f"people, {pooled}", pooled, HEADLINE.label),
        _part(run, model, "origin", "all names of all corpora", ALL, MAIN.label),
        _part(run, model, "slot", "all names of all corpora", ALL, MAIN.label),
    )
    made = (_ledger(run, model), _lost(run, corpora, model), *parts, costs(run, model), card(run, model))
    return [table for table in made if table.rows]


def _part(run: Run, model: str, factor: str, of: str, corpus: str, label: str) -> Table:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in run.rows:
        if (row.model, row.corpus, row.label) == (model, corpus, label) and row.slice.startswith(f"{factor}:"):
            found.setdefault((row.probe, row.slice.partition(":")[2]), {})[row.measure] = row
    known = [name for name in _MEASURES if any(name in rows for rows in found.values())]
    lines = [
        (*key, max(rows[name].n for name in known if name in rows), *(estimate(rows.get(name)) for name in known))
        for key, rows in found.items()
        if any(name in rows for name in known)
    ]
    heads = (text_column("probe"), text_column(factor), Column("n"))
    titles = [catalogue()[name].title for name in known]
    return Table(f"By {factor}: {of}, in %", (*heads, *columns(PERCENT, titles)), tuple(lines), keys=2)


def _ledger(run: Run, model: str) -> Table:
    rows = tuple((PARTS[one.part], one.share) for one in ledger(run) if one.model == model)
    note = (
        "Of 100 mentions of people, where English names were tried too: found in another press spelling, on average; "
        "found as printed, but not so; not found as printed, though an English name is; an English name is lost too."
    )
    return Table("Where names are lost", (text_column("part"), Column("%", PERCENT)), rows, (note,), keys=1)


def _lost(run: Run, corpora: Sequence[Corpus], model: str) -> Table:
    people = lost_people(run, corpora, model, _LOST)
    rows = tuple((one.name, one.spelling, one.lost, one.tried, one.text) for one in people)
    heads = (*map(text_column, ("person", "most often lost as")), Column("lost"), Column("of"), text_column("such as"))
    note = "Found as printed and lost in another spelling of the press; those of whom most mentions are lost."
    return Table("Whom it loses", heads, rows, (note,), keys=1)


def costs(run: Run, model: str) -> Table:
    """What it costs, as measured in the run."""
    known = run.models[model]
    rows = tuple((one.title, float(known[one.name]), one.unit) for one in COSTS if known.get(one.name) is not None)
    return Table("Cost", (text_column("cost"), Column("measured"), text_column("unit")), rows, keys=1)


def card(run: Run, model: str) -> Table:
    """What its file says of it, and the SHA-256 of all that makes its answers."""
    about = run.about.get("models", {}).get(model, {})
    described = about.get("described", {})
    rows = [(title, " ".join(str(described[key]).split())) for key, title in _CARD.items() if described.get(key)]
    rows.append(("SHA-256", str(run.models[model].get("digest", ""))))
    if labels := about.get("labels"):
        rows.append(("labels", ", ".join(f"{name} → {ours or 'none'}" for name, ours in labels.items())))
    if record := run.models[model].get("record"):
        rows.append(("answered elsewhere", str(record)))
    return Table("Card", (text_column("of the model"), text_column("")), tuple(rows), keys=1)
