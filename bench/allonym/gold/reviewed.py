"""Suspects that somebody has looked at and found right, each with its reason: gold/reviewed.jsonl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_text
from allonym.errors import InputError
from allonym.gold.findings import Finding

FILE = "reviewed.jsonl"
KEYS = ("rule", "where", "subject", "context")

_TODO = "take the line from: gold check --format json, and add a reason"

Reviews = Mapping[tuple[str, ...], int]
"""What was reviewed, by its keys, with the line on which it stands."""


def read_reviews(root: Path) -> tuple[Reviews, list[Finding]]:
    """The reviews of a gold folder, and a fault for each line without its keys or without a reason."""
    path, where = root / FILE, f"{root.name}/{FILE}"
    reviews: dict[tuple[str, ...], int] = {}
    faults: list[Finding] = []
    for number, line in enumerate(read_text(path).splitlines() if path.is_file() else (), 1):
        try:
            record = from_json(line.encode(), where, dict[str, Any], "not a JSON object")
        except InputError as error:
            faults.append(Finding(where, number, "reviewed", error.what, _TODO))
            continue
        if missing := [key for key in (*KEYS, "reason") if not record.get(key)]:
            faults.append(Finding(where, number, "reviewed", f"no {', '.join(missing)}", _TODO))
        else:
            reviews[tuple(str(record[key]) for key in KEYS)] = number
    return reviews, faults


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
