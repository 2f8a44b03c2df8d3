"""Where each model of a run stands by the headline: its numbers, the best first, those beside the order last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.rows import Row
from allonym.measures.main import ALL, ENGLISH_BOTH, HEADLINE, MAIN, headline_corpus

BOTH, SPLIT, PRECISION, RANKS = "spelling.both", "spelling.split", "spelling.precision", HEADLINE.name
"""The measures of the headline; RANKS orders the models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineModel:
    """A model and its numbers by measure.

    `printed` is the F1 of its names as the texts have them; `english` found both ways of English names in the
    same places, the number that stands under "English names" on a board.
    """

    model: str
    reference: bool = False
    incomplete: bool = False
    """Whether it lacks answers: its numbers are then over fewer mentions than the others'."""
    printed: float | None = None
    english: float | None = None
    speed: float | None = None
    rows: Mapping[str, Row] = field(default_factory=dict)

    def value(self, measure: str) -> float | None:
        """The number, where the run has it."""
        row = self.rows.get(measure)
        return row.value if row else None

    @property
    def ranked(self) -> bool:
        """Whether it has a place in the order."""
        return not self.aside and self.value(RANKS) is not None

    @property
    def aside(self) -> bool:
        """Whether it stands beside the order: a reference, and a model that lacks answers."""
        return self.reference or self.incomplete


def standings(
    models: Mapping[str, Mapping[str, Any]], rows: Iterable[Row], prose: Collection[str] = ()
) -> tuple[HeadlineModel, ...]:
    """The models that were measured; those without a number of the headline by F1 as printed, after the others.

    `prose` names the corpora that read like news, over which F1 as printed is then pooled too.
    """
    found: dict[str, dict[str, Row]] = {}
    printed: dict[str, list[Row]] = {}
    english: dict[str, float | None] = {}
    known = list(rows)
    place = (HEADLINE.probe, HEADLINE.slice, HEADLINE.label, headline_corpus({row.corpus for row in known}))
    for row in known:
        if (row.probe, row.slice, row.label, row.corpus) == place:
            found.setdefault(row.model, {})[row.measure] = row
        elif row.has(ENGLISH_BOTH) and row.corpus == place[-1]:
            english[row.model] = row.value
        elif row.has(MAIN) and row.corpus != ALL and (not prose or row.corpus in prose):
            printed.setdefault(row.model, []).append(row)
    standing = [
        HeadlineModel(
            model=name,
            reference=bool(about.get("reference")),
            incomplete=bool(about.get("unanswered")),
            printed=_pooled(printed.get(name, ())),
            english=english.get(name),
            speed=about.get("words_per_cpu_second"),
            rows=found.get(name, {}),
        )
        for name, about in models.items()
        if about["status"] == OK and (name in found or name in printed)
    ]
    return tuple(sorted(standing, key=_order))


def tied(standing: Iterable[HeadlineModel], rankings: Iterable[Ranking]) -> list[str] | None:
    """The models that are not significantly worse than the best one; None where no test was made."""
    order = [one for one in standing if one.ranked]
    ranking = next((one for one in rankings if one.measure == RANKS), None)
    if ranking is None or not order:
        return None
    letters = {place.model: place.letter for place in ranking.models}
    beaten = next((place.better_than for place in ranking.models if place.model == order[0].model), ())
    return [one.model for one in order[1:] if letters.get(one.model) not in beaten]


def _order(one: HeadlineModel) -> tuple[bool, bool, float, str]:
    ranks = one.value(RANKS)
    return one.aside, ranks is None, -((one.printed or 0) if ranks is None else ranks), one.model


def _pooled(rows: Iterable[Row]) -> float | None:
    """F1 over the corpora together, from their counts; of one corpus its own."""
    each = list(rows)
    if len(each) == 1:
        return each[0].value
    correct = sum(row.counts.get("correct", 0) for row in each)
    gold = sum(sum(row.counts.get(key, 0) for key in ("correct", "incorrect", "partial", "missed")) for row in each)
    said = sum(sum(row.counts.get(key, 0) for key in ("correct", "incorrect", "partial", "spurious")) for row in each)
    return 2 * correct / (gold + said) if gold + said else None
