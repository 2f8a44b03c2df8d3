"""Forms that usage speaks against: another language's, another name's, and those that nobody has of a known name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.lexicon import Headword
from allonym.names.engine.native import native_key

_OF_OTHERS, _OF_ANOTHER, _MOSTLY_ANOTHERS, _OF_NOBODY = 0.3, 0.1, 0.1, 0.25
"""What is left of the weight of a form that only another origin has, of one that is counted, but never for a name that
is known to be written as the word, of one that mostly stands for another name (Hamed of Hamid), and of one that nobody
has."""
_OWN = 0.2
"""The share of a form's counts that are for the word's names, from which on it does not mostly stand for another."""


@dataclass(slots=True)
class Usage:
    """Of a form that is counted for a word's names: how often, how often for the name that the word means, and whether
    an entry of the name's origin has it."""

    times: int = 0
    meant: float = 0.0
    here: bool = False


def usages(word: str, forms: Sequence[str], own: Sequence[Headword], origin: str) -> dict[str, Usage]:
    """The usage of each form that one of the word's entries has. Of several names that are written as the word, it
    means each as far as that is likely."""
    often: defaultdict[str, int] = defaultdict(int)
    for entry in own:
        often[_name(entry)] += entry.counts.get(word, 0)
    whole = sum(often.values()) or 1
    found: defaultdict[str, Usage] = defaultdict(Usage)
    anywhere = all(entry.origin != origin for entry in own)
    for entry in own:
        share = often[_name(entry)] / whole
        for form in forms:
            if count := entry.counts.get(form):
                usage = found[form]
                usage.times += count
                usage.meant += share * count
                usage.here = usage.here or anywhere or entry.origin == origin
    return found


def by_usage(
    word: str, forms: Sequence[str], known: Mapping[str, Usage], counts: Mapping[str, int]
) -> NDArray[np.float64]:
    """What is left of each form's weight (forms,), where some are `known`. `counts` is how often those of all names are
    counted.

    >>> persian = Headword("Persian", "بشیر", (("bashir", 9),))
    >>> arabic = Headword("Arabic", "بشير", (("bashir", 40), ("bechir", 9)))
    >>> forms = ["bashir", "bechir", "basir", "bachire"]
    >>> by_usage("bashir", forms, usages("bashir", forms, (persian, arabic), "Persian"), {"basir": 7}).tolist()
    [1.0, 0.3, 0.1, 0.25]
    """
    return np.array([
        1.0 if form == word or not known
        else _left(usage, counts.get(form, 0)) if (usage := known.get(form))
        else _OF_ANOTHER if form in counts else _OF_NOBODY
        for form in forms
    ])  # fmt: skip


def _left(usage: Usage, count: int) -> float:
    left = 1.0 if usage.here else _OF_OTHERS
    return left if usage.meant >= _OWN * max(usage.times, count) else left * _MOSTLY_ANOTHERS


def _name(entry: Headword) -> str:
    return native_key(entry.native).removeprefix("ال")
