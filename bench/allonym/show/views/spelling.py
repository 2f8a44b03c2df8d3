"""Each spelling that the texts print of an entity: how many of its mentions each model found."""

from __future__ import annotations

from allonym.evaluate.rows import Row
from allonym.runs.read import Run
from allonym.show.table import EMPTY, Table, text_column
from allonym.show.views import Wanted, cells, models_of

_PREFIX = "spelling:"


def tables(run: Run, wanted: Wanted) -> list[Table]:
    rows = [
        row
        for row in run.rows
        if row.slice.startswith(_PREFIX)
        and wanted.corpus(row.corpus)
        and (not wanted.entity or _named(row)[0] == wanted.entity)
    ]
    found = cells(rows, lambda row: (*_named(row), row.corpus))
    models = models_of(run, wanted)
    order = sorted(found, key=lambda key: (next(iter(found[key].values())).label != "PER", key[0], key[2], key[1]))
    lines = [
        (*key, *(_share(found[key][model]) if model in found[key] else EMPTY for model in models)) for key in order
    ]
    groups = frozenset(i for i, line in enumerate(lines) if i == 0 or line[0] != lines[i - 1][0])
    columns = tuple(map(text_column, ("entity", "spelling", "corpus", *models)))
    note = "Found / mentions as printed, under the neutral convention."
    return [Table("Spellings of the texts", columns, tuple(lines), (note,), groups, keys=3)]


def _named(row: Row) -> tuple[str, str]:
    entity, _, form = row.slice.removeprefix(_PREFIX).partition(":")
    return entity, form


def _share(row: Row) -> str:
    return f"{row.counts.get('found', 0)}/{row.n}"
