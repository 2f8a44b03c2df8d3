"""What a worker may say, and what of its answers can be used; the rest is counted, by reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from allonym.corpus.checked import decoder
from allonym.corpus.values import Mention
from allonym.printable import printable


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

    def spans_of(self, text: str) -> list[Span]:
        """The spans, each bound and label of a size that a text can have. Raises TooManySpans."""
        if len(self.spans) > max(_MOST_SPANS, len(text)):
            raise TooManySpans(f"{len(self.spans):,} spans for a text of {len(text):,} characters")
        return [
            span if _FAR > span.start > -_FAR < span.end < _FAR and len(span.label) <= _LONGEST_LABEL else _cut(span)
            for span in self.spans
        ]


class Ready(msgspec.Struct, frozen=True):
    """A worker's first line."""

    ready: bool
    model: str = ""
    version: str = ""
    labels: list[str] = []


class TooManySpans(ValueError):
    """An answer with more spans than a text has names."""


_MOST_SPANS = 1000
"""Spans of a text that has fewer characters."""
_FAR = 1 << 40
_LONGEST_LABEL = 200
_LONGEST_VERSION = 100
_MOST_USED = 10**12
_MOST_NAMES = 20
_NAME = re.compile(r"[A-Za-z][\w.-]{0,39}", re.ASCII)
_MOST_KINDS = 50
"""Kinds of warnings that are told apart."""
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _cut(span: Span) -> Span:
    """A span whose bounds no text has, or whose label is too long for one, made to fit in the cache."""
    far = not (_FAR > span.start > -_FAR < span.end < _FAR)
    return Span(*((-1, -1) if far else (span.start, span.end)), span.label[:_LONGEST_LABEL])


def read_ready(line: bytes) -> Ready | None:
    """What a worker says when it is ready; None where the line says something else."""
    try:
        ready = decoder(Ready)(line)
    except _UNREADABLE:
        return None
    version = printable(ready.version[:_LONGEST_VERSION])
    return msgspec.structs.replace(ready, version=version) if ready.ready else None


def read_answer(line: bytes, warnings: Counter[str]) -> Answer | None:
    """An answer; None where the line is none. What it says was used up counts where it can be a number of something."""
    try:
        answer = decoder(Answer)(line)
    except _UNREADABLE:
        return None
    if not answer.usage:
        return answer
    used = {name: n for name, n in answer.usage.items() if 0 <= n <= _MOST_USED and _NAME.fullmatch(name)}
    if len(used) == len(answer.usage) <= _MOST_NAMES:
        return answer
    warnings["usage that is no number of anything"] += 1
    return msgspec.structs.replace(answer, usage={})


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
            _count_label(span.label, warnings)
        elif (mention := (span.start, span.end, target)) in kept:
            warnings["span given twice"] += 1
        elif target:
            kept.add(mention)
    ordered = sorted(kept)
    warnings.update("overlapping spans" for one, two in pairwise(ordered) if two[0] < one[1])
    return tuple(Mention(*mention) for mention in ordered)


def _count_label(label: str, warnings: Counter[str]) -> None:
    kind = f"label {label[:_LONGEST_LABEL]!r:.60} is not in [labels]"
    known = kind in warnings or len(warnings) < _MOST_KINDS
    warnings[kind if known else "further labels that are not in [labels]"] += 1
