"""Pages of training: a labelled text that a model has answered, the features of its open runs and what they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Document, Mention
from allonym.mending.evidence import evidence, read_page
from allonym.mending.labels import ModelLabels
from allonym.mending.lying import trimmed
from allonym.mending.means import RemedyMeans
from allonym.mending.remedies.consistency import mended
from allonym.mending.remedies.corrector import case_at, open_runs, pools
from allonym.mending.values import MendedSpan, Spans
from allonym.mending.weights import LABELS

Labelled = tuple[tuple[int, int], str]
"""Neutral bounds and a coarse label."""
Integers = NDArray[np.int32]


class AnsweredText(NamedTuple):
    """A labelled text under coarse labels, and what a model found in it."""

    document: Document
    spans: Spans
    labels: ModelLabels


class PagePlace(NamedTuple):
    """Where a page is from: `copy` 0 is the text as printed, `part` -1 a whole text of several paragraphs."""

    corpus: str
    base: str
    document: int
    copy: int
    part: int
    whole: bool
    """Whether it is a whole text; one of a single paragraph is its paragraph too."""


@dataclass(slots=True)
class Numbering:
    """Features as numbers, in the order in which they were met."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, found: Iterable[str]) -> Integers:
        """The numbers of features, each once."""
        numbers = self.numbers
        return np.array([numbers.setdefault(one, len(numbers)) for one in dict.fromkeys(found)], np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingPage:
    """The open runs of a page: features, labels (numbers of LABELS), and cases (numbers of CASES).

    `raw` is what the model found, `agreed` that after consistency; `touched` are the spans of it that a person in the
    run's place replaces. `persons` are the gold's, in order, with their words.
    """

    place: PagePlace
    bounds: list[tuple[int, int]]
    evidence: list[Integers]
    labels: list[int]
    cases: list[int]
    touched: list[list[Labelled]]
    pools: list[list[int]]
    gold: Mapping[tuple[int, int], str]
    persons: list[tuple[tuple[int, int], str]]
    raw: frozenset[Labelled]
    agreed: frozenset[Labelled]


@dataclass(frozen=True, slots=True)
class FeatureReading:
    """What features are read with: their numbers, and common words."""

    numbering: Numbering
    common: Collection[str]


def pages(case: AnsweredText, place: PagePlace, reading: FeatureReading) -> Iterator[TrainingPage]:
    """The text as a whole, and its paragraphs where it has several: a model is asked either way."""
    stretches = paragraphs(case.document.text or "")
    several = len(stretches) > 1
    yield _page(case, place._replace(part=-1 if several else 0), reading)
    for part, (start, end) in enumerate(stretches if several else ()):
        yield _page(_within(case, start, end), place._replace(part=part, whole=False), reading)


def _within(case: AnsweredText, start: int, end: int) -> AnsweredText:
    """What of a text stands from `start` to `end`."""
    document = case.document
    inside = tuple(
        Mention(m.start - start, m.end - start, m.label) for m in document.mentions if start <= m.start and m.end <= end
    )
    spans = tuple(
        span._replace(start=span.start - start, end=span.end - start)
        for span in case.spans
        if start <= span.start and span.end <= end
    )
    return AnsweredText(Document(document.id, (document.text or "")[start:end], inside), spans, case.labels)


def _page(case: AnsweredText, place: PagePlace, reading: FeatureReading) -> TrainingPage:
    text = case.document.text or ""
    agreed = mended(text, case.spans, RemedyMeans(case.labels))
    page = read_page(text, agreed, case.labels)
    numbers = open_runs(page)
    gold = {trimmed(text, *mention.bounds): mention.label for mention in case.document.mentions}
    bounds = [(page.runs[number].start, page.runs[number].end) for number in numbers]
    labelled = [_labelled(text, span, case.labels) for span in agreed]
    return TrainingPage(
        place,
        bounds,
        [reading.numbering.of(evidence(page, number, reading.common)) for number in numbers],
        [LABELS.index(gold.get(one, "O")) for one in bounds],
        [case_at(page, number) for number in numbers],
        [[labelled[at] for at in page.lies[number].touching] for number in numbers],
        pools(page, numbers),
        gold,
        [(one, text[slice(*one)]) for one, label in gold.items() if label == "PER"],
        frozenset(_labelled(text, span, case.labels) for span in case.spans),
        frozenset(labelled),
    )


def _labelled(text: str, span: MendedSpan, labels: ModelLabels) -> Labelled:
    return trimmed(text, span.start, span.end), labels.coarse(span.label)
