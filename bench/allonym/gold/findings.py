"""A finding: what is wrong or doubtful in the gold, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allonym.corpus.neighbours import SIDE, short_hash, words

REACH = 32
"""Characters shown on each side of a place in a text."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault, or a suspect where it has a `subject`: what a reviewer can declare right.

    `where` is the file as the user would open it, `line` counts from 1; `around` shows the place. `subject` and
    `context` (a hash of the words around) are what a review is of: when the words change, the suspect comes back.
    """

    where: str
    line: int
    rule: str
    what: str
    todo: str
    around: str = field(default="", compare=False)
    subject: str = ""
    context: str = ""

    @property
    def is_suspect(self) -> bool:
        return bool(self.subject)

    @property
    def review(self) -> dict[str, str]:
        """The line of gold/reviewed.jsonl that declares this suspect right, but for its reason."""
        return {"rule": self.rule, "where": self.where, "subject": self.subject, "context": self.context}

    def lines(self) -> Iterator[str]:
        kind = "suspect" if self.is_suspect else "fault"
        yield f"{self.where}:{self.line}: {kind}, {self.rule}: {self.what}; {self.todo}"
        if self.around:
            yield f"    {self.around}"

    def record(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return {
            "where": self.where,
            "line": self.line,
            "rule": self.rule,
            "fault": not self.is_suspect,
            "what": self.what,
            "todo": self.todo,
            "around": self.around,
            **({"review": self.review} if self.is_suspect else {}),
        }


def line_of(text: str, offset: int) -> int:
    """The line, from 1, on which a character stands."""
    return text.count("\n", 0, offset) + 1


def around(text: str, start: int, end: int) -> str:
    """The place with the text on both sides, on one line.

    >>> around("He met Ali Mamluk in Rome.", 7, 17)
    'He met [Ali Mamluk] in Rome.'
    """
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    dots = "…" * (start > REACH), "…" * (end + REACH < len(text))
    return f"{dots[0]}{before}[{text[start:end]}]{after}{dots[1]}".replace("\n", "⏎")


def context(text: str, start: int, end: int) -> str:
    """A hash of a place's surface and of the words on both sides of it."""
    before = [word.folded for word in words(text[max(0, start - 200) : start])][-SIDE:]
    after = [word.folded for word in words(text[end : end + 200])][:SIDE]
    return short_hash(" ".join([*before, text[start:end], *after]))
