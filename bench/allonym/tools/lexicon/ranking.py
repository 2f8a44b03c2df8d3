"""What each piece of evidence counts: a softmax regression over the names that people's words could become."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.evidence import EVIDENCE, evidence
from allonym.names.engine.key import key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.stored import unpacked
from allonym.names.engine.words import shares
from allonym.tools.lexicon.sources import Person

Array = NDArray[np.float64]
_PENALTY = 0.5


@dataclass(frozen=True, slots=True)
class Ranked:
    """A word of a name that another label spells otherwise: its forms' scores by letters and evidence, which form
    the label has and which is the word itself."""

    letters: Array
    evidence: Array
    chosen: int
    same: int


def ranked(
    stored: Mapping[str, Any], entries: Iterable[Headword], people: Iterable[Person]
) -> Iterator[tuple[Ranked, ...]]:
    """The words of each pair of an English label and another that the tables reach in every word."""
    tables = unpacked(stored)
    by_word: dict[str, list[Headword]] = defaultdict(list)
    for entry in entries:
        for word in entry.counts:
            by_word[word].append(entry)
    known: dict[tuple[str, str], tuple[Sequence[str], Array, Array]] = {}
    for person in people:
        for label in person.others():
            words: list[Ranked] = []
            for one, two in zip(key(str(person.english)).split(), label.split(), strict=True):
                if (asked := (person.origin, one)) not in known:
                    own = shares(one, by_word[one], person.origin)
                    forms, table = tables.proposed(one, own, {})
                    worth = table @ tables.bias
                    known[asked] = forms, np.log(worth), evidence(tables, one, forms, worth, own)
                forms, letters, beside = known[asked]
                if two in forms:
                    words.append(Ranked(letters, beside, forms.index(two), forms.index(one)))
            if len(words) == len(label.split()):
                yield tuple(words)


def weights(names: Sequence[Sequence[Ranked]]) -> list[float]:
    """The weights under which the labels are likeliest, given that each differs from the English one."""
    from scipy.optimize import minimize

    words = [word for name in names for word in name]
    owner = np.repeat(np.arange(len(names)), [len(name) for name in names])
    starts = np.cumsum([0, *(len(word.letters) for word in words)])[:-1]
    letters = np.concatenate([word.letters for word in words])
    marks = np.concatenate([word.evidence for word in words])
    of_word = np.repeat(np.arange(len(words)), [len(word.letters) for word in words])
    chosen = starts + np.array([word.chosen for word in words])
    same = starts + np.array([word.same for word in words])

    def loss(slopes: Array) -> tuple[float, Array]:
        score = letters + marks @ slopes
        most = np.maximum.reduceat(score, starts)
        shares_ = np.exp(score - most[of_word])
        total = np.add.reduceat(shares_, starts)
        whole = most + np.log(total)
        mean = np.add.reduceat(marks * (shares_ / total[of_word])[:, None], starts)
        kept = np.minimum(np.exp(np.bincount(owner, score[same] - whole)), 0.9999)
        value = (score[chosen] - whole).sum() - np.log(1 - kept).sum()
        slope = (marks[chosen] - mean).sum(axis=0)
        slope = slope + ((kept / (1 - kept))[owner][:, None] * (marks[same] - mean)).sum(axis=0)
        return float(_PENALTY * (slopes**2).sum() - value), 2 * _PENALTY * slopes - slope

    found = minimize(loss, np.zeros(len(EVIDENCE)), jac=True, method="L-BFGS-B").x
    return [round(float(value), 4) for value in found]
