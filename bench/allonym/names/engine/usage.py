"""Forms that usage speaks against: another language's, another name's, and those that nobody has of a known name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.lexicon import Headword

_OF_OTHERS, _OF_ANOTHER, _OF_NOBODY = 0.3, 0.1, 0.4
"""What is left of the weight of a form that only another origin has, of one that is counted, but never for a name that
is known to be written as the word, and of one that nobody has of a name of which many forms are known."""
_FORMS, _TIMES = 4, 20
"""How many forms the lexicon has of a well-known name at least, and how often they are counted together."""


def by_usage(
    word: str, forms: Sequence[str], own: Sequence[Headword], origin: str, counts: Mapping[str, int]
) -> NDArray[np.float64]:
    """What is left of each form's weight (forms,). `own` are the word's entries, of `origin` and others, and `counts`
    how often forms of all names are counted.

    >>> persian = Headword("Persian", "بشیر", (("bashir", 9),))
    >>> arabic = Headword("Arabic", "بشير", (("bashir", 40), ("bechir", 9)))
    >>> by_usage("bashir", ["bashir", "bechir", "basir"], (persian, arabic), "Persian", {"basir": 7}).tolist()
    [1.0, 0.3, 0.1]
    """
    if not own:
        return np.ones(len(forms))
    borne: dict[str, set[str]] = {"": set()}
    times = 0
    for entry in own:
        own_counts = entry.counts
        borne.setdefault(entry.origin, set()).update(own_counts)
        times += sum(own_counts.values())
    attested = set().union(*borne.values(), {word})
    others = attested - borne[origin] - {word} if origin in borne and origin else set()
    known = len(attested) >= _FORMS and times >= _TIMES
    strange = _OF_NOBODY if known else 1.0
    return np.array(
        [
            (_OF_OTHERS if form in others else 1.0) if form in attested
            else _OF_ANOTHER if form in counts else strange
            for form in forms
        ]
    )  # fmt: skip
