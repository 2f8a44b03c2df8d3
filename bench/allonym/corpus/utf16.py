"""Offsets that count UTF-16 units (JavaScript, Java, C#) instead of code points: how they give themselves away."""

from __future__ import annotations

from collections.abc import Iterable

from allonym.corpus.values import Mention


def looks_like_utf16(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether the mentions fit the text's words better when their offsets are read as UTF-16 units.

    Only characters beyond U+FFFF make a difference; without one before a mention the answer is False.

    >>> looks_like_utf16("😀 Ali left", [Mention(3, 6, "PER")]), looks_like_utf16("😀 Ali left", [Mention(2, 5, "PER")])
    (True, False)
    """
    if text.isascii() or max(text, default="") <= "\uffff":
        return False
    places = code_points(text)
    given = [mention.bounds for mention in mentions]
    moved = [(places.get(start), places.get(end)) for start, end in given]
    if any(start is None or end is None for start, end in moved) or moved == given:
        return False
    read = [(start, end) for start, end in moved if start is not None and end is not None]
    return sum(_whole(text, *bounds) for bounds in read) > sum(_whole(text, *bounds) for bounds in given)


def code_points(text: str) -> dict[int, int]:
    """From the UTF-16 offset of each character, and of the end, to its place in code points; both in order.

    >>> code_points("a😀b")
    {0: 0, 1: 1, 3: 2, 4: 3}
    """
    places, unit = {}, 0
    for place, character in enumerate(text):
        places[unit] = place
        unit += 1 + (character > "\uffff")
    places[unit] = len(text)
    return places


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends where words do."""
    return end <= len(text) and not (
        inside_word(text, start) or inside_word(text, end) or text[start:end].strip() == ""
    )


def inside_word(text: str, place: int) -> bool:
    """Whether a place lies between two letters or digits."""
    if not 0 < place < len(text):
        return False
    return text[place - 1].isalnum() and text[place].isalnum()
