"""Tables for people, in as many parts as a terminal's width needs."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from allonym.show.drawn import drawn
from allonym.show.kinds import Cell
from allonym.show.table import Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable

_BETWEEN, _EDGE = 3, 2
_WIDTH = 240
"""Where there is no terminal."""
_LONGEST = 48
"""Columns of text that are wider than this are folded, whatever the terminal's width."""
_NARROW = (32, 24, 16)
"""Columns of text in so many characters are tried before a table is put into parts."""
_LONG_HEADING = 14
"""Headings of so many characters or more may stand in two lines."""


def write(tables: Sequence[Table], file: TextIO, width: int | None = None) -> None:
    """Print for people: in `width`, else as wide as the terminal (or COLUMNS), or 240 where there is none.

    Colour is for terminals only; the environment's NO_COLOR is kept to.
    """
    plain = [] if width or not _is_plain(file) else [drawn(table, _WIDTH) for table in tables]
    if plain and None not in plain:
        file.write("\n\n".join("\n".join(lines or ()) for lines in plain) + "\n")
        return
    shown = console(file, width)
    for number, table in enumerate(tables):
        if number:
            shown.print()
        for part in fitted(table, shown.width):
            shown.print(as_rich(part))
        for note in table.notes:
            shown.print(note, style="dim", markup=False)


def _is_plain(file: TextIO) -> bool:
    """Whether no terminal's width, colours or letters are to be looked at."""
    asked = {"COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"} & os.environ.keys()
    return not asked and not file.isatty() and (file.encoding or "").lower().startswith("utf")


def console(file: TextIO, width: int | None = None) -> Console:
    """What prints into a file as `write` does."""
    from rich.console import Console

    known = file.isatty() or "COLUMNS" in os.environ
    return Console(file=file, width=width or (None if known else _WIDTH), highlight=False, emoji=False)


def fitted(table: Table, width: int) -> list[Table]:
    """The table in as many parts, side by side in turn, as a width in character cells needs.

    >>> from allonym.show.table import text_column
    >>> wide = Table("t", tuple(map(text_column, ("name", "one", "two"))), (("a", "x" * 9, "y" * 9),), keys=1)
    >>> [part.heads for part in fitted(wide, 32)]
    [['name', 'one'], ['name', 'two']]

    A heading that is as long as a model's id stands in two lines where the table is too wide with it in one, and long
    texts in several where the table is whole then.
    """
    parts = _parts(table, width)
    if len(parts) > 1:
        table = table.under({head: _in_two_lines(head) for head in table.heads})
        parts = _parts(table, width)
    if len(parts) > 1:
        folded = (_folded(table, narrow) for narrow in _NARROW)
        whole = next((one for one in folded if len(_parts(one, width)) == 1), None)
        table, parts = (table, parts) if whole is None else (whole, _parts(whole, width))
    return [_part(table, part, of=len(parts), first=number == 0) for number, part in enumerate(parts)]


def _folded(table: Table, width: int) -> Table:
    """The table with its texts, but for the keys, broken between words after `width` characters."""

    def fold(at: int, cell: Cell) -> Cell:
        if at < table.keys or table.columns[at].number or not isinstance(cell, str):
            return cell
        return "\n".join(wrap(cell, width, break_long_words=False, break_on_hyphens=False))

    return replace(table, rows=tuple(tuple(fold(at, cell) for at, cell in enumerate(row)) for row in table.rows))


def _parts(table: Table, width: int) -> list[list[int]]:
    """Numbers of the columns of each part, but for the keys."""
    widths = _widths(table)
    key_width = _EDGE + sum(widths[: table.keys])
    parts: list[list[int]] = [[]]
    for i in range(table.keys, len(widths)):
        if parts[-1] and key_width + sum(widths[j] for j in parts[-1]) + widths[i] > width:
            parts.append([])
        parts[-1].append(i)
    return parts


def _widths(table: Table) -> list[int]:
    from rich.cells import cell_len

    lines = zip(*table.written(), strict=True) if table.rows else ((),) * len(table.columns)
    return [
        _BETWEEN + min(_LONGEST, max(cell_len(line) for cell in (column.name, *cells) for line in cell.split("\n")))
        for column, cells in zip(table.columns, lines, strict=True)
    ]


def _in_two_lines(name: str) -> str:
    r"""A long heading broken after the mark that leaves the shorter lines.

    >>> _in_two_lines("en_core_web_md-3.7.1"), _in_two_lines("all spellings")
    ('en_core_web_\nmd-3.7.1', 'all spellings')
    """
    places = [match.end() for match in re.finditer(r"[_-](?=.)", name)]
    if len(name) < _LONG_HEADING or not places:
        return name
    place = min(reversed(places), key=lambda place: max(place, len(name) - place))
    return f"{name[:place]}\n{name[place:]}"


def _part(table: Table, chosen: Sequence[int], *, of: int, first: bool) -> Table:
    if of == 1:
        return table
    part = table.only((*range(table.keys), *chosen))
    return part if first else replace(part, title=f"{table.title}, continued")


def as_rich(table: Table) -> RichTable:
    """The table for what a console prints."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(title=Text(table.title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in table.columns:
        shown.add_column(
            Text(column.name), justify="right" if column.number else "left", overflow="fold", no_wrap=column.number
        )
    for number, row in enumerate(table.written()):
        if number in table.groups and number:
            shown.add_section()
        shown.add_row(*map(Text, row), style="dim" if number in table.aside else None)
    return shown
