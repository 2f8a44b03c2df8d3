"""Whether a name is surely of an origin that has tables: its letters say so, and the lexicon knows a word of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from allonym.names.engine.families import family_of
from allonym.names.engine.fits import probabilities
from allonym.names.engine.key import PARTICLES
from allonym.names.engine.lexicon import entries
from allonym.names.engine.origins import OTHER, is_telling, origins
from allonym.names.engine.written import WrittenWord

_ELSEWHERE, _OWN = 0.16, 0.6
"""The most that may speak for no origin that has tables, and the least that must for the likeliest family."""
_COUNTED = 4
"""How often a word has been counted in a form before it is a name of an origin, and not one that was met there once."""


def is_known(words: Sequence[WrittenWord]) -> bool:
    """Whether the words are surely a name of an origin with tables: of the likeliest family one of them is a name.

    Spellings of any other name are guesses: Spider has letters that look Hebrew, and Al is no Arabic article.

    >>> from allonym.names.engine.written import read
    >>> [is_known(read(name)) for name in ("Zakaria Amara", "Wang Shichong", "Saddam", "Spider", "Daren", "Al Kavelin")]
    [True, True, True, False, False, False]
    """
    fits: defaultdict[str, float] = defaultdict(float)
    for origin, weight in probabilities(words).items():
        fits[OTHER if origin == OTHER else family_of(origin)] += weight
    if fits.pop(OTHER, 0.0) > _ELSEWHERE or not fits:
        return False
    family = max(fits, key=lambda one: fits[one])
    return fits[family] >= _OWN and any(
        _is_name(word.key, family) for word in words if not word.fixed and word.key not in PARTICLES
    )


def _is_name(word: str, family: str) -> bool:
    """Whether a word is a frequent name of a family's, or one that is counted there and is nobody else's."""
    table = origins()
    if any(family_of(table.names[at]) == family for at in table.frequent.get(word, ())):
        return True
    if table.is_world(word) or table.is_elsewhere(word):
        return False
    own = (entry for entry in entries(word) if family_of(entry.origin) == family and is_telling(entry))
    return any(entry.counts.get(word, 0) >= _COUNTED for entry in own)
