"""Paragraphs: the non-blank lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from allonym.corpus.values import Document

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\S+")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open bounds of each non-blank line, its line end left out.

    >>> paragraphs("One.\\n\\nTwo.")
    [(0, 4), (6, 10)]
    """
    return [match.span() for match in _LINE.finditer(text)]


def paragraphs_of(document: Document) -> Sequence[Sequence[int]]:
    """The bounds of a document's paragraphs, from its text or from its standoff file."""
    known: Sequence[Sequence[int]] = document.extra.get("paragraphs", ())
    return known if document.text is None else paragraphs(document.text)


def count_words(text: str) -> int:
    """Words, as runs of what is not blank: the unit of every speed.

    >>> count_words("Ali Mamlouk's visit")
    3
    """
    return sum(1 for _ in _WORD.finditer(text))
