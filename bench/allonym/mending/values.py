"""What goes round: spans, the way to ask for them, and on a span that was changed the remedy and its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class MendedSpan(NamedTuple):
    """Half-open [start, end) in code points, the label, and, where a remedy made it so, which, why and instead of what.

    `instead` holds start, end and label of the model's spans that are gone.
    """

    start: int
    end: int
    label: str
    remedy: str = ""
    why: str = ""
    instead: tuple[tuple[int, int, str], ...] = ()


Spans = tuple[MendedSpan, ...]
Ask = Callable[[Sequence[str]], Iterable[Spans]]
"""Texts to the spans of each, in the order of the texts."""
