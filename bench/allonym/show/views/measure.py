"""Every measure of the texts and of each probe, under its own label."""

from __future__ import annotations

from allonym.evaluate.rows import Row
from allonym.measures import catalogue
from allonym.measures.main import ALL, MAIN
from allonym.runs.read import Run
from allonym.show.kinds import PERCENT, TEXT, Cell
from allonym.show.table import Table, columns, grouped
from allonym.show.wanted import Wanted, cells, models_of, values


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = (row for row in run.rows if _is_shown(row) and wanted.corpus(row.corpus))
    by_measure = cells(rows, lambda row: (row.corpus, row.probe, row.measure, row.label))
    models = models_of(run, wanted)
    lines: list[tuple[Cell, ...]] = [
        (*key, catalogue()[key[2]].title, *values(of, models)) for key, of in by_measure.items()
    ]
    heads = (*columns(TEXT, ("corpus", "probe", "measure", "label", "title")), *columns(PERCENT, models))
    shown = [catalogue()[name] for name in dict.fromkeys(key[2] for key in by_measure)]
    notes = tuple(f"{one.title}: {one.sentence}" for one in shown)
    return [Table("Every measure, in %", heads, tuple(lines), notes, grouped(lines, 2), keys=5)]


def _is_shown(row: Row) -> bool:
    """Whether a row is of no slice, under the convention and the label that its measure is shown under."""
    one = catalogue().get(row.measure)
    place = (ALL, MAIN.tagset, MAIN.convention, one.label if one else "")
    return (row.slice, row.tagset, row.convention, row.label) == place
