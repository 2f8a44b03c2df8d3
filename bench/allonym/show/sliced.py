"""Recall of the spellings by what a spelling or its name is: scheme, stratum, origin, slot."""

from __future__ import annotations

from statistics import fmean

from allonym.runs.read import Run
from allonym.show.kinds import PERCENT, TEXT
from allonym.show.table import Column, Table, columns, grouped
from allonym.show.wanted import ByModel, Key, Wanted, cells, models_of, sized

MEASURE = "spelling.recall"
_NOTE = "Spelling recall in %: pairs of a mention and a spelling that were found, the hardest first."
_NONE = "The run has no rows by {factor}: its probes did not run (allonym bench)."


def sliced(run: Run, wanted: Wanted, factor: str) -> list[Table]:
    """One table: for each probe and value of a factor the recall of each model, hardest first."""
    found = slices(run, wanted, factor, MEASURE)
    models = [model for model in models_of(run, wanted) if any(model in of for of in found.values())]
    parts = list(dict.fromkeys(key[:2] for key in found))
    order = sorted(found, key=lambda key: (parts.index(key[:2]), mean(found[key])))
    lines = sized(found, order, models)
    heads = (*columns(TEXT, ("corpus", "probe", factor)), Column("pairs"), *columns(PERCENT, models))
    note = _NOTE if lines else _NONE.format(factor=factor)
    return [Table(f"Spelling recall by {factor}", heads, tuple(lines), (note,), grouped(lines, 2), keys=4)]


def slices(run: Run, wanted: Wanted, factor: str, measure: str) -> dict[Key, ByModel]:
    """The rows of a measure by corpus, probe and value of a factor."""
    prefix = f"{factor}:"
    rows = (
        row for row in run.rows if row.slice.startswith(prefix) and row.measure == measure and wanted.corpus(row.corpus)
    )
    return cells(rows, lambda row: (row.corpus, row.probe, row.slice.removeprefix(prefix)))


def mean(rows: ByModel) -> float:
    """Of the models that have a number."""
    known = [row.value for row in rows.values() if row.value is not None]
    return fmean(known) if known else 0.0
