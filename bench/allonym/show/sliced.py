"""Recall of the spellings by what a spelling or its name is: scheme, stratum, origin, slot."""

from __future__ import annotations

from collections.abc import Mapping

from allonym.evaluate.rows import Row
from allonym.runs.read import Run
from allonym.show.table import Column, Table, percent, text_column
from allonym.show.views import Wanted, cells, models_of

MEASURE = "spelling.recall"
NONE = "The run has no rows by {factor}: its probes did not run (allonym bench)."


def sliced(run: Run, factor: str, wanted: Wanted) -> list[Table]:
    """One table: for each probe and value of a factor the recall of each model, hardest first."""
    rows = [
        row
        for row in run.rows
        if row.slice.startswith(f"{factor}:") and row.measure == MEASURE and wanted.corpus(row.corpus)
    ]
    found = cells(rows, lambda row: (row.corpus, row.probe, row.slice.removeprefix(f"{factor}:")))
    models = [model for model in models_of(run, wanted) if any(model in of for of in found.values())]
    keys = list(dict.fromkeys(key[:2] for key in found))
    order = sorted(found, key=lambda key: (keys.index(key[:2]), _mean(found[key])))
    lines = [
        (
            *key,
            str(max(row.n for row in found[key].values())),
            *(percent(found[key][model].value if model in found[key] else None) for model in models),
        )
        for key in order
    ]
    groups = frozenset(i for i, line in enumerate(lines) if i == 0 or line[:2] != lines[i - 1][:2])
    columns = (*map(text_column, ("corpus", "probe", factor)), Column("pairs"), *map(Column, models))
    note = "Spelling recall in %: sites found under these spellings, the hardest first." if lines else NONE
    title = f"Spelling recall by {factor}"
    return [Table(title, columns, tuple(lines), (note.format(factor=factor),), groups, keys=4)]


def _mean(rows: Mapping[str, Row]) -> float:
    values = [row.value for row in rows.values() if row.value is not None]
    return sum(values) / len(values) if values else 0.0
