"""Scoring one model on one corpus: predicted against gold documents, to counts a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bench.corpus.paragraphs import paragraphs
from bench.corpus.values import Corpus, Document, Mention
from bench.labels import FINE, MAIN, TO_COARSE
from bench.match import Counts, Spans, pair
from bench.match.conventions import CONVENTIONS, neutral
from bench.match.counts import tally

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels that are matched together; `averaged` where micro and macro over them mean something."""

    tagset: str
    labels: tuple[str, ...]
    averaged: bool

    def of(self, label: str) -> str | None:
        """The label of this set that a fine or coarse label stands for; None where it has none here."""
        mine = TO_COARSE.get(label) if self.tagset == "coarse" else label
        return mine if mine in self.labels else None


MAIN_LABELS = Labels("coarse", MAIN, averaged=True)
LABEL_SETS = (MAIN_LABELS, Labels("coarse", ("MISC",), averaged=False), Labels("fine", FINE, averaged=True))
"""The leaderboard's matchings. MISC is matched by itself: it is no part of the main table's averages."""


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """The counts of one model on one corpus, a paragraph a unit; `document[unit]` numbers its document."""

    model: str
    corpus: str
    labels: Labels
    convention: str
    counts: Counts
    document: IntArray


def under(convention: str, mention: Mention, document: Document) -> Mention:
    """The mention with its bounds under a convention, from the text or from what stands for it.

    Without the text a gold mention has its surface, and a recorded prediction its neutral bounds.
    """
    if convention == "raw":
        return mention
    if "neutral" in mention.extra:
        start, end = mention.extra["neutral"]
    elif document.text is not None:
        start, end = neutral(mention.start, mention.end, document.text)
    elif "surface" in mention.extra:
        left, right = neutral(0, mention.end - mention.start, mention.extra["surface"])
        start, end = mention.start + left, mention.start + right
    else:
        return mention
    return Mention(start, end, mention.label, mention.entity, mention.extra)


def relabelled(document: Document, convention: str, labels: Labels) -> list[Mention]:
    """The document's mentions that have a label of this set, under a convention."""
    moved = (under(convention, mention, document) for mention in document.mentions)
    return [
        Mention(m.start, m.end, label, m.entity, m.extra) for m in moved if (label := labels.of(m.label)) is not None
    ]


def score(
    model: str, gold: Corpus, predicted: Mapping[str, Document], sets: Sequence[Labels] = LABEL_SETS
) -> Iterator[Score]:
    """Count what happened to the spans of a corpus, under each label set and convention.

    `predicted` has a document for each document of `gold`, by id. Partners are found within a document;
    a pair counts for the paragraph in which its spans start.
    """
    found = [replace(predicted[document.id], text=document.text) for document in gold.documents]
    starts = [_paragraph_starts(document) for document in gold.documents]
    document = np.repeat(np.arange(len(starts)), [len(rows) for rows in starts])
    for labels in sets:
        for convention in CONVENTIONS:
            ours, theirs = (
                Spans.of([relabelled(d, convention, labels) for d in side], labels.labels)
                for side in (gold.documents, found)
            )
            counts = tally(
                _by_paragraph(ours, starts),
                _by_paragraph(theirs, starts),
                pair(ours, theirs),
                units=len(document),
                labels=len(labels.labels),
            )
            yield Score(model, gold.name, labels, convention, counts, document)


def _paragraph_starts(document: Document) -> list[int]:
    bounds = document.extra.get("paragraphs", []) if document.text is None else paragraphs(document.text)
    return [start for start, _ in bounds] or [0]


def _by_paragraph(spans: Spans, starts: Sequence[Sequence[int]]) -> Spans:
    """The spans, each in the unit of the last paragraph of its document that starts at or before it."""
    first = np.array([0, *accumulate(map(len, starts))], np.int64)
    width = int(max(spans.start.max(initial=0), max(map(max, starts), default=0))) + 1
    keys = np.array([unit * width + start for unit, rows in enumerate(starts) for start in rows], np.int64)
    place = np.searchsorted(keys, spans.unit * width + spans.start, "right") - 1
    return replace(spans, unit=np.maximum(place, first[spans.unit]))
