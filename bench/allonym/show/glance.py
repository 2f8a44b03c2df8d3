"""The page's answer at a glance: who keeps a person's name when it is spelled another way, and who loses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allonym.evaluate.rows import Row
from allonym.measures.main import ALL, EVERY_SPELLING, FLIPPED

_KEPT, _LOST, _ASKED = EVERY_SPELLING.name, FLIPPED.name, "spelling.recall"


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """A model: its share of places found under every spelling, and of names found as printed and then lost."""

    model: str
    kept: Row
    lost: Row


@dataclass(frozen=True, slots=True)
class Glance:
    """The models, best first, and what they were asked: numbers of people, places and spellings put into them."""

    lines: tuple[GlanceLine, ...]
    people: int
    places: int
    spellings: int


def glance(rows: Iterable[Row]) -> Glance | None:
    """From the rows of the probe respell over all corpora, people only; None where no model has them."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        if (row.corpus, row.probe, row.slice, row.label) == (
            ALL,
            EVERY_SPELLING.probe,
            ALL,
            EVERY_SPELLING.label,
        ) and row.value is not None:
            found.setdefault(row.model, {})[row.measure] = row
    lines = [GlanceLine(model, of[_KEPT], of[_LOST]) for model, of in found.items() if _whole(of)]
    if not lines:
        return None
    asked = found[lines[0].model][_ASKED]
    lines.sort(key=lambda line: (-(line.kept.value or 0), line.lost.value, line.model))
    return Glance(tuple(lines), asked.counts["entities"], asked.counts["sites"], asked.n)


def _whole(measured: Mapping[str, Row]) -> bool:
    return {_KEPT, _LOST, _ASKED} <= measured.keys()
