"""Tables as JSON: rows as objects, numbers as numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from allonym.show.table import Table


def write(tables: Sequence[Table], file: TextIO) -> None:
    json.dump({"tables": [as_object(table) for table in tables]}, file, ensure_ascii=False, allow_nan=False)
    file.write("\n")


def as_object(table: Table) -> dict[str, Any]:
    """The table for JSON: its rows as objects; a number is in the unit that a person reads, None where there is none.

    >>> from allonym.show.kinds import PERCENT
    >>> from allonym.show.table import Column, text_column
    >>> as_object(Table("t", (text_column("model"), Column("F1", PERCENT)), (("a", 0.7654321), ("b", None))))["rows"]
    [{'model': 'a', 'F1': 76.54321}, {'model': 'b', 'F1': None}]
    """
    rows = [
        {column.name: column.kind.plain(cell) for column, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return {"title": table.title, "columns": table.heads, "rows": rows}
