"""Suspects that somebody has looked at and found right, each with its reason: gold/reviewed.jsonl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bench.errors import InputError
from bench.gold.findings import Finding

FILE = "reviewed.jsonl"
KEYS = ("rule", "where", "subject", "context")

Reviews = Mapping[tuple[str, ...], int]
"""What was reviewed, by its keys, with the line on which it stands."""


def read_reviews(root: Path) -> Reviews:
    """The reviews of a gold folder; InputError for a line without its keys or without a reason."""
    path = root / FILE
    reviews: dict[tuple[str, ...], int] = {}
    if not path.is_file():
        return reviews
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        record = _record(line, f"{path}:{number}")
        reviews[tuple(str(record[key]) for key in KEYS)] = number
    return reviews


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise InputError(f"not a JSON object: {error}", where=where) from None
    if missing := [key for key in (*KEYS, "reason") if not record.get(key)]:
        raise InputError(f"no {', '.join(missing)}", where=where, todo="take the line from: gold check --format json")
    return record


def key(finding: Finding) -> tuple[str, ...]:
    return tuple(finding.review[name] for name in KEYS)


def unreviewed(findings: Iterable[Finding], reviews: Reviews) -> list[Finding]:
    """Faults, and the suspects that nobody has reviewed in these words."""
    return [finding for finding in findings if not finding.is_suspect or key(finding) not in reviews]


def stale(findings: Iterable[Finding], reviews: Reviews, judged: Iterable[str], root: Path) -> Iterator[Finding]:
    """A fault for each review whose suspect is gone, among the files that could be judged."""
    found = {key(finding) for finding in findings if finding.is_suspect}
    places = set(judged)
    for review, line in reviews.items():
        if review not in found and review[1] in places:
            what = f"reviews a suspect that is not there any more: {review[0]}, {review[1]}, {review[2]}"
            yield Finding(f"{root.name}/{FILE}", line, "reviewed", what, "remove the line, or look again")
