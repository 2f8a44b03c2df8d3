"""Strict F1 of each label, coarse and fine."""

from __future__ import annotations

from allonym.measures.main import ALL, MAIN, ORIGINAL
from allonym.runs.read import Run
from allonym.show.table import Column, Table, percent, text_column
from allonym.show.views import Wanted, cells, models_of


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = [
        row
        for row in run.rows
        if (row.probe, row.slice, row.convention, row.measure) == (ORIGINAL, ALL, MAIN.convention, MAIN.name)
        and wanted.corpus(row.corpus)
    ]
    found = cells(rows, lambda row: (row.corpus, row.tagset, row.label))
    models = models_of(run, wanted)
    lines = [
        (*key, str(next(iter(of.values())).n), *(percent(of[model].value if model in of else None) for model in models))
        for key, of in found.items()
    ]
    groups = frozenset(i for i, line in enumerate(lines) if i == 0 or line[:2] != lines[i - 1][:2])
    columns = (*map(text_column, ("corpus", "tagset", "label")), Column("gold"), *map(Column, models))
    note = "Strict F1 in % under the neutral convention."
    return [Table("F1 by label", columns, tuple(lines), (note,), groups, keys=4)]
