"""Conventions: what of a span counts as its bounds.

`raw` takes the bounds as they are. `neutral` leaves out, on both sides of a comparison, what annotation
guidelines disagree about: a leading the/a/an, a leading title or role word (titles.txt), a trailing 's or
’s, and surrounding quotes or brackets; never the whole span.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from allonym.corpus.values import Document, Mention
from allonym.errors import InputError, unknown
from allonym.labels import MAIN, TO_COARSE

CONVENTIONS = ("raw", "neutral")

Span = tuple[int, int, str]
"""Half-open bounds under the neutral convention, and the coarse label."""

_OPENING = "\"'`´‘’‚‛“”„‟«»‹›(\\[{<「『（"
_CLOSING = frozenset("\"'`´‘’‚‛“”„‟«»‹›)]}>」』）")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\Z", re.IGNORECASE)
_ALPHANUMERIC = re.compile(r"[^\W_]")


def titles() -> tuple[str, ...]:
    """The title and role words of titles.txt, the longest first."""
    lines = Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines()
    words = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _leading() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in titles())
    return re.compile(rf"[{_OPENING}\s]+|(?:the|an?)\s+|(?:{words})(?:\.\s*|\s+)", re.IGNORECASE)


def _without_trailing(surface: str, start: int, end: int) -> int:
    """Where surface[start:end] ends without the quotes, brackets and blanks at its end, or else without its 's."""
    last = end
    while last > start and (surface[last - 1] in _CLOSING or surface[last - 1].isspace()):
        last -= 1
    if last == end and (found := _POSSESSIVE.search(surface, max(start, end - 3), end)):
        return found.start()
    return last


@lru_cache(1 << 16)  # of millions of texts the frequent surfaces are enough
def _trim(surface: str) -> tuple[int, int]:
    """How much of a surface the neutral convention leaves out, left and right."""
    leading = _leading()
    start, end = 0, len(surface)
    while True:
        left = leading.match(surface, start, end)
        one, two = (left.end(), end) if left else (start, _without_trailing(surface, start, end))
        if (one, two) == (start, end) or not _ALPHANUMERIC.search(surface, one, two):
            return start, len(surface) - end
        start, end = one, two


def neutral(start: int, end: int, text: str) -> tuple[int, int]:
    """The bounds of text[start:end] under `neutral`; of a span that would vanish, the part that is left last.

    Depends on the surface alone. Offsets are code points, half-open.

    >>> text = "met the “Gen. Ali Mamlouk’s” men"
    >>> start, end = neutral(4, 28, text)
    >>> text[start:end]
    'Ali Mamlouk'
    >>> neutral(0, 9, "President")
    (0, 9)
    """
    left, right = _trim(text[start:end])
    return start + left, end - right


def trimmed(mention: Mention, text: str) -> Mention:
    """The mention with its bounds under `neutral`."""
    start, end = neutral(mention.start, mention.end, text)
    return Mention(start, end, mention.label, mention.entity, mention.extra)


def main_spans(mentions: Iterable[Mention], text: str) -> set[Span]:
    """The mentions labelled PER, LOC or ORG, under `neutral`."""
    coarse = ((mention, TO_COARSE.get(mention.label)) for mention in mentions)
    return {(*neutral(*mention.bounds, text), label) for mention, label in coarse if label in MAIN}


def neutral_surface(surface: str) -> str:
    """The part of a surface that counts under `neutral`.

    >>> neutral_surface("the Kremlin's")
    'Kremlin'
    """
    start, end = neutral(0, len(surface), surface)
    return surface[start:end]


def neutral_bounds(mention: Mention, document: Document) -> tuple[int, int]:
    """A mention's bounds under the neutral convention, from the text or from what stands for it.

    Without the text a gold mention has its surface, and a recorded prediction its neutral bounds.
    """
    if "neutral" in mention.extra:
        start, end = mention.extra["neutral"]
        return start, end
    if document.text is not None:
        return neutral(mention.start, mention.end, document.text)
    if "surface" in mention.extra:
        left, right = neutral(0, mention.end - mention.start, mention.extra["surface"])
        return mention.start + left, mention.start + right
    return mention.bounds


def surface(mention: Mention, document: Document) -> str:
    """A gold mention's surface, from the text or from its standoff file."""
    return str(mention.extra["surface"]) if document.text is None else mention.of(document.text)


def neutrally(mention: Mention, document: Document) -> Mention:
    start, end = neutral_bounds(mention, document)
    return Mention(start, end, mention.label, mention.entity, mention.extra)


def apply_to(convention: str, document: Document, text: str | None = None) -> Document:
    """The document with its mentions' bounds under a convention; `text` stands in where it has none.

    `neutral` needs the text (InputError).
    """
    if convention not in CONVENTIONS:
        raise unknown("convention", convention, CONVENTIONS)
    if convention == "raw":
        return document
    known = document.text if document.text is not None else text
    if known is None:
        raise InputError("convention neutral needs the text", where=document.id, todo="use convention raw")
    return replace(document, mentions=tuple(trimmed(mention, known) for mention in document.mentions))
