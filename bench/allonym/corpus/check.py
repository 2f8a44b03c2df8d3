"""What every document must satisfy, however it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.labels import KNOWN
from allonym.printable import printable

LONGEST = 2**31 - 1
"""The largest offset that is read; no text is longer."""

SAID = "said"
"""The key of what a file says is under a mention, where the text stands in another file."""


def check_id(id_: str, where: str) -> None:
    """Raise InputError for a document's id that is empty, or would give orders to whatever prints it."""
    if not id_.strip() or printable(id_) != id_:
        fault = "holds a control character" if id_.strip() else "is empty"
        raise InputError(f"the id {id_[:80]!r} of a document {fault}", where=where)


def check_bounds(mentions: Iterable[Mention], length: int | None, where: str) -> None:
    """Raise InputError for offsets that are not a stretch of the text."""
    for mention in mentions:
        start, end = mention.bounds
        if not 0 <= start < end:
            raise InputError(
                f"span {start}-{end} {mention.label} is not a stretch of text",
                where=where, todo="offsets are half-open, 0 <= start < end",
            )  # fmt: skip
        if not mention.label.strip():
            raise InputError(f"span {start}-{end} has an empty label", where=where)
        if end > LONGEST:
            raise InputError(f"span {start}-{end} {mention.label} ends after any text", where=where)
        if length is not None and end > length:
            raise InputError(
                f"span {start}-{end} {mention.label} ends after the text, which has {length} characters",
                where=where, todo="offsets count Unicode code points, not bytes or UTF-16 units",
            )  # fmt: skip


def check_surface(text: str, start: int, end: int, said: str | None, where: str) -> None:
    """Raise InputError where the text at [start, end) is not what the file says; blanks do not count.

    >>> check_surface("Ana  Ruiz flew", 0, 9, "Ana Ruiz", "d.ann:1")
    """
    if said is not None and said.split() != text[start:end].split():
        raise InputError(
            f"{start}-{end} is {text[start:end][:60]!r}, the file says {said[:60]!r}",
            where=where,
            todo="are these the offsets of this text, in code points?",
        )


def numbered(
    name: object, number: int, text: str, mentions: Iterable[Mention], where: str, *, left_out: str = ""
) -> Document:
    """A document of a file with its mentions in order; where the file gives no name, called by its number.

    InputError for offsets that are not a stretch of the text.
    """
    ordered = tuple(sorted(mentions))
    check_bounds(ordered, len(text), where)
    named = name not in (None, "")
    return Document(str(name) if named else f"#{number}", text, ordered, named=named, left_out=left_out)


def check_flat(mentions: Sequence[Mention], where: str) -> None:
    """Raise InputError where two mentions overlap; gold is flat."""
    if both := overlapping(mentions):
        raise InputError(f"gold spans {both} overlap", where=where, todo="keep the longest name")


def overlapping(mentions: Iterable[Mention]) -> str:
    """The first two that overlap, in words; empty where none do."""
    pairs = pairwise(sorted(mentions))
    shown = (f"{a.start}-{a.end} {a.label} and {b.start}-{b.end} {b.label}" for a, b in pairs if b.start < a.end)
    return next(shown, "")


def check_labels(mentions: Iterable[Mention], where: str) -> None:
    """Raise InputError for a label that is neither fine nor coarse."""
    for mention in mentions:
        if mention.label not in KNOWN:
            raise InputError(
                f"unknown label {mention.label!r} at {mention.start}-{mention.end}",
                where=where, todo="use the labels of gold/GUIDELINES.md",
            )  # fmt: skip


def check_gold(document: Document, where: str) -> None:
    """Raise InputError unless the document can serve as gold."""
    length = None if document.text is None else len(document.text)
    check_bounds(document.mentions, length, where)
    check_labels(document.mentions, where)
    check_flat(document.mentions, where)
