"""What a file says that a span is, held against the text under it."""

from __future__ import annotations

from allonym.errors import InputError

SAID = "said"
"""The key of what a file says is under a mention, where the text stands in another file."""


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
