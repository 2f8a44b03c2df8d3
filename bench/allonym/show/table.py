"""Tables as values, and their forms: for a terminal, Markdown, CSV, JSON, LaTeX."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TextIO

from allonym.show.latex import escaped

if TYPE_CHECKING:
    from rich.table import Table as RichTable

EMPTY = "–"
"""What a cell holds where there is no number."""

_EDGE_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether it holds numbers, which stand to the right."""

    name: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown, row by row; `groups` are the numbers of rows that begin a group.

    The first `keys` columns say what a row is of: where a terminal is too narrow, they stand beside each part.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    groups: frozenset[int] = frozenset()
    keys: int = 2


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


def price(value: float | None) -> str:
    """Three figures, for prices are small.

    >>> price(0.00123456), price(None)
    ('0.00123', '–')
    """
    return EMPTY if value is None else f"{value:.3g}"


def print_tables(tables: Sequence[Table], file: TextIO | None = None, width: int | None = None) -> None:
    """Print for people: in `width`, else as wide as the terminal (or COLUMNS), or 240 where there is none.

    Colour is for terminals only; the environment's NO_COLOR is kept to.
    """
    from rich.console import Console

    file = file or sys.stdout
    known = file.isatty() or "COLUMNS" in os.environ
    console = Console(file=file, width=width or (None if known else 240), highlight=False, soft_wrap=False)
    for number, table in enumerate(tables):
        if number:
            console.print()
        for part in fitted(table, console.width):
            console.print(_rich(part))
        for note in table.notes:
            console.print(note, style="dim", markup=False)


_BETWEEN, _EDGE = 3, 2
_LONGEST = 48
"""Columns of text that are wider than this are folded, whatever the terminal's width."""
_LONG_HEADING = 14
"""Headings of so many characters or more may stand in two lines."""


def fitted(table: Table, width: int) -> list[Table]:
    """The table in as many parts, side by side in turn, as a width in character cells needs.

    >>> wide = Table("t", tuple(map(text_column, ("name", "one", "two"))), (("a", "x" * 9, "y" * 9),), keys=1)
    >>> [[column.name for column in part.columns] for part in fitted(wide, 32)]
    [['name', 'one'], ['name', 'two']]

    A heading that is as long as a model's id stands in two lines where the table is too wide with it in one.
    """
    parts = _parts(table, width)
    if len(parts) > 1:
        table = replace(table, columns=tuple(replace(c, name=_in_two_lines(c.name)) for c in table.columns))
        parts = _parts(table, width)
    return [_part(table, part, of=len(parts), first=number == 0) for number, part in enumerate(parts)]


def _parts(table: Table, width: int) -> list[list[int]]:
    """Numbers of the columns of each part, but for the keys."""
    from rich.cells import cell_len

    widths = [
        _BETWEEN + min(_LONGEST, max(map(cell_len, (*column.name.split("\n"), *(row[i] for row in table.rows)))))
        for i, column in enumerate(table.columns)
    ]
    key_width = _EDGE + sum(widths[: table.keys])
    parts: list[list[int]] = [[]]
    for i in range(table.keys, len(widths)):
        if parts[-1] and key_width + sum(widths[j] for j in parts[-1]) + widths[i] > width:
            parts.append([])
        parts[-1].append(i)
    return parts


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
    kept = (*range(table.keys), *chosen)
    rows = tuple(tuple(row[i] for i in kept) for row in table.rows)
    title = table.title if first else f"{table.title}, continued"
    return replace(table, title=title, columns=tuple(table.columns[i] for i in kept), rows=rows)


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
    """The table as GitHub's Markdown, with its title, if it has one, as a heading.

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
    title = [f"### {table.title}", ""] if table.title else []
    return "\n".join([*title, *lines, *(f"\n{_escaped(note)}" for note in table.notes), ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(cell: str) -> str:
    """Text that Markdown shows as it is; an underscore within a word, as in a model's id, is none of its signs.

    >>> print(_escaped("en_core_web _sm_ a*b"))
    en_core_web \\_sm\\_ a\\*b
    """
    for sign in ("\\", "|", "<", "*", "`", "["):
        cell = cell.replace(sign, "&lt;" if sign == "<" else "\\" + sign)
    return _EDGE_UNDERSCORE.sub(r"\\_", cell).replace("\n", " ")


def comma_separated(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV with a header; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def records(table: Table) -> dict[str, Any]:
    """The table for JSON: its rows as objects, cells of number columns as numbers, empty ones as None.

    >>> records(Table("t", (text_column("model"), Column("MB")), (("a", "1,024"), ("b", "–"))))["rows"]
    [{'model': 'a', 'MB': 1024.0}, {'model': 'b', 'MB': None}]
    """
    rows = [
        {column.name: _value(column, cell) for column, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return {"title": table.title, "columns": [column.name for column in table.columns], "rows": rows}


def _value(column: Column, cell: str) -> str | float | None:
    if not column.number:
        return cell
    return None if cell in (EMPTY, "") else float(cell.replace(",", ""))


def latex(table: Table) -> str:
    """The table as a LaTeX float that needs no package; of the encodings, T1 has every letter of allonym.show.latex.

    >>> print(latex(Table("F1 & more", (text_column("model"), Column("F1")), (("a_b", "50.0"),))))
    \\begin{table}
    \\caption{F1 \\& more}
    \\small
    \\begin{tabular}{lr}
    \\hline
    model & F1 \\\\
    \\hline
    a\\_b & 50.0 \\\\
    \\hline
    \\end{tabular}
    \\end{table}
    <BLANKLINE>
    """
    aligned = "".join("r" if column.number else "l" for column in table.columns)
    lines: list[str] = []
    for number, row in enumerate(table.rows):
        if number in table.groups and number:
            lines.append(r"\hline")
        lines.append(_latex_row(row))
    return "\n".join(
        [
            r"\begin{table}",
            rf"\caption{{{escaped(table.title)}}}",
            r"\small",
            rf"\begin{{tabular}}{{{aligned}}}",
            r"\hline",
            _latex_row([column.name for column in table.columns]),
            r"\hline",
            *lines,
            r"\hline",
            r"\end{tabular}",
            *(rf"\par\smallskip\footnotesize {escaped(note)}" for note in table.notes),
            r"\end{table}",
            "",
        ]
    )


def _latex_row(cells: Sequence[str]) -> str:
    # A row that begins with a bracket would be read as an argument of the row before it.
    first, *others = (escaped(cell).replace("[", "{[}") for cell in cells)
    return " & ".join([first, *others]) + r" \\"


def write_tables(tables: Sequence[Table], form: str, file: TextIO) -> None:
    """Write tables as table, json, csv, md or latex; CSV, which holds one table, gets the first."""
    match form:
        case "json":
            json.dump({"tables": [records(table) for table in tables]}, file, ensure_ascii=False, allow_nan=False)
            file.write("\n")
        case "csv":
            file.write(comma_separated([column.name for column in tables[0].columns], tables[0].rows))
        case "md":
            file.write("\n".join(map(markdown, tables)))
        case "latex":
            file.write("\n".join(map(latex, tables)))
        case _:
            print_tables(tables, file)
