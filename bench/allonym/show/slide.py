"""The two pictures that say it all, as values: F1 as printed beside found both ways, and where names are lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allonym.runs.headline import BOTH
from allonym.runs.read import Run

PARTS = {
    "found": "found",
    "spelling": "lost to spelling",
    "origin": "lost to origin",
    "sentence": "lost to the sentence",
}
LEDGER = tuple(PARTS)
"""What becomes of 100 mentions, and how it is called."""


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A model: the F1 of its names as printed, and the share found both ways with its interval over `n` mentions."""

    model: str
    printed: float | None
    both: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """A part of a model's ledger, a share of all mentions."""

    model: str
    part: str
    share: float


def slide(run: Run) -> tuple[SlideLine, ...]:
    """The models with the headline's number, the best first."""
    found = ((one, one.rows[BOTH]) for one in run.standings if BOTH in one.rows)
    return tuple(
        SlideLine(one.model, one.printed, row.value, row.low, row.high, row.n)
        for one, row in found
        if row.value is not None
    )


def ledger(run: Run) -> tuple[LedgerPart, ...]:
    """The parts of each model that has them all, in the order of LEDGER."""
    return tuple(_ledger(run))


def _ledger(run: Run) -> Iterator[LedgerPart]:
    for one in run.standings:
        shares = [(part, one.value(f"ledger.{part}")) for part in LEDGER]
        if all(share is not None for _, share in shares):
            yield from (LedgerPart(one.model, part, share) for part, share in shares if share is not None)
