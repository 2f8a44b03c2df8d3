"""Tables as HTML that a page can hold: every cell escaped, numbers with the value that they are sorted by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import TextIO

from allonym.corpus.values import NOTHING
from allonym.show.kinds import Cell, Estimate
from allonym.show.table import Column, Table


def write(tables: Sequence[Table], file: TextIO) -> None:
    for table in tables:
        file.write(html(table) + "\n" + "".join(f"<p>{escape(note)}</p>\n" for note in table.notes))


def html(
    table: Table, *, sortable: bool = False, lead: str = "", titled: bool = True,
    lower: Collection[str] = (), said: Mapping[str, str] = NOTHING, links: Mapping[str, str] = NOTHING,
) -> str:  # fmt: skip
    """The table element; where it is sortable each heading is a button, and `lead` the one that it is sorted by.

    An estimate has its interval beside it, a text what stands after two spaces. `titled`, the title is the caption.
    `lower` are the headings under which less is better, `said` what headings mean, `links` where the heading of a row
    leads, by its text.

    >>> from allonym.show.kinds import PERCENT
    >>> from allonym.show.table import text_column
    >>> print(html(Table("a < b", (text_column("model"), Column("F1", PERCENT)), (("x", 0.5),), keys=1)))
    <table>
    <caption><span>a &lt; b</span></caption>
    <thead><tr><th scope="col">model</th><th scope="col" class="number">F1</th></tr></thead>
    <tbody>
    <tr><th scope="row">x</th><td class="number" data-value="0.5">50.0</td></tr>
    </tbody>
    </table>
    """
    caption = [f"<caption><span>{escape(table.title)}</span></caption>"] if titled and table.title else []
    heads = "".join(
        _head(column, sortable, column.name == lead, column.name in lower, said.get(column.name, ""))
        for column in table.columns
    )
    return "\n".join(
        [
            "<table>",
            *caption,
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *_body(table, links),
            "</tbody>",
            "</table>",
        ]
    )


def _head(column: Column, sortable: bool, lead: bool, lower: bool, said: str) -> str:
    name = escape(column.name)
    shown = f'<button type="button">{name}</button>' if sortable else name
    number = ' class="number"' if column.number else ""
    order = f' aria-sort="{"ascending" if lower else "descending"}"' if lead else ""
    better = ' data-better="lower"' if lower and sortable else ""
    title = f' title="{escape(said)}"' if said else ""
    return f'<th scope="col"{number}{order}{better}{title}>{shown}</th>'


def _body(table: Table, links: Mapping[str, str]) -> Iterator[str]:
    for number, row in enumerate(table.rows):
        group = ' class="group"' if number in table.groups and number else ""
        named = enumerate(zip(table.columns, row, strict=True), 1)
        cells = (
            _heading(column.kind(cell), links) if place == table.keys else _cell(column, cell)
            for place, (column, cell) in named
        )
        yield f"<tr{group}>{''.join(cells)}</tr>"


def _heading(text: str, links: Mapping[str, str]) -> str:
    shown = f'<a href="{escape(links[text])}">{escape(text)}</a>' if text in links else escape(text)
    return f'<th scope="row">{shown}</th>'


def _cell(column: Column, cell: Cell) -> str:
    text, _, aside = escape(column.kind(cell)).partition("  ")
    value = cell.value if isinstance(cell, Estimate) else cell
    number = ' class="number"' if column.number else ""
    sorted_by = f' data-value="{round(value, 5):.12g}"' if isinstance(value, int | float) else ""
    beside = _interval(cell, column) if isinstance(cell, Estimate) else f"<small>{aside}</small>" if aside else ""
    return f"<td{number}{sorted_by}>{text}{beside}</td>"


def _interval(cell: Estimate, column: Column) -> str:
    if cell.low is None or cell.high is None:
        return ""
    return f"<small>{column.kind(cell.low)}–{column.kind(cell.high)}</small>"
