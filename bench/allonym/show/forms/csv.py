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


_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """The cell as a spreadsheet shows it: with an apostrophe before what would be a formula.

    >>> as_text("=1+1"), as_text("Ali")
    ("'=1+1", 'Ali')
    """
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a header; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
