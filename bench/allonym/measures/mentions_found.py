"""found, names.found: the share of mentions that are found."""

from __future__ import annotations

from allonym.measures.measure import Measure
from allonym.measures.ratio import divide


def share(some: int, all_: int) -> float:
    """Some of all; nan where there are none.

    >>> share(1, 2)
    0.5
    """
    return float(divide(some, all_))


MEASURES = (
    Measure(
        name="found",
        title="found",
        sentence="Share of an entity's mentions under one spelling that are found.",
        takes="mentions",
        compute=share,
    ),
    Measure(
        name="names.found",
        title="names found",
        sentence="Share of the gold's names (PER, LOC, ORG) that are found.",
        takes="mentions",
        compute=share,
    ),
)
