"""Tables as GitHub's Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from allonym.show.table import Table

_EDGE_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def write(tables: Sequence[Table], file: TextIO) -> None:
    file.write("\n".join(map(markdown, tables)))


def markdown(table: Table) -> str:
    """The table, with its title, if it has one, as a heading.

    >>> from allonym.show.table import Column, text_column
    >>> print(markdown(Table("A | B", (text_column("name"), Column("n")), (("x|y", 1),))))
    ### A | B
    <BLANKLINE>
    | name | n |
    |---|--:|
    | x\\|y | 1 |
    <BLANKLINE>
    """
    rule = ["--:" if column.number else "---" for column in table.columns]
    lines = [_line(table.heads), "|" + "|".join(rule) + "|", *map(_line, table.written())]
    title = [f"### {table.title}", ""] if table.title else []
    return "\n".join([*title, *lines, *(f"\n{escaped(note)}" for note in table.notes), ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(cell: str) -> str:
    """Text that Markdown shows as it is; an underscore within a word, as in a model's id, is none of its signs.

    >>> print(escaped("en_core_web _sm_ a*b"))
    en_core_web \\_sm\\_ a\\*b
    """
    for sign in ("\\", "|", "<", "*", "`", "["):
        cell = cell.replace(sign, "&lt;" if sign == "<" else "\\" + sign)
    return _EDGE_UNDERSCORE.sub(r"\\_", cell).replace("\n", " ")
