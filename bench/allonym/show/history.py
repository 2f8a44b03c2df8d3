"""What `allonym runs history` shows: the points of a series, drawn as bars, steps marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from allonym.measures.costs import BY_NAME
from allonym.runs.history import Point
from allonym.show.kinds import COST_KINDS, EMPTY, PERCENT, Kind
from allonym.show.table import Column, Table, text_column

Series = Mapping[tuple[str, ...], Sequence[Point]]
_PARTS = ("corpus", "probe", "tagset", "convention", "label")
_WIDTH = 24
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def tables(model: str, measure: str, series: Series) -> list[Table]:
    """One table a series."""
    return [_table(" ".join(filter(None, (model, measure, *key))), measure, points) for key, points in series.items()]


def _table(title: str, measure: str, points: Sequence[Point]) -> Table:
    show = _kind(measure)
    columns = (text_column("run"), Column("value"), Column("interval"), text_column(""), text_column("step"))
    values = [point.value for point in points if point.value is not None]
    top = max(values, default=0) if measure in BY_NAME else 1.0
    rows = tuple(
        (
            point.run,
            show(point.value),
            EMPTY if point.low is None or point.high is None else f"{show(point.low)} … {show(point.high)}",
            bar(point.value, top),
            _step(point, measure),
        )
        for point in points
    )
    return Table(title, columns, rows)


def _kind(measure: str) -> Kind:
    return COST_KINDS[BY_NAME[measure].kind] if measure in BY_NAME else PERCENT


def bar(value: float | None, top: float) -> str:
    """A bar of `value` out of `top`, in eighths of a character.

    >>> bar(0.5, 1.0)
    '████████████'
    """
    eighths = round(8 * _WIDTH * value / top) if value is not None and top > 0 else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _step(point: Point, measure: str) -> str:
    if point.step is None:
        return ""
    sign, arrow = ("+", "▲") if point.step > 0 else ("-", "▼")
    return f"{arrow} {sign}{_kind(measure)(abs(point.step))}" + (f" ({point.why})" if point.why else "")


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
