"""Strict F1 of each label, coarse and fine."""

from __future__ import annotations

from allonym.measures.main import ALL, MAIN, ORIGINAL
from allonym.runs.read import Run
from allonym.show.kinds import PERCENT, TEXT
from allonym.show.table import Column, Table, columns, grouped
from allonym.show.wanted import Wanted, cells, models_of, sized


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = (
        row
        for row in run.rows
        if (row.probe, row.slice, row.convention, row.measure) == (ORIGINAL, ALL, MAIN.convention, MAIN.name)
        and wanted.corpus(row.corpus)
    )
    found = cells(rows, lambda row: (row.corpus, row.tagset, row.label))
    models = models_of(run, wanted)
    lines = sized(found, found, models)
    heads = (*columns(TEXT, ("corpus", "tagset", "label")), Column("gold"), *columns(PERCENT, models))
    note = "Strict F1 in % under the neutral convention."
    return [Table("F1 by label", heads, tuple(lines), (note,), grouped(lines, 2), keys=4)]
