"""Counting, text by text, what several models found in it; nothing of a text is kept but names that one alone finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allonym.corpus.values import Mention
from allonym.labels import MAIN, TO_COARSE
from allonym.match.conventions import Span, neutral

_MOST = 100_000
"""Names kept a model, at most: above it those seen once are forgotten, which no list of the frequent misses."""
_SHORTEST = 3
"""Letters that a name has whose repetitions are looked for."""


@dataclass(slots=True)
class Consistency:
    """Repeated names of documents of which a model found every place, some or none."""

    all: int = 0
    some: int = 0
    none: int = 0

    @property
    def n(self) -> int:
        return self.all + self.some + self.none


class Tally:
    """Running counts over texts, by a model's number.

    `mentions` are spans labelled PER, LOC or ORG; `both[i][j]` those of i with the bounds and label of one of j's;
    `alone` those no part of which any other model marks, under whatever label.
    """

    def __init__(self, models: int) -> None:
        self.texts = 0
        self.mentions, self.alone = [0] * models, [0] * models
        self.both = [[0] * models for _ in range(models)]
        self.alone_names = [Counter[str]() for _ in range(models)]
        self.consistency = [Consistency() for _ in range(models)]

    def add(self, text: str, by_model: Sequence[Sequence[Mention]]) -> None:
        """Count one text; `by_model` has each model's mentions in it."""
        everything = [_coarse(text, mentions) for mentions in by_model]
        named = [[span for span in spans if span[2] in MAIN] for spans in everything]
        self.texts += 1
        self._pairs(named)
        for model, (start, end, label) in _alone(everything):
            if label in MAIN:
                self.alone[model] += 1
                self.alone_names[model][text[start:end]] += 1
        for names in self.alone_names:
            if len(names) > _MOST:
                for name in [name for name, count in names.items() if count == 1]:
                    del names[name]
        self._repeated(text, named)

    def _pairs(self, named: Sequence[Sequence[Span]]) -> None:
        sets = [frozenset(spans) for spans in named]
        for first, spans in enumerate(sets):
            self.mentions[first] += len(spans)
            for second, others in enumerate(sets) if spans else ():
                self.both[first][second] += len(spans & others)

    def _repeated(self, text: str, named: Sequence[Sequence[Span]]) -> None:
        for places in repeated_names(text, {text[start:end] for spans in named for start, end, _ in spans}):
            for model, spans in enumerate(named):
                covered = sum(_covers(spans, place) for place in places)
                counts = self.consistency[model]
                if covered == len(places):
                    counts.all += 1
                elif covered:
                    counts.some += 1
                else:
                    counts.none += 1


def _coarse(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """The mentions under the neutral convention and coarse labels, each once, in order."""
    return sorted({(*neutral(m.start, m.end, text), TO_COARSE[m.label]) for m in mentions})


def _alone(by_model: Sequence[Sequence[Span]]) -> Iterator[tuple[int, Span]]:
    """(model, span) for each span that no other model's span overlaps."""
    ordered = sorted((span, model) for model, spans in enumerate(by_model) for span in spans)
    for group in _overlapping(ordered):
        for (start, end, label), model in group:
            if not any(other != model and one < end and start < two for (one, two, _), other in group):
                yield model, (start, end, label)


def _overlapping(ordered: Sequence[tuple[Span, int]]) -> Iterator[list[tuple[Span, int]]]:
    """Runs of spans, in order of their starts, that hang together by overlaps."""
    group: list[tuple[Span, int]] = []
    reach = -1
    for item in ordered:
        (start, end, _), _ = item
        if group and start >= reach:
            yield group
            group = []
        group.append(item)
        reach = max(reach, end)
    if group:
        yield group


def repeated_names(text: str, names: set[str]) -> Iterator[list[tuple[int, int]]]:
    """The bounds of each of the names that stands in the text, as whole words, twice or more.

    Names without a capital and those of fewer than three letters are passed over.

    >>> list(repeated_names("Has met Ali Has. Ali left.", {"Ali", "met", "Ali Has"}))
    [[(8, 11), (17, 20)]]
    """
    for name in sorted(names):
        if len(name) < _SHORTEST or name.islower() or text.count(name) < 2:
            continue
        places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if len(places) > 1:
            yield places


def _covers(spans: Sequence[Span], place: tuple[int, int]) -> bool:
    """Whether one of the spans, in order of their starts, holds the place."""
    start, end = place
    before = bisect_right(spans, start, key=lambda span: span[0])
    return any(spans[at][1] >= end for at in range(before))
