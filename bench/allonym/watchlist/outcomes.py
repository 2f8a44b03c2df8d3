"""What became of names under each model, counted text by text; and what two models do together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from allonym.corpus.values import Mention
from allonym.evaluate.entry import OK
from allonym.match.conventions import main_spans, trimmed
from allonym.match.mentions import OUTCOMES, outcome
from allonym.watchlist.answer import ModelAnswer, NameAnswer, PairAnswer, SpellingAnswer, Way
from allonym.watchlist.lost import lost
from allonym.watchlist.sites import Filled
from allonym.watchlist.values import Form, Spelled

Risk = tuple[float, float]
"""What orders names: what the best model loses, then what models lose on average; more is worse."""


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
                 label: str) -> tuple[Risk, NameAnswer]:  # fmt: skip
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
        shares = counts[:, :, 0].sum(axis=0) / counts.sum(axis=(0, 2))
        forms = [form.form for form in spelled.forms]
        answer = NameAnswer(
            spelled.line,
            spelled.name,
            spelled.label,
            {model: round(share, 6) for model, share in zip(self.called, shares.tolist(), strict=True)},
            tuple(map(self._spelling, spelled.forms, counts.tolist())),
            tuple(place.id for place in spelled.stands),
            lost(forms, fillings, predicted, results.tolist(), self.called),
        )
        return (float((1 - shares).min()), float((1 - shares).mean())), answer

    def _spelling(self, form: Form, counts: Sequence[Sequence[int]]) -> SpellingAnswer:
        """A spelling with the counts (models, outcomes) of its places."""
        named = (dict(zip(OUTCOMES, each, strict=True)) for each in counts)
        by_model = dict(zip(self.called, named, strict=True))
        return SpellingAnswer(form.form, form.source, form.derived, by_model)

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

    def models_answers(self) -> dict[str, ModelAnswer]:
        """By name, each model over the whole list."""
        numbers = np.column_stack([self.counts, self.whole, self.spurious]).tolist()
        return {model: ModelAnswer(model, OK, "", *row) for model, row in zip(self.called, numbers, strict=True)}

    def pairs(self, way: Way) -> list[PairAnswer]:
        """Every two models in this way, the ones that find most first, then with fewest spurious spans."""
        together = []
        for one, two in combinations(range(self.models), 2):
            both, shared = int(self.both_found[one, two]), int(self.both_spurious[one, two])
            if way == "union":
                both = int(self.counts[one, 0] + self.counts[two, 0]) - both
                shared = int(self.spurious[one] + self.spurious[two]) - shared
            together.append(PairAnswer(way, (self.called[one], self.called[two]), both, shared))
        return sorted(together, key=lambda pair: (-pair.found, pair.spurious))
