"""What speaks against a form of an Arabic or Persian word: its usage, and its letters where that settles nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.doubts import PART, certainty, is_part
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.slips import without_slips
from allonym.names.engine.usage import by_usage, usages

_USUAL, _ATTESTED = 5, 2
"""How often a form of the name must have been counted not to be doubted, whatever its letters are, and how often not to
be a slip."""


def left(
    word: str, forms: Sequence[str], own: Sequence[Headword], origin: str, counts: Mapping[str, int]
) -> NDArray[np.float64]:
    """What is left of each form's weight (forms,), from 0 to 1. `own` are the word's entries, of `origin` and others,
    and `counts` how often forms of all names are counted."""
    if word.startswith("abd"):  # whose parts are written in ways that look like other names
        return np.array([PART if is_part(word, form) else 1.0 for form in forms])
    known = usages(word, forms, own, origin)
    found = by_usage(word, forms, known, counts)
    usual = {form for form, usage in known.items() if usage.times >= _USUAL}
    attested = {form for form, usage in known.items() if usage.times >= _ATTESTED}
    places = [at for at, form in enumerate(forms) if form not in usual or is_part(word, form)]
    doubted = [forms[at] for at in places]
    found[places] *= certainty(word, doubted) * without_slips(word, doubted, attested, origin)
    return found
