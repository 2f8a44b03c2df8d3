"""The cross-check against seqeval that every run makes: the same spans as IOB2 tags must give our counts.

Tags can hold neither overlapping spans nor spans whose bounds no token shares. Those are left out of both
countings here, and counted; they stay in the scores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from allonym.corpus.tags import encode
from allonym.errors import AllonymError
from allonym.match.counts import match
from allonym.match.keys import Mask
from allonym.match.spans import Spans

_Name = tuple[int, int, str]
"""Bounds and label."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class SeqevalCheck:
    """What was compared. `alignable` + `unaligned` + `overlapping` spans make up each side."""

    units: int
    alignable: tuple[int, int]
    unaligned: tuple[int, int]
    overlapping: tuple[int, int]
    true_positives: int
    f1: float

    def __str__(self) -> str:
        left_out = sum(self.unaligned) + sum(self.overlapping)
        return (
            f"seqeval strict IOB2 agrees on {self.alignable[0]} gold and {self.alignable[1]} predicted spans"
            f" ({left_out} that tags cannot hold left out)"
        )


class SeqevalDisagreement(AllonymError):
    """seqeval and our counting gave different numbers for the same spans."""


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """The spans that tags can hold, flat, and how many they cannot."""

    kept: Spans
    unaligned: int
    overlapping: int

    @classmethod
    def of(cls, spans: Spans, texts: Sequence[str | None]) -> _Side:
        bounds = zip(spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True)
        aligned = [(text := texts[unit]) is None or _on_tokens(text, start, end) for unit, start, end in bounds]
        whole = spans.take(np.array(aligned, np.bool_))
        flat = whole.take(_flat(whole))
        return cls(flat, len(spans) - len(whole), len(whole) - len(flat))

    def by_unit(self, labels: Sequence[str]) -> dict[int, list[_Name]]:
        """The spans of each unit that has any, in order."""
        names: dict[int, list[_Name]] = {}
        columns = (self.kept.unit, self.kept.start, self.kept.end, self.kept.label)
        for unit, start, end, label in zip(*(column.tolist() for column in columns), strict=True):
            names.setdefault(unit, []).append((start, end, labels[label]))
        return names


def seqeval_check(texts: Sequence[str | None], gold: Spans, predicted: Spans, labels: Sequence[str]) -> SeqevalCheck:
    """Compare the strict counts of these spans with seqeval's; Disagreement if they differ.

    `texts` has the text of each unit. Where it is None, the stretches between the bounds of the unit's spans serve
    as tokens. Of overlapping spans the longest, then the first, is kept.
    """
    one, two = _Side.of(gold, texts), _Side.of(predicted, texts)
    counts = match(one.kept, two.kept, units=len(texts), labels=len(labels)).over_units()
    columns = (counts.true_positives()[0], counts.predicted()[0], counts.gold()[0])
    rows = zip(labels, *(column.tolist() for column in columns), strict=True)
    ours = {label: (tp, predicted, wanted) for label, tp, predicted, wanted in rows if predicted or wanted}
    theirs = _seqeval(*_tagged(texts, one.by_unit(labels), two.by_unit(labels)))
    if ours != theirs:
        wrong = next(label for label in labels if ours.get(label) != theirs.get(label))
        message = f"seqeval counts (tp, predicted, gold) {theirs.get(wrong)} for {wrong}, we {ours.get(wrong)}"
        raise SeqevalDisagreement(message)
    tp = sum(count[0] for count in ours.values())
    alignable = len(one.kept), len(two.kept)
    return SeqevalCheck(
        len(texts), alignable, (one.unaligned, two.unaligned), (one.overlapping, two.overlapping),
        tp, 2 * tp / sum(alignable) if sum(alignable) else float("nan"),
    )  # fmt: skip


def _on_tokens(text: str, start: int, end: int) -> bool:
    """Whether a span begins where a token begins and ends where one ends.

    >>> [_on_tokens("pro-Syrian men", start, 10) for start in (0, 3, 4, 5)]
    [True, True, True, False]
    """
    if text[start].isspace() or text[end - 1].isspace():
        return False
    return not (_within_word(text, start) or _within_word(text, end))


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and bool(_WORD.match(text, place - 1) and _WORD.match(text, place))


def _flat(spans: Spans) -> Mask:
    """Which spans to keep so that none overlap: of each unit the longest, then the first."""
    keep = np.ones(len(spans), np.bool_)
    crossing = (spans.unit[1:] == spans.unit[:-1]) & (spans.start[1:] < spans.end[:-1])
    for unit in np.unique(spans.unit[1:][crossing]):
        first, last = np.searchsorted(spans.unit, (unit, unit + 1)).tolist()
        kept: list[tuple[int, int]] = []
        bounds = {row: (int(spans.start[row]), int(spans.end[row])) for row in range(first, last)}
        for row in sorted(bounds, key=lambda row: (bounds[row][0] - bounds[row][1], row)):
            start, end = bounds[row]
            keep[row] = all(end <= other or before <= start for other, before in kept)
            if keep[row]:
                kept.append(bounds[row])
    return keep


def _tagged(
    texts: Sequence[str | None], ours: Mapping[int, list[_Name]], theirs: Mapping[int, list[_Name]]
) -> tuple[list[list[str]], list[list[str]]]:
    """The tags of both sides for each unit that has spans: seqeval's time goes by tokens, and others say nothing."""
    true, predicted = [], []
    for unit in sorted(ours.keys() | theirs.keys()):
        one, two = ours.get(unit, []), theirs.get(unit, [])
        tokens = _tokens(texts[unit], [*one, *two])
        true.append(iob2(one, tokens))
        predicted.append(iob2(two, tokens))
    return true, predicted


def _tokens(text: str | None, names: Sequence[_Name]) -> list[tuple[int, int]]:
    """The tokens of the names: in IOB2 a name ends where the next begins, so that those between them are not needed.

    >>> _tokens("Gen. Ali Mamlouk left", [(5, 16, "PER")])
    [(5, 8), (9, 16)]
    """
    if text is None:
        return list(pairwise(sorted({bound for start, end, _ in names for bound in (start, end)})))
    return sorted({token.span() for start, end, _ in names for token in _TOKEN.finditer(text, start, end)})


def _seqeval(true: list[list[str]], predicted: list[list[str]]) -> dict[str, tuple[int, int, int]]:
    """seqeval's strict (true positives, predicted, gold) of each label that occurs."""
    from seqeval.metrics.v1 import precision_recall_fscore_support
    from seqeval.scheme import IOB2, Entities

    if not true:
        return {}
    tags = true, predicted
    read = Entities(true, IOB2), Entities(predicted, IOB2)  # seqeval's own reading, slow enough to be made once

    def scores(one: int, two: int) -> tuple[list[float], list[int]]:
        _, recall, _, support = precision_recall_fscore_support(
            tags[one], tags[two], average=None, scheme=IOB2, zero_division=0,
            entities_true=read[one], entities_pred=read[two],
        )  # fmt: skip
        return list(recall), list(support)

    labels = sorted(read[0].unique_tags | read[1].unique_tags)
    recall, wanted = scores(0, 1)
    _, given = scores(1, 0)
    tp = [round(r * n) for r, n in zip(recall, wanted, strict=True)]
    rows = zip(tp, given, wanted, strict=True)
    return {label: (int(t), int(p), int(g)) for label, (t, p, g) in zip(labels, rows, strict=True)}


def iob2(names: Sequence[_Name], tokens: Sequence[tuple[int, int]]) -> list[str]:
    """IOB2 tags of flat names whose bounds are bounds of tokens.

    >>> iob2([(0, 11, "PER")], [(0, 3), (4, 11), (12, 15)])
    ['B-PER', 'I-PER', 'O']
    """
    first = {start: number for number, (start, _) in enumerate(tokens)}
    last = {end: number for number, (_, end) in enumerate(tokens, 1)}
    return encode([(first[start], last[end], label) for start, end, label in names], len(tokens))
