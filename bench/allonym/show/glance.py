"""The page's answer at a glance: who finds a person under two spellings, and who splits or loses him."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from allonym.evaluate.rows import Row
from allonym.measures.main import BOTH_WAYS, HEADLINE, SPLIT, headline_corpus


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """A model: the number that ranks, the mentions found both ways, and how often a found person is split."""

    model: str
    score: Row
    both: Row
    split: Row


@dataclass(frozen=True, slots=True)
class Glance:
    """The models, best first, those that are not ranked last, and how many people and places they were asked of."""

    lines: tuple[GlanceLine, ...]
    people: int
    places: int


def glance(rows: Iterable[Row], unranked: Collection[str] = ()) -> Glance | None:
    """From the rows of the headline; None where no model has them. `unranked` models come last."""
    known = list(rows)
    corpus = headline_corpus({row.corpus for row in known})
    found: dict[str, dict[str, Row]] = {}
    for row in known:
        if row.corpus == corpus and row.selection in (HEADLINE, BOTH_WAYS, SPLIT) and row.value is not None:
            found.setdefault(row.model, {})[row.measure] = row
    lines = [_line(model, of) for model, of in found.items() if {HEADLINE.name, BOTH_WAYS.name} <= of.keys()]
    if not lines:
        return None
    lines.sort(key=lambda line: (line.model in unranked, -(line.score.value or 0), line.model))
    counts = lines[0].both.counts
    return Glance(tuple(lines), counts["entities"], counts["mentions"])


def _line(model: str, of: Mapping[str, Row]) -> GlanceLine:
    return GlanceLine(model, of[HEADLINE.name], of[BOTH_WAYS.name], of.get(SPLIT.name, of[BOTH_WAYS.name]))
