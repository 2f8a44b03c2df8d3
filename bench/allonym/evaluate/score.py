"""Scoring one model on one corpus: predicted against gold documents, to counts a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from allonym.corpus.paragraphs import paragraphs_of
from allonym.corpus.values import Corpus, Document
from allonym.evaluate.columns import Sides
from allonym.match import Counts, Spans, pair
from allonym.match.conventions import CONVENTIONS
from allonym.match.counts import tally
from allonym.match.keys import IntArray
from allonym.match.label_sets import LABEL_SETS, Labels


@dataclass(frozen=True, slots=True, eq=False)
class ModelCounts:
    """The counts of one model on one corpus, a paragraph a unit; `document[unit]` numbers its document."""

    model: str
    corpus: str
    labels: Labels
    convention: str
    counts: Counts
    document: IntArray


def score(model: str, sides: Sides, sets: Sequence[Labels] = LABEL_SETS) -> Iterator[ModelCounts]:
    """Count what happened to the spans of a corpus, under each label set and convention.

    Partners are found within a document; a pair counts for the paragraph in which its spans start.
    """
    starts = [_paragraph_starts(document) for document in sides.corpus.documents]
    document = _number(starts)
    for labels in sets:
        for convention in CONVENTIONS:
            ours, theirs = sides.spans(convention, labels)
            counts = tally(
                _by_paragraph(ours, starts),
                _by_paragraph(theirs, starts),
                pair(ours, theirs),
                units=len(document),
                labels=len(labels.labels),
            )
            yield ModelCounts(model, sides.corpus.name, labels, convention, counts, document)


def document_of_paragraph(corpus: Corpus) -> IntArray:
    """The number of its document for each paragraph of a corpus: the units of its scores."""
    return _number([_paragraph_starts(document) for document in corpus.documents])


def _number(starts: Sequence[Sequence[int]]) -> IntArray:
    return np.repeat(np.arange(len(starts)), [len(rows) for rows in starts])


def _paragraph_starts(document: Document) -> list[int]:
    return [start for start, _ in paragraphs_of(document)] or [0]


def _by_paragraph(spans: Spans, starts: Sequence[Sequence[int]]) -> Spans:
    """The spans, each in the unit of the last paragraph of its document that starts at or before it."""
    first = np.array([0, *accumulate(map(len, starts))], np.int64)
    width = int(max(spans.start.max(initial=0), max(map(max, starts), default=0))) + 1
    keys = np.array([unit * width + start for unit, rows in enumerate(starts) for start in rows], np.int64)
    place = np.searchsorted(keys, spans.unit * width + spans.start, "right") - 1
    return replace(spans, unit=np.maximum(place, first[spans.unit]))
