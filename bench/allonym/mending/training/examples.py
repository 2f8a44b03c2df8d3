"""Training examples: the features of each open run of a labelled text, and what the run is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Document, Mention
from allonym.mending.evidence import Page, evidence, read_page
from allonym.mending.known import KNOWN
from allonym.mending.labels import ModelLabels
from allonym.mending.lying import trimmed
from allonym.mending.means import RemedyMeans
from allonym.mending.remedies.consistency import mended
from allonym.mending.remedies.corrector import open_runs
from allonym.mending.runs import read_words
from allonym.mending.values import MendedSpan
from allonym.mending.vocabulary import LOWER, NAME

_ENDS = frozenset(".!?\n\"“”:'‘")
_FEWEST, _TIMES = 3, 3
"""A word is common where it is small so often, and so many times as often as it is large within a sentence."""


class AnsweredText(NamedTuple):
    """A labelled text under coarse labels, and what a model found in it."""

    document: Document
    spans: tuple[MendedSpan, ...]
    labels: ModelLabels


class TrainingRun(NamedTuple):
    """A run's features, and its coarse label or "O"."""

    evidence: tuple[str, ...]
    label: str


def examples(case: AnsweredText, common: Container[str]) -> Iterator[TrainingRun]:
    """The examples of a text, as a whole and paragraph by paragraph: a model is asked either way."""
    text = case.document.text or ""
    yield from _of_page(case, common)
    stretches = paragraphs(text)
    for start, end in stretches if len(stretches) > 1 else ():
        inside = [
            Mention(m.start - start, m.end - start, m.label)
            for m in case.document.mentions
            if start <= m.start and m.end <= end
        ]
        spans = [
            span._replace(start=span.start - start, end=span.end - start)
            for span in case.spans
            if start <= span.start and span.end <= end
        ]
        part = Document(case.document.id, text[start:end], tuple(inside))
        yield from _of_page(AnsweredText(part, tuple(spans), case.labels), common)


def _of_page(case: AnsweredText, common: Container[str]) -> Iterator[TrainingRun]:
    text = case.document.text or ""
    page = read_page(text, mended(text, case.spans, RemedyMeans(case.labels)), case.labels)
    gold = {trimmed(text, *mention.bounds): mention.label for mention in case.document.mentions}
    for number in open_runs(page):
        yield TrainingRun(
            _features(page, number, common), gold.get((page.runs[number].start, page.runs[number].end), "O")
        )


def _features(page: Page, number: int, common: Container[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(evidence(page, number, KNOWN, common)))


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in small letters much more often than as names, in the texts as printed."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        words = read_words(text)
        for number, (form, kind) in enumerate(zip(words.forms, words.kinds, strict=True)):
            if kind == LOWER:
                small[form] += 1
            elif kind == NAME and number and not _ENDS & set(text[words.ends[number - 1] : words.starts[number]]):
                large[form.lower()] += 1
    return frozenset(word for word, count in small.items() if count >= _FEWEST and count > _TIMES * large[word])


def features_of(found: Sequence[TrainingRun], fewest: int) -> list[str]:
    """The features that stand in so many examples, sorted."""
    counts = Counter(feature for example in found for feature in example.evidence)
    return sorted(feature for feature, count in counts.items() if count >= fewest)
