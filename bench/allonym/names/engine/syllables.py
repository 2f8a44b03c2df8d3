"""Words of the syllables of Chinese (Pinyin, Wade-Giles) or Korean, as they are written in Latin letters."""

from __future__ import annotations

from functools import cache
from itertools import product

_STARTS = "b p m f d t n l g k h j q x r z c s y w zh ch sh ts tz hs"
_WHOLE = "uai iao i u ih eh ieh ueh ong ung iong iung in un ing er iu ui ue"
_OPEN = "eu oe ui oo ou ee"
_PARTS = {
    "Chinese": ((_STARTS, "i u", "a e o ou ao ai ei an en ang eng"), (_STARTS, "", _WHOLE)),
    "Korean": tuple(
        ("g k n d t r l m b p s j h y w kk tt pp ss jj ch sh", glide, f"{vowel}{end}")
        for glide, vowels in (("y w", "ae eo a e i o u"), ("", _OPEN))
        for vowel in vowels.split()
        for end in ("", "ng", "ck", *"kgntlmpbr")
    ),
}
"""By language what begins a syllable, glides, and what ends one; the first two may be missing."""


def languages() -> tuple[str, ...]:
    return tuple(_PARTS)


@cache
def _syllables(language: str) -> frozenset[str]:
    return frozenset(
        "".join(parts)
        for starts, glides, ends in _PARTS[language]
        for parts in product(["", *starts.split()], ["", *glides.split()], ends.split())
    )


@cache
def _longest(language: str) -> int:
    return max(map(len, _syllables(language)))


def is_of_syllables(word: str, language: str) -> bool:
    """Whether the word is syllables of the language, one after another; in time in proportion to its length.

    >>> is_of_syllables("xiaoping", "Chinese"), is_of_syllables("mamlouk", "Chinese")
    (True, False)
    """
    known, longest = _syllables(language), _longest(language)
    ends = [len(word)]  # from the last syllable on, which tells most foreign words
    reached = {*ends}
    while ends:
        end = ends.pop()
        for start in range(max(end - longest, 0), end):
            if start not in reached and word[start:end] in known:
                reached.add(start)
                ends.append(start)
    return bool(word) and 0 in reached
