"""Whether a Latin form is all of a name in Arabic letters, and no more, by how many consonants both have."""

from __future__ import annotations

from allonym.names.engine.key import key
from allonym.names.engine.native import native_key
from allonym.names.engine.neighbours import skeletons

_VOWELS = frozenset("اأإآٱىئؤةۀعء\u0640")
_EITHER = frozenset("ويهح")
"""Letters for which a Latin form may have no consonant, and those for which it may have one or none."""
_APART, _SHARE = 2, 0.7


def is_whole(native: str, form: str) -> bool:
    """Whether neither has two consonants, and nearly a third, more than the other.

    >>> [is_whole(native, "mohammad") for native in ("محمد", "محمود", "محمدمهدی", "سیدمحمد")]
    [True, True, False, False]
    >>> is_whole("هویدا", "hoveyda"), is_whole("رضا", "mohammadreza")
    (True, False)
    """
    letters = [sign for sign in native_key(native) if sign.isalpha() and sign not in _VOWELS]
    heard = len(skeletons([key(form).replace(" ", "")])[0].replace("A", ""))
    least = sum(sign not in _EITHER for sign in letters)
    return not _lacks(heard, least) and not _lacks(len(letters), heard)


def _lacks(some: int, all_of: int) -> bool:
    return all_of - some >= _APART and some < _SHARE * all_of
