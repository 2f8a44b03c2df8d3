"""Edits of a text, and the one way in which spans move through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """text[start:end] becomes `replacement`; offsets are code points of the text before any edit."""

    start: int
    end: int
    replacement: str

    @property
    def growth(self) -> int:
        return len(self.replacement) - (self.end - self.start)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after all edits; ValueError where two of them overlap or one is no stretch of text.

    >>> apply_edits("Ali Mamlouk met Lavrov", [Edit(4, 11, "Mamluk"), Edit(16, 22, "Lawrow")])
    'Ali Mamluk met Lawrow'
    """
    pieces, at = [], 0
    for edit in sorted(edits):
        if not 0 <= edit.start <= edit.end <= len(text):
            raise ValueError("an edit is no stretch of the text")
        if edit.start < at:
            raise ValueError("two edits overlap")
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def project(bounds: tuple[int, int], edits: Sequence[Edit]) -> tuple[int, int]:
    """Where a span of the text before the edits lies after them.

    A span that an edit replaces becomes the replacement; a bound strictly inside an edit moves out to
    the replacement's; an insertion at a span's bound stays outside the span.

    >>> project((4, 11), [Edit(0, 3, "Aly"), Edit(4, 11, "Mamluk")]), project((12, 15), [Edit(4, 11, "Mamluk")])
    ((4, 10), (11, 14))
    """
    start, end = bounds
    new_start, new_end = start, end
    for edit in edits:
        if edit.end <= start:
            new_start += edit.growth
        elif edit.start < start:
            new_start -= start - edit.start
        if edit.end <= end and (edit.start < end or start == end):
            new_end += edit.growth
        elif edit.start < end < edit.end:
            new_end += edit.start - end + len(edit.replacement)
    return new_start, new_end
