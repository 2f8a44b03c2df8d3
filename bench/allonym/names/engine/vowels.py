"""How the vowels of a form differ from those of the word that it is a form of."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

_LONG = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("aa", "a"), ("y", "i"), ("o", "u"))
_SEVERAL = re.compile("[aeiu]{2,}")
_CONSONANTS = re.compile(r"[^aeiu*\n]+")
_CLASHES = frozenset(permutations("aiu", 2))
_CLOSED = frozenset([("a", "e"), ("i", "e"), ("u", "e")])


class VowelChange(NamedTuple):
    """How many single vowels a, i or o and u stand for another of them; whether one became e or was put in."""

    clashes: int
    slip: bool


@lru_cache(maxsize=4)
def vowel_changes(word: str, forms: tuple[str, ...]) -> list[VowelChange]:
    """What becomes of the word's vowels in each form. What several vowels stand for is left open, and so is e.

    >>> [tuple(change) for change in vowel_changes("omar", ("umar", "ameur", "omer", "oumayar", "amir"))]
    [(0, False), (1, False), (0, True), (0, False), (2, False)]
    >>> vowel_changes("atlasi", ("atalasi",))
    [VowelChange(clashes=0, slip=True)]
    """
    text = "\n".join([word, *forms])
    for letters, sign in _LONG:
        text = text.replace(letters, sign)
    own, *others = _CONSONANTS.sub("-", _SEVERAL.sub("*", text)).split("\n")
    return [_change(own, other) for other in others]


@lru_cache(maxsize=1 << 13)
def _change(own: str, other: str) -> VowelChange:
    one, two = own.split("-"), other.split("-")
    if len(one) != len(two):
        return VowelChange(0, slip=len(two) > len(one))
    pairs = [*zip(one, two, strict=True)]
    return VowelChange(sum([pair in _CLASHES for pair in pairs]), slip=not _CLOSED.isdisjoint(pairs))
