"""Reading a long text in windows that overlap, for models that take only so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int, str]
Bounds = tuple[int, int]


def windows(text: str, size: int, overlap: int) -> list[Bounds]:
    """Bounds of windows of at most `size` words, each sharing `overlap` words with the one before.

    >>> windows("a bb ccc dd e", 3, 1)
    [(0, 8), (5, 13)]
    >>> windows("", 3, 1)
    [(0, 0)]
    """
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) <= size:
        return [(0, len(text))]
    firsts = range(0, len(words) - overlap, size - overlap)
    return [(words[first][0], words[min(first + size, len(words)) - 1][1]) for first in firsts]


def merge(windowed: Sequence[tuple[Bounds, Sequence[Span]]]) -> list[Span]:
    """The spans of all windows (offsets in the text), each as the window sees it where its margin is widest.

    A name cut by a window's border touches it, margin 0, and gives way to the whole name of the next
    window. What one window says about itself, overlaps and all, stays as it is.
    """
    ranked = sorted(
        ((min(span[0] - start, end - span[1]), number, span) for number, ((start, end), spans) in enumerate(windowed)
         for span in spans),
        key=lambda item: (-item[0], item[1], item[2]),
    )  # fmt: skip
    kept: list[tuple[int, Span]] = []
    for _, number, span in ranked:
        if not any(other != number and span[0] < known[1] and known[0] < span[1] for other, known in kept):
            kept.append((number, span))
    return sorted({span for _, span in kept})
