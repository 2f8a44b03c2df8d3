"""What the cells of a column hold, and how a person and a program read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

EMPTY = "–"
"""What a person sees where there is no number."""

_DIGITS = 9
"""Decimals that a program gets: 100 * 0.57 is to be 57."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the bounds of its interval, for forms that show them."""

    value: float | None
    low: float | None = None
    high: float | None = None


Cell = str | float | tuple[float, float] | Estimate | None
"""Words, a number, the bounds of an interval, a number with its interval, or nothing."""


def interval(low: float | None, high: float | None) -> tuple[float, float] | None:
    """The bounds of an interval as a cell; nothing where one of them is not known."""
    return None if low is None or high is None else (low, high)


@dataclass(frozen=True, slots=True)
class Kind:
    """How the cells of a column are written, and by how much a program's number is more than the cell's.

    >>> PERCENT(0.8349), PERCENT(None), PERCENT("n/a"), POINTS(-0.012)
    ('83.5', '–', 'n/a', '-1.2')
    >>> AMOUNT(5261.7), PRICE(0.00123456), DECIMAL(0.5), INTERVAL((0.83, 0.908))
    ('5,262', '0.00123', '0.500', '83.0–90.8')
    """

    name: str
    written: Callable[[tuple[float, ...]], str]
    scale: float = 1
    number: bool = True

    def __call__(self, cell: Cell) -> str:
        """The cell for a person."""
        if isinstance(cell, Estimate):
            cell = cell.value
        if cell is None or isinstance(cell, str):
            return EMPTY if cell is None else cell
        return self.written(cell if isinstance(cell, tuple) else (cell,))

    def plain(self, cell: Cell) -> str | float | None:
        """The cell for a program: a number unrounded, in the unit that the heading names.

        >>> PERCENT.plain(0.8349), AMOUNT.plain(5261), PERCENT.plain(None), INTERVAL.plain((0.83, 0.908))
        (83.49, 5261, None, '83.0–90.8')
        """
        if isinstance(cell, Estimate):
            cell = cell.value
        if isinstance(cell, tuple):
            return self(cell)
        if cell is None or isinstance(cell, str) or self.scale == 1:
            return cell
        return round(self.scale * cell, _DIGITS)


TEXT = Kind("text", lambda cell: " ".join(map(str, cell)), number=False)
PERCENT = Kind("percent", lambda cell: f"{100 * cell[0]:.1f}", 100)
POINTS = Kind("points", lambda cell: f"{100 * cell[0]:+.1f}", 100)
AMOUNT = Kind("amount", lambda cell: f"{cell[0]:,.0f}")
PRICE = Kind("price", lambda cell: f"{cell[0]:.3g}")
"""Three figures, for prices are small."""
TENTHS = Kind("tenths", lambda cell: f"{cell[0]:,.1f}")
SIGNED_TENTHS = Kind("signed tenths", lambda cell: f"{cell[0]:+,.1f}")
HUNDREDTHS = Kind("hundredths", lambda cell: f"{cell[0]:,.2f}")
DECIMAL = Kind("decimal", lambda cell: f"{cell[0]:,.3f}")
INTERVAL = Kind("interval", lambda cell: "–".join(map(PERCENT, cell)), number=False)
"""The bounds of a share, in percent."""


def bounds_of(kind: Kind) -> Kind:
    """The bounds of an interval around a number of this kind.

    >>> bounds_of(POINTS)((-0.012, 0.004)), bounds_of(POINTS)(None)
    ('-1.2 … +0.4', '–')
    """
    return Kind(f"bounds of {kind.name}", lambda cell: " … ".join(map(kind, cell)))


def difference(before: float | None, after: float | None) -> float | None:
    """How much more there is after; nothing where one of them is not known."""
    return None if before is None or after is None else after - before


COST_KINDS = {kind.name: kind for kind in (AMOUNT, PRICE)}
"""By what a cost of measures.costs says of itself."""
