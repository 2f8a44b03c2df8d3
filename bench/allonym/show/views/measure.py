"""Every measure of the texts and of each probe, under its own label."""

from __future__ import annotations

from allonym.evaluate.rows import Row
from allonym.measures import catalogue
from allonym.measures.main import ALL, MAIN
from allonym.runs.read import Run
from allonym.show.table import Column, Table, percent, text_column
from allonym.show.views import Wanted, cells, models_of


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = [row for row in run.rows if _is_shown(row) and wanted.corpus(row.corpus)]
    found = cells(rows, lambda row: (row.corpus, row.probe, row.measure, row.label))
    models = models_of(run, wanted)
    lines = [
        (*key, catalogue()[key[2]].title, *(percent(of[model].value if model in of else None) for model in models))
        for key, of in found.items()
    ]
    groups = frozenset(i for i, line in enumerate(lines) if i == 0 or line[:2] != lines[i - 1][:2])
    columns = (*map(text_column, ("corpus", "probe", "measure", "label", "")), *map(Column, models))
    notes = [
        f"{one.title}: {one.sentence}" for one in map(catalogue().get, dict.fromkeys(key[2] for key in found)) if one
    ]
    return [Table("Every measure, in %", columns, tuple(lines), tuple(notes), groups, keys=5)]


def _is_shown(row: Row) -> bool:
    """Whether a row is of no slice, under the convention and the label that its measure is shown under."""
    one = catalogue().get(row.measure)
    place = (ALL, MAIN.tagset, MAIN.convention, one.label if one else "")
    return (row.slice, row.tagset, row.convention, row.label) == place
