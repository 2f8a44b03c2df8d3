"""The words beside a mention as short hashes: enough to find the mention again in another copy, too little to read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allonym.corpus.values import Mention

SIDE = 3
"""Words looked at on each side of a mention."""

DIGITS = 5
"""Hexadecimal digits of a hash. More would tell no more mentions apart, but would tell more of the words."""

KEYS = ("before", "after", "place")
"""The keys that a mention of a text that is not ours has beside its surface."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits: where it stands, and its form without case and diacritics."""

    start: int
    end: int
    folded: str


def words(text: str) -> list[Word]:
    """The words of a text; quotes, hyphens and blanks are never part of one.

    >>> [word.folded for word in words("Özkizilcik’s “SETA”")]
    ['ozkizilcik', 's', 'seta']
    """
    return [Word(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]


def fold(word: str) -> str:
    """The word without case and combining marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(c))


def short_hash(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:DIGITS]


def hashes_beside(all_words: Sequence[Word], first: int, stop: int) -> tuple[str, str]:
    """The hashes of the words before word number `first`, and of those from word number `stop` on."""
    sides = all_words[max(0, first - SIDE) : first], all_words[stop : stop + SIDE]
    before, after = (short_hash(" ".join(word.folded for word in side)) for side in sides)
    return before, after


def place_hash(mention: Mention, surface: str) -> str:
    """What proves offsets and surface of a mention where its text is not at hand."""
    return short_hash(f"{mention.start} {mention.end} {surface}")


def neighbours(mentions: Sequence[Mention], text: str) -> Iterator[dict[str, str]]:
    """For each mention its `KEYS`: hashes of the words on both sides, and of its own place."""
    all_words = words(text)
    starts, ends = [word.start for word in all_words], [word.end for word in all_words]
    for mention in mentions:
        beside = hashes_beside(all_words, bisect_right(ends, mention.start), bisect_left(starts, mention.end))
        yield dict(zip(KEYS, (*beside, place_hash(mention, mention.of(text))), strict=True))
