"""Tables as values, and their forms: for a terminal, Markdown, CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.table import Table as RichTable

EMPTY = "–"
"""What a cell holds where there is no number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers, which stand to the right."""

    name: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown, row by row; `groups` are the numbers of rows that begin a group."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    groups: frozenset[int] = frozenset()


def text_column(name: str) -> Column:
    return Column(name, number=False)


def percent(value: float | None) -> str:
    """A share as a percentage with one decimal.

    >>> percent(0.8349), percent(None)
    ('83.5', '–')
    """
    return EMPTY if value is None else f"{100 * value:.1f}"


def amount(value: float | None) -> str:
    """A quantity as a whole number with separators.

    >>> amount(5261.7), amount(None)
    ('5,262', '–')
    """
    return EMPTY if value is None else f"{value:,.0f}"


def print_tables(tables: Sequence[Table], file: TextIO | None = None) -> None:
    """Print for people: as wide as the terminal, or as wide as needed where there is none; colour only there.

    The environment's NO_COLOR is kept to.
    """
    from rich.console import Console

    file = file or sys.stdout
    console = Console(file=file, width=None if file.isatty() else 200, highlight=False, soft_wrap=False)
    for number, table in enumerate(tables):
        if number:
            console.print()
        console.print(_rich(table))
        for note in table.notes:
            console.print(note, style="dim", markup=False)


def _rich(table: Table) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(title=Text(table.title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in table.columns:
        shown.add_column(
            Text(column.name),
            justify="right" if column.number else "left",
            overflow="fold",
            no_wrap=column.number,
        )
    for number, row in enumerate(table.rows):
        if number in table.groups and number:
            shown.add_section()
        shown.add_row(*map(Text, row))
    return shown


def markdown(table: Table) -> str:
    """The table as GitHub's Markdown, with its title as a heading.

    >>> print(markdown(Table("A | B", (text_column("name"), Column("n")), (("x|y", "1"),))))
    ### A | B
    <BLANKLINE>
    | name | n |
    |---|--:|
    | x\\|y | 1 |
    <BLANKLINE>
    """
    head = [column.name for column in table.columns]
    rule = ["--:" if column.number else "---" for column in table.columns]
    lines = [_line(head), "|" + "|".join(rule) + "|", *map(_line, table.rows)]
    return "\n".join([f"### {table.title}", "", *lines, *(f"\n{_escaped(note)}" for note in table.notes), ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(cell: str) -> str:
    for sign in ("\\", "|", "<", "*", "_", "`", "["):
        cell = cell.replace(sign, "&lt;" if sign == "<" else "\\" + sign)
    return cell.replace("\n", " ")


def comma_separated(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV with a header; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
