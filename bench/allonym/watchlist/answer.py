"""What became of a watchlist, as its JSON has it: what is counted, kept, read again and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from allonym.evaluate.entry import OK
from allonym.watchlist.values import Lost

Way = Literal["union", "vote"]
"""Two models' spans taken together, or where they agree."""


class ModelAnswer(msgspec.Struct, frozen=True):
    """One model over the whole list. Numbers are of (spelling, place) pairs; zero where it was not measured."""

    model: str
    status: str
    reason: str = ""
    found: int = 0
    label: int = 0
    bounds: int = 0
    missed: int = 0
    whole_names: int = 0
    spurious: int = 0

    @property
    def tries(self) -> int:
        """How many (spelling, place) pairs it was asked."""
        return self.found + self.label + self.bounds + self.missed


class PairAnswer(msgspec.Struct, frozen=True):
    """Two models together."""

    by: Way
    models: tuple[str, str]
    found: int
    spurious: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the names: models, pairs of them, and the places by coarse label.

    `count` is the number of names, `single` of those with one spelling only, `standing` of those that stand in the
    user's texts already; `gold` whether every place's text tells its other names.
    """

    list: str
    count: int
    single: int = 0
    standing: int = 0
    texts: int
    words: int
    gold: bool
    places: Mapping[str, tuple[str, ...]]
    models: tuple[ModelAnswer, ...]
    pairs: tuple[PairAnswer, ...]

    def __post_init__(self) -> None:
        names = {model.model for model in self.measured}
        if any(model.tries < 1 for model in self.measured):
            raise ValueError("a model that was measured on nothing")
        for by in {pair.by for pair in self.pairs}:
            paired = [set(pair.models) for pair in self.pairs if pair.by == by]
            if names != set().union(*paired) or min(map(len, paired)) < 2:
                raise ValueError(f"the pairs by {by!r} are not of the models measured")

    @property
    def measured(self) -> tuple[ModelAnswer, ...]:
        """The models that were measured, in the order in which they were asked for."""
        return tuple(model for model in self.models if model.status == OK)


class SpellingAnswer(msgspec.Struct, frozen=True):
    """A spelling's outcomes, by model and name of the outcome."""

    form: str
    source: str
    derived: bool
    outcomes: Mapping[str, Mapping[str, int]]


class NameAnswer(msgspec.Struct, frozen=True):
    """A name, the share of its (spelling, place) pairs that each model found, its spellings, the user's texts that
    have it, and examples of where each model lost it."""

    line: int
    name: str
    type: str
    found: Mapping[str, float]
    spellings: tuple[SpellingAnswer, ...]
    stands: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
