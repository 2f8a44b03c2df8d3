"""What `allonym runs history` shows: the points of a series, drawn as bars, steps marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from allonym.measures.costs import BY_NAME
from allonym.runs.history import Point
from allonym.show.kinds import COST_KINDS, PERCENT, Cell, Kind, bounds_of, interval
from allonym.show.table import Column, Table, text_column

Series = Mapping[tuple[str, ...], Sequence[Point]]
_PARTS = ("corpus", "probe", "tagset", "convention", "label")
_WIDTH = 24
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def tables(model: str, measure: str, series: Series) -> list[Table]:
    """One table a series."""
    return [_table(" ".join(filter(None, (model, measure, *key))), measure, points) for key, points in series.items()]


def _table(title: str, measure: str, points: Sequence[Point]) -> Table:
    kind = COST_KINDS[BY_NAME[measure].kind] if measure in BY_NAME else PERCENT
    values = [point.value for point in points if point.value is not None]
    top = max(values, default=0) if measure in BY_NAME else 1.0
    columns = (
        *(text_column("run"), Column("value", kind), Column("interval", bounds_of(kind))),
        *(Column("", _bars(top)), Column("step", _steps(kind)), text_column("why")),
    )
    return Table(title, columns, tuple(map(_row, points)))


def _row(point: Point) -> tuple[Cell, ...]:
    bar, step = ("" if number is None else number for number in (point.value, point.step))
    return point.run, point.value, interval(point.low, point.high), bar, step, point.why


def _bars(top: float) -> Kind:
    return Kind("bar", lambda cell: bar(cell[0], top), number=False)


def _steps(kind: Kind) -> Kind:
    """How far a number of this kind went up or down."""
    return Kind("step", lambda cell: f"{'▲ +' if cell[0] > 0 else '▼ -'}{kind(abs(cell[0]))}", number=False)


def bar(value: float, top: float) -> str:
    """A bar of `value` out of `top`, in eighths of a character.

    >>> bar(0.5, 1.0)
    '████████████'
    """
    eighths = round(8 * _WIDTH * value / top) if top > 0 else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def as_rows(model: str, measure: str, series: Series) -> tuple[list[str], list[list[Any]]]:
    """A header and a row a point."""
    header = ["model", "measure", *_PARTS, *Point.__slots__]
    return header, [
        [model, measure, *key, *(getattr(point, name) for name in Point.__slots__)]
        for key, points in series.items()
        for point in points
    ]


def as_json(model: str, measure: str, series: Series) -> dict[str, Any]:
    """Schema allonym/history/1."""
    header, rows = as_rows(model, measure, series)
    return {"schema": "allonym/history/1", "points": [dict(zip(header, row, strict=True)) for row in rows]}
