"""What became of names under each model, counted text by text; and what two models do together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.values import Mention
from allonym.match.conventions import main_spans, trimmed
from allonym.match.mentions import OUTCOMES, outcome
from allonym.watchlist.lost import lost
from allonym.watchlist.sites import Filled
from allonym.watchlist.values import Lost, Spelled

Counts = NDArray[np.int64]
Way = Literal["union", "vote"]


@dataclass(frozen=True, slots=True, eq=False)
class NameResult:
    """Counts (spellings, models, outcomes) of a name over its places, and examples of where it was lost."""

    spelled: Spelled
    counts: Counts
    lost: tuple[Lost, ...] = ()

    @property
    def found(self) -> NDArray[np.float64]:
        """Each model's share of (spelling, place) pairs that it found."""
        shares: NDArray[np.float64] = self.counts[:, :, 0].sum(axis=0) / self.counts.sum(axis=(0, 2))
        return shares

    @property
    def risk(self) -> tuple[float, float]:
        """What orders names: what the best model loses, then what models lose on average; more is worse."""
        lost = 1 - self.found
        return float(lost.min()), float(lost.mean())


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Two models, their spans taken together (union) or where they agree (vote)."""

    first: int
    second: int
    way: Way
    found: int
    spurious: int


class Totals:
    """Sums over all names: counts (models, outcomes), and what pairs of models share.

    `single` are names with one spelling only, `standing` those that stand in the user's texts already; `gold` says
    whether every text tells its other names. `whole` are by model the names that are found in every spelling and
    place, `spurious` its spans outside the name that no gold has; in texts without gold all spans outside it.
    """

    def __init__(self, called: Sequence[str]) -> None:
        """`called` are the models' names."""
        self.called, self.models = called, len(called)
        self.texts = self.words = self.names = self.single = self.standing = 0
        self.gold = True
        self.counts = np.zeros((self.models, len(OUTCOMES)), np.int64)
        self.whole, self.spurious = np.zeros(self.models, np.int64), np.zeros(self.models, np.int64)
        self.both_found = np.zeros((self.models, self.models), np.int64)
        self.both_spurious = np.zeros((self.models, self.models), np.int64)

    def add_name(self, spelled: Spelled, fillings: Sequence[Filled], predicted: Sequence[Sequence[Sequence[Mention]]],
                 label: str) -> NameResult:  # fmt: skip
        """Count a name; `predicted` has the models' mentions for each of its texts."""
        results = np.array(
            [self._add_text(filled, mentions, label) for filled, mentions in zip(fillings, predicted, strict=True)]
        )
        by_spelling = results.reshape(len(spelled.forms), -1, self.models)
        counts = (by_spelling[..., None] == np.arange(len(OUTCOMES))).sum(axis=1)
        self.names += 1
        self.single += spelled.single
        self.standing += bool(spelled.stands)
        self.counts += counts.sum(axis=0)
        self.whole += (results == 0).all(axis=0)
        forms = [form.form for form in spelled.forms]
        return NameResult(spelled, counts, lost(forms, fillings, predicted, results.tolist(), self.called))

    def _add_text(self, filled: Filled, predicted: Sequence[Sequence[Mention]], label: str) -> list[int]:
        """The outcome's number for each model."""
        self.texts += 1
        self.gold &= filled.gold is not None
        self.words += len(filled.text.split())
        name = trimmed(Mention(filled.start, filled.end, label), filled.text)
        outcomes, others = [], []
        for mentions in predicted:
            everything = [trimmed(mention, filled.text) for mention in mentions]
            outcomes.append(OUTCOMES.index(outcome(name, everything)))
            outside = {s for s in main_spans(mentions, filled.text) if s[1] <= filled.start or filled.end <= s[0]}
            others.append(outside - (filled.gold or frozenset()))
        hit = np.array(outcomes) == 0
        self.both_found += np.outer(hit, hit)
        self.spurious += [len(spans) for spans in others]
        for one, two in combinations(range(self.models), 2):
            if others[one] and others[two]:
                self.both_spurious[one, two] += len(others[one] & others[two])
        return outcomes

    def pairs(self, way: Way) -> list[Ensemble]:
        """Every two models in this way, the ones that find most first, then with fewest spurious spans."""
        together = []
        for one, two in combinations(range(self.models), 2):
            both, shared = int(self.both_found[one, two]), int(self.both_spurious[one, two])
            if way == "vote":
                together.append(Ensemble(one, two, way, both, shared))
            else:
                found = int(self.counts[one, 0] + self.counts[two, 0]) - both
                together.append(Ensemble(one, two, way, found, int(self.spurious[one] + self.spurious[two]) - shared))
        return sorted(together, key=lambda pair: (-pair.found, pair.spurious, pair.first, pair.second))
