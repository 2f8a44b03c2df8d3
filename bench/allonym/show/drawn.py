"""A table as lines of text where nothing is to be folded or coloured: quicker than the library that does both."""

from __future__ import annotations

from collections.abc import Sequence

from allonym.show.kinds import EMPTY
from allonym.show.table import Table

_WIDE = "\u0300"
"""From here on a character may take no place on the screen, or two."""


def drawn(table: Table, width: int) -> list[str] | None:
    """The lines of a table and its notes, as `forms.terminal` has them without colours; None where something must fold.

    That is where the table has no title or no rows, it or a note is wider than `width`, the title wider than the
    table, or a character perhaps not one wide.
    """
    rows = [table.heads, *table.written()]
    texts = (table.title, *table.notes, *(cell for row in rows for cell in row))
    if not (table.title and table.rows and all(map(_is_plain, texts))):
        return None
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    head, *body = (_line(table, row, widths) for row in rows)
    if len(table.title) > len(head) or max(map(len, (head, *table.notes))) > width:
        return None
    blank = " " * len(head)
    lines = [table.title.ljust(len(head)), blank, head, f" {'─' * (len(head) - 2)} "]
    for number, line in enumerate(body):
        lines.extend((blank, line) if number and number in table.groups else (line,))
    return [*lines, blank, *table.notes]


def _line(table: Table, row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rstrip().rjust(width) if column.number else cell.ljust(width)
        for column, cell, width in zip(table.columns, row, widths, strict=True)
    )
    return f"  {'   '.join(cells)}  "


def _is_plain(text: str) -> bool:
    return text.isprintable() and (text.isascii() or max(text.replace(EMPTY, "-")) < _WIDE)
