"""Common words: what stands in small letters again and again, and so names nobody where it is large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from allonym.mending.runs import Words, read_words
from allonym.mending.vocabulary import LOWER, NAME

_ENDS = frozenset(".!?\n\"“”:'‘")
_FEWEST, _TIMES = 2, 3
"""A word is common where it is small in so many texts, and so many times as often as large within a sentence."""


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in small letters in several texts, and much more often than as names."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for text in texts:
        words = read_words(text)
        lower = [form for form, kind in zip(words.forms, words.kinds, strict=True) if kind == LOWER]
        small.update(lower)
        held.update(set(lower))
        large.update(_large(words))
    return frozenset(word for word in held if held[word] >= _FEWEST and small[word] > _TIMES * large[word])


def _large(words: Words) -> Iterable[str]:
    """The name-like words within a sentence, in small letters."""
    for number, (form, kind) in enumerate(zip(words.forms, words.kinds, strict=True)):
        if kind == NAME and number and not _ENDS & set(words.text[words.ends[number - 1] : words.starts[number]]):
            yield form.lower()
