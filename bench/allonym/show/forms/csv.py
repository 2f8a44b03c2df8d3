"""A table as CSV: numbers unrounded and without separators, an empty cell where there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from allonym.show.table import Table


def write(tables: Sequence[Table], file: TextIO) -> None:
    """The first table, for a file holds one."""
    table = tables[0]
    kinds = [column.kind for column in table.columns]
    rows = ([kind.plain(cell) for kind, cell in zip(kinds, row, strict=True)] for row in table.rows)
    file.write(comma_separated(table.heads, rows))


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a header; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
