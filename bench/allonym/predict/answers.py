"""What a worker may say, and what of its answers can be used; the rest is counted, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from allonym.corpus.values import Mention


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open [start, end) in code points, with the model's own label."""

    start: int
    end: int
    label: str


class Answer(msgspec.Struct, frozen=True):
    """A worker's line for one text."""

    id: str
    spans: list[Span]
    usage: dict[str, int] = {}
    """What the text used up of something that is paid for (tokens of an endpoint), by its name."""


class Ready(msgspec.Struct, frozen=True):
    """A worker's first line."""

    ready: bool
    model: str = ""
    version: str = ""
    labels: list[str] = []


def mentions(
    spans: Sequence[Span], length: int, labels: Mapping[str, str], warnings: Counter[str]
) -> tuple[Mention, ...]:
    """The usable spans of a text of `length` characters under the project's labels, in order.

    Spans outside the text, spans given twice and unknown labels are left out and counted;
    overlapping spans are counted and kept: the matching takes each gold mention once.

    >>> counts = Counter()
    >>> mentions([Span(0, 3, "PER"), Span(0, 3, "PER"), Span(2, 99, "PER")], 10, {"PER": "PER"}, counts)
    (Mention(start=0, end=3, label='PER', entity=None),)
    >>> sorted(counts)
    ['span given twice', 'span outside the text']
    """
    kept: set[tuple[int, int, str]] = set()
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            warnings["span outside the text"] += 1
        elif (target := labels.get(span.label)) is None:
            warnings[f"label {span.label!r:.60} is not in [labels]"] += 1
        elif (mention := (span.start, span.end, target)) in kept:
            warnings["span given twice"] += 1
        elif target:
            kept.add(mention)
    ordered = sorted(kept)
    warnings.update("overlapping spans" for one, two in pairwise(ordered) if two[0] < one[1])
    return tuple(Mention(*mention) for mention in ordered)
