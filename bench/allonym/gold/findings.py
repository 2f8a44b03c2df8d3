"""A finding: what is wrong or doubtful in the gold, where it stands, and what to do about it; and its reviews.

gold/reviewed.jsonl has the suspects that somebody has looked at and found right, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_text
from allonym.corpus.neighbours import SIDE, short_hash, words
from allonym.errors import InputError

REACH = 32
"""Characters shown on each side of a place in a text."""

_REVIEWED = "reviewed.jsonl"
_KEYS = ("rule", "where", "subject", "context")
_TODO = "take the line from: gold check --format json, and add a reason"

Reviews = Mapping[tuple[str, ...], int]
"""What was reviewed, by its keys, with the line on which it stands."""


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
    def key(self) -> tuple[str, ...]:
        """What a review of it is known by."""
        return self.rule, self.where, self.subject, self.context

    @property
    def review(self) -> dict[str, str]:
        """The line of gold/reviewed.jsonl that declares this suspect right, but for its reason."""
        return dict(zip(_KEYS, self.key, strict=True))

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


def read_reviews(root: Path) -> tuple[Reviews, list[Finding]]:
    """The reviews of a gold folder, and a fault for each line without its keys or without a reason."""
    path, where = root / _REVIEWED, f"{root.name}/{_REVIEWED}"
    reviews: dict[tuple[str, ...], int] = {}
    faults: list[Finding] = []
    for number, line in enumerate(read_text(path).splitlines() if path.is_file() else (), 1):
        try:
            record = from_json(line.encode(), where, dict[str, Any], "not a JSON object")
        except InputError as error:
            faults.append(Finding(where, number, "reviewed", error.what, _TODO))
            continue
        if missing := [key for key in (*_KEYS, "reason") if not record.get(key)]:
            faults.append(Finding(where, number, "reviewed", f"no {', '.join(missing)}", _TODO))
        else:
            reviews[tuple(str(record[key]) for key in _KEYS)] = number
    return reviews, faults


def unreviewed(findings: Iterable[Finding], reviews: Reviews) -> list[Finding]:
    """Faults, and the suspects that nobody has reviewed in these words."""
    return [finding for finding in findings if not finding.is_suspect or finding.key not in reviews]


def stale(findings: Iterable[Finding], reviews: Reviews, judged: Iterable[str], root: Path) -> Iterator[Finding]:
    """A fault for each review whose suspect is gone, among the files that could be judged."""
    found = {finding.key for finding in findings if finding.is_suspect}
    places = set(judged)
    for review, line in reviews.items():
        if review not in found and review[1] in places:
            what = f"reviews a suspect that is not there any more: {review[0]}, {review[1]}, {review[2]}"
            yield Finding(f"{root.name}/{_REVIEWED}", line, "reviewed", what, "remove the line, or look again")
