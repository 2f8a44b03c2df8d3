"""How a model's spans lie to the runs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from allonym.mending.labels import ModelLabels
from allonym.mending.runs import NameRun, Words
from allonym.mending.values import MendedSpan
from allonym.mending.vocabulary import TITLE, kind, possessive

NONE, SAME, WITHIN, INSIDE, ACROSS = "none", "same", "within", "inside", "across"
"""No span touches the run; one has its bounds; the run lies within a longer one; spans lie inside it; one crosses."""
_EDGE = re.compile(r"[\s\"'`´‘’“”„«»‹›(\[{}\])]+")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_TITLE = re.compile(r"([^\W_]+)\.?\s+(?=\S)")


class Lying(NamedTuple):
    """How a run lies to the spans, the label of the one that says so, and the numbers of all that touch it."""

    how: str
    label: str
    touching: tuple[int, ...]
    edges: str = ""
    """Of a run with a span inside, whether they begin or end together."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without what guidelines disagree about: the, titles before, an 's behind, quotes and brackets.

    >>> trimmed("the Gen. Mamlouk's", 0, 18)
    (9, 16)
    """
    end -= possessive(text[max(start, end - 3) : end])
    while end > start and _EDGE.fullmatch(text, end - 1, end):
        end -= 1
    at = start
    while (found := _leading(text, at, end)) and found < end:
        at = found
    return (at, end) if at < end else (start, end)


def _leading(text: str, start: int, end: int) -> int:
    """Where a sign, an article or a title ends that these bounds begin with; 0 where they begin with none."""
    found = _EDGE.match(text, start, end) or _ARTICLE.match(text, start, end)
    if found is None and (title := _TITLE.match(text, start, end)) and kind(title[1]) == TITLE:
        found = title
    return found.end() if found else 0


def lie(words: Words, runs: Sequence[NameRun], spans: Sequence[MendedSpan], labels: ModelLabels) -> list[Lying]:
    """How each run lies to the spans, which may nest and overlap; both in order. ModelLabels become coarse ones."""
    bounds = [trimmed(words.text, span.start, span.end) for span in spans]
    order = sorted(range(len(spans)), key=bounds.__getitem__)
    found, open_ = [], list[int]()
    at = 0
    for run in runs:
        while at < len(order) and bounds[order[at]][0] < run.end:
            open_.append(order[at])
            at += 1
        open_ = [number for number in open_ if bounds[number][1] > run.start]
        touching = tuple(number for number in open_ if bounds[number][0] < run.end)
        found.append(_lying(run, touching, bounds, spans, labels))
    return found


def _lying(
    run: NameRun,
    touching: tuple[int, ...],
    bounds: Sequence[tuple[int, int]],
    spans: Sequence[MendedSpan],
    labels: ModelLabels,
) -> Lying:
    if not touching:
        return Lying(NONE, "O", ())
    for how in (SAME, WITHIN, ACROSS, INSIDE):
        those = [number for number in touching if _how(run, *bounds[number]) == how]
        if those:
            start, end = bounds[those[0]]
            edges = "begin" if start == run.start else "end" if end == run.end else ""
            others = (number for number in touching if number not in those)
            return Lying(how, labels.coarse(spans[those[0]].label), (*those, *others), edges)
    raise AssertionError


def _how(run: NameRun, start: int, end: int) -> str:
    if (start, end) == (run.start, run.end):
        return SAME
    if start <= run.start and run.end <= end:
        return WITHIN
    return INSIDE if run.start <= start and end <= run.end else ACROSS
