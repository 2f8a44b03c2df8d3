"""The cross-check against seqeval that every run makes: the same spans as IOB2 tags must give our counts.

Tags can hold neither overlapping spans nor spans whose bounds no token shares. Those are left out of both
countings here, and counted; they stay in the scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from allonym.corpus.formats.tokens import token_spans, tokenize
from allonym.corpus.tags import encode
from allonym.corpus.values import Mention
from allonym.errors import AllonymError
from allonym.match.counts import match
from allonym.match.keys import Mask
from allonym.match.spans import Spans

_WITHIN_WORD = re.compile(r"(?<=\w)(?=\w)")


@dataclass(frozen=True, slots=True)
class SeqevalCheck:
    """What was compared. `alignable` + `unaligned` + `overlapping` spans make up each side."""

    units: int
    alignable: tuple[int, int]
    unaligned: tuple[int, int]
    overlapping: tuple[int, int]
    true_positives: int
    f1: float


class SeqevalDisagreement(AllonymError):
    """seqeval and our counting gave different numbers for the same spans."""


def seqeval_check(texts: Sequence[str | None], gold: Spans, predicted: Spans, labels: Sequence[str]) -> SeqevalCheck:
    """Compare the strict counts of these spans with seqeval's; Disagreement if they differ.

    `texts` has the text of each unit. Where it is None, the stretches between the bounds of the unit's spans serve
    as tokens. Of overlapping spans the longest, then the first, is kept.
    """
    aligned = [side.take(_aligned(side, texts)) for side in (gold, predicted)]
    one, two = (side.take(_flat(side)) for side in aligned)
    counts = match(one, two, units=len(texts), labels=len(labels)).over_units()
    columns = (counts.true_positives()[0], counts.predicted()[0], counts.gold()[0])
    rows = zip(labels, *(column.tolist() for column in columns), strict=True)
    ours = {label: (tp, predicted, wanted) for label, tp, predicted, wanted in rows if predicted or wanted}
    theirs = _seqeval(*_tagged(texts, _by_unit(one, labels), _by_unit(two, labels)))
    if ours != theirs:
        wrong = next(label for label in labels if ours.get(label) != theirs.get(label))
        message = f"seqeval counts (tp, predicted, gold) {theirs.get(wrong)} for {wrong}, we {ours.get(wrong)}"
        raise SeqevalDisagreement(message)
    tp = sum(count[0] for count in ours.values())
    both = len(one) + len(two)
    return SeqevalCheck(
        units=len(texts),
        alignable=(len(one), len(two)),
        unaligned=(len(gold) - len(aligned[0]), len(predicted) - len(aligned[1])),
        overlapping=(len(aligned[0]) - len(one), len(aligned[1]) - len(two)),
        true_positives=tp,
        f1=2 * tp / both if both else float("nan"),
    )


def _aligned(spans: Spans, texts: Sequence[str | None]) -> Mask:
    """Which spans begin and end where tokens do."""
    bounds = zip(spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True)
    on_tokens = [(text := texts[unit]) is None or _on_tokens(text, start, end) for unit, start, end in bounds]
    return np.array(on_tokens, np.bool_)


def _on_tokens(text: str, start: int, end: int) -> bool:
    """Whether a span begins where a token begins and ends where one ends.

    >>> [_on_tokens("pro-Syrian men", start, 10) for start in (0, 3, 4, 5)]
    [True, True, True, False]
    """
    blank = text[start].isspace() or text[end - 1].isspace()
    return not (blank or _WITHIN_WORD.match(text, start) or _WITHIN_WORD.match(text, end))


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


def _by_unit(spans: Spans, labels: Sequence[str]) -> dict[int, list[Mention]]:
    """The spans of each unit that has any, in order."""
    units: dict[int, list[Mention]] = {}
    columns = (spans.unit, spans.start, spans.end, spans.label)
    for unit, start, end, label in zip(*(column.tolist() for column in columns), strict=True):
        units.setdefault(unit, []).append(Mention(start, end, labels[label]))
    return units


def _tagged(
    texts: Sequence[str | None], ours: dict[int, list[Mention]], theirs: dict[int, list[Mention]]
) -> tuple[list[list[str]], list[list[str]]]:
    """The tags of both sides for each unit that has spans: seqeval's time goes by tokens, and others say nothing."""
    true, predicted = [], []
    for unit in sorted(ours.keys() | theirs.keys()):
        one, two = ours.get(unit, []), theirs.get(unit, [])
        tokens = _tokens(texts[unit], [*one, *two])
        true.append(encode(token_spans(one, tokens, ""), len(tokens)))
        predicted.append(encode(token_spans(two, tokens, ""), len(tokens)))
    return true, predicted


def _tokens(text: str | None, names: Sequence[Mention]) -> list[tuple[int, int]]:
    """The tokens of the names: in IOB2 a name ends where the next begins, so that those between them are not needed.

    >>> _tokens("Gen. Ali Mamlouk left", [Mention(5, 16, "PER")])
    [(5, 8), (9, 16)]
    """
    if text is None:
        return list(pairwise(sorted({bound for name in names for bound in name.bounds})))
    return sorted({(name.start + a, name.start + b) for name in names for a, b in tokenize(name.of(text))})


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
