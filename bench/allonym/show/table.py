"""A table as a value: what every form draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allonym.errors import unknown
from allonym.show.kinds import AMOUNT, TEXT, Cell, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and the kind of its cells; numbers stand to the right."""

    name: str
    kind: Kind = AMOUNT

    @property
    def number(self) -> bool:
        return self.kind.number


@dataclass(frozen=True, slots=True)
class Table:
    """Cells row by row; `groups` are the numbers of rows that begin a group.

    The first `keys` columns say what a row is of: where a terminal is too narrow, they stand beside each part.
    The rows `aside` are there to be compared with; a terminal greys them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    groups: frozenset[int] = frozenset()
    keys: int = 2
    aside: frozenset[int] = frozenset()

    @property
    def heads(self) -> list[str]:
        return [column.name for column in self.columns]

    def written(self) -> Iterator[list[str]]:
        """Each row as a person reads it.

        >>> from allonym.show.kinds import PERCENT
        >>> list(Table("t", (text_column("model"), Column("F1", PERCENT)), (("a", 0.5), ("b", None))).written())
        [['a', '50.0'], ['b', '–']]
        """
        kinds = [column.kind for column in self.columns]
        for row in self.rows:
            yield [kind(cell) for kind, cell in zip(kinds, row, strict=True)]

    def only(self, places: Sequence[int]) -> Table:
        """The table with the columns at these places alone, in their order."""
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in places), rows=rows)

    def under(self, heads: Mapping[str, str]) -> Table:
        """The table with other headings for some of its own."""
        renamed = tuple(replace(column, name=heads.get(column.name, column.name)) for column in self.columns)
        return replace(self, columns=renamed)


def text_column(name: str) -> Column:
    return Column(name, TEXT)


def columns(kind: Kind, names: Iterable[str]) -> tuple[Column, ...]:
    """A column of one kind for each name."""
    return tuple(Column(name, kind) for name in names)


def grouped(rows: Sequence[Sequence[Cell]], keys: int = 1) -> frozenset[int]:
    """The numbers of the rows whose first `keys` cells differ from those of the row before.

    >>> sorted(grouped([("a", 1), ("a", 2), ("b", 2)]))
    [0, 2]
    """
    return frozenset(i for i, row in enumerate(rows) if i == 0 or row[:keys] != rows[i - 1][:keys])


def chosen(table: Table, names: Sequence[str]) -> Table:
    """The table with these columns only, in this order; InputError for one that it does not have.

    >>> wide = Table("t", (text_column("a"), text_column("b"), text_column("c")), (("1", "2", "3"),))
    >>> chosen(wide, ["c", "a"]).rows
    (('3', '1'),)
    """
    for name in names:
        if name not in table.heads:
            raise unknown("column", name, table.heads)
    return replace(table.only([table.heads.index(name) for name in names]), keys=1)
