"""The mentions of many documents as columns: read once, they give the spans of every label set and convention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from allonym.corpus.values import Corpus, Document
from allonym.labels import COARSE, FINE
from allonym.match import Spans
from allonym.match.conventions import neutral_bounds
from allonym.match.keys import NONE, IntArray, integer_table
from allonym.match.label_sets import Labels

_KNOWN = tuple(dict.fromkeys((*FINE, *COARSE)))
_NUMBER = {label: number for number, label in enumerate(_KNOWN)}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Mentions in the order of their documents: the document's number, the bounds by convention, the label's number.

    Mentions with a label that the project does not know are left out.
    """

    unit: IntArray
    bounds: Mapping[str, tuple[IntArray, IntArray]]
    label: IntArray

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Columns:
        """The mentions of documents; their neutral bounds are those of `neutral_bounds`."""
        rows = [
            (number, *mention.bounds, *neutral_bounds(mention, document), _NUMBER[mention.label])
            for number, document in enumerate(documents)
            for mention in document.mentions
            if mention.label in _NUMBER
        ]
        unit, start, end, left, right, label = integer_table(rows, 6).T
        return cls(unit, {"raw": (start, end), "neutral": (left, right)}, label)

    def spans(self, convention: str, labels: Labels) -> Spans:
        """The spans of the mentions that have a label of this set, a document a unit."""
        number = {label: number for number, label in enumerate(labels.labels)}
        numbers = np.array([number.get(labels.of(label) or "", NONE) for label in _KNOWN], np.int64)[self.label]
        rows = np.flatnonzero(numbers != NONE)
        start, end = self.bounds[convention]
        return Spans.from_columns(self.unit[rows], start[rows], end[rows], numbers[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """A corpus and what a model found in it, a document a unit."""

    corpus: Corpus
    gold: Columns
    predicted: Columns

    @classmethod
    def of(cls, corpus: Corpus, predicted: Mapping[str, Document]) -> Sides:
        """`predicted` has a document for each document of the corpus, by id."""
        answers = [replace(predicted[document.id], text=document.text) for document in corpus.documents]
        return cls(corpus, Columns.of(corpus.documents), Columns.of(answers))

    def spans(self, convention: str, labels: Labels) -> tuple[Spans, Spans]:
        """Gold and predicted spans."""
        return self.gold.spans(convention, labels), self.predicted.spans(convention, labels)
