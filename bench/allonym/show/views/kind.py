"""Strict F1 of the documents of each kind."""

from __future__ import annotations

from allonym.measures.main import MAIN
from allonym.runs.read import Run
from allonym.show.kinds import PERCENT, TEXT
from allonym.show.sliced import mean
from allonym.show.table import Column, Table, columns, grouped
from allonym.show.wanted import Wanted, cells, models_of, sized

_SLICE = "kind:"
_NOTE = "Strict micro F1 over PER, LOC, ORG in % under the neutral convention, the hardest kind first."
_NONE = "No document of the run says of what kind it is."


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = (
        row
        for row in run.rows
        if row.slice.startswith(_SLICE) and (row.measure, row.label) == (MAIN.name, MAIN.label)
        and wanted.corpus(row.corpus)
    )  # fmt: skip
    found = cells(rows, lambda row: (row.corpus, row.slice.removeprefix(_SLICE)))
    models = models_of(run, wanted)
    order = sorted(found, key=lambda key: (key[0], mean(found[key])))
    lines = sized(found, order, models)
    heads = (*columns(TEXT, ("corpus", "kind")), Column("gold"), *columns(PERCENT, models))
    return [Table("F1 by kind", heads, tuple(lines), (_NOTE if lines else _NONE,), grouped(lines, 1), keys=3)]
