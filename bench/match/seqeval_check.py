"""The cross-check against seqeval that every run makes: the same spans as IOB2 tags must give our counts.

Tags can hold neither overlapping spans nor spans whose bounds no token shares. Those are left out of both
countings here, and counted; they stay in the scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.corpus.values import Mention
from bench.errors import AllonymError
from bench.match.counts import match
from bench.match.spans import Spans

_TOKEN = re.compile(r"\w+|[^\w\s]")


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


class Disagreement(AllonymError):
    """seqeval and our counting gave different numbers for the same spans."""


@dataclass(frozen=True, slots=True)
class _Side:
    units: list[list[Mention]]
    unaligned: int
    overlapping: int

    @property
    def alignable(self) -> int:
        return sum(map(len, self.units))


def seqeval_check(
    texts: Sequence[str | None], gold: Sequence[Sequence[Mention]], predicted: Sequence[Sequence[Mention]]
) -> SeqevalCheck:
    """Compare the strict, raw counts of these units with seqeval's; Disagreement if they differ.

    The three sequences are parallel. Where a text is None, the stretches between the bounds of all its
    spans serve as tokens. Of overlapping spans the longest, then the first, is kept.
    """
    tokens = [
        _segments([*ours, *theirs]) if text is None else _tokens(text) if ours or theirs else []
        for text, ours, theirs in zip(texts, gold, predicted, strict=True)
    ]
    one, two = _side(gold, tokens), _side(predicted, tokens)
    labels = sorted({mention.label for side in (one, two) for unit in side.units for mention in unit})
    counts = match(
        Spans.of(one.units, labels), Spans.of(two.units, labels), units=len(tokens), labels=len(labels)
    ).over_units()
    ours = {
        label: (int(tp), int(found), int(wanted))
        for label, tp, found, wanted in zip(
            labels, counts.true_positives()[0], counts.predicted()[0], counts.gold()[0], strict=True
        )
    }
    short = [_condensed(marks, [*a, *b]) for marks, a, b in zip(tokens, one.units, two.units, strict=True)]
    theirs = _seqeval(one.units, two.units, short, labels)
    if ours != theirs:
        wrong = next(label for label in labels if ours[label] != theirs[label])
        raise Disagreement(f"seqeval counts (tp, predicted, gold) {theirs[wrong]} for {wrong}, we {ours[wrong]}")
    tp = sum(count[0] for count in ours.values())
    total = one.alignable + two.alignable
    return SeqevalCheck(
        len(tokens), (one.alignable, two.alignable), (one.unaligned, two.unaligned),
        (one.overlapping, two.overlapping), tp, 2 * tp / total if total else float("nan"),
    )  # fmt: skip


def _tokens(text: str) -> list[tuple[int, int]]:
    return [token.span() for token in _TOKEN.finditer(text)]


def _segments(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    return list(pairwise(sorted({bound for mention in mentions for bound in mention.bounds})))


def _condensed(tokens: list[tuple[int, int]], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The tokens of the mentions: seqeval's time goes by tokens.

    In IOB2 a name ends where the next begins, so that of the tokens between names none is needed.

    >>> _condensed([(0, 3), (4, 7), (8, 11), (12, 15), (16, 18)], [Mention(8, 11, "PER")])
    [(8, 11)]
    """
    first = {start: number for number, (start, _) in enumerate(tokens)}
    inside = bytearray(len(tokens))
    for mention in mentions:
        number = first[mention.start]
        while number < len(tokens) and tokens[number][1] <= mention.end:
            inside[number] = True
            number += 1
    return [token for number, token in enumerate(tokens) if inside[number]]


def _side(units: Sequence[Sequence[Mention]], tokens: list[list[tuple[int, int]]]) -> _Side:
    """Keep of each unit the distinct spans that its tokens can represent, flat."""
    kept, unaligned, overlapping = [], 0, 0
    for mentions, unit in zip(units, tokens, strict=True):
        starts, ends = {start for start, _ in unit}, {end for _, end in unit}
        distinct = set(mentions)
        whole = [m for m in distinct if m.start in starts and m.end in ends]
        flat = _flat(whole)
        unaligned += len(distinct) - len(whole)
        overlapping += len(whole) - len(flat)
        kept.append(flat)
    return _Side(kept, unaligned, overlapping)


def _flat(mentions: list[Mention]) -> list[Mention]:
    """The longest spans, then the first, that do not overlap; in order."""
    ordered = sorted(mentions, key=lambda m: m.start)
    if all(one.end <= two.start for one, two in pairwise(ordered)):
        return ordered
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, m.label)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _seqeval(
    gold: list[list[Mention]],
    predicted: list[list[Mention]],
    tokens: list[list[tuple[int, int]]],
    labels: list[str],
) -> dict[str, tuple[int, int, int]]:
    """seqeval's strict (true positives, predicted, gold) of each label."""
    from seqeval.metrics.v1 import precision_recall_fscore_support
    from seqeval.scheme import IOB2, Entities

    if not labels:
        return {}
    # A tag sequence has to hold a token; a text without names gets one outside every span.
    true = [iob2(unit, marks or [(0, 1)]) for unit, marks in zip(gold, tokens, strict=True)]
    found = [iob2(unit, marks or [(0, 1)]) for unit, marks in zip(predicted, tokens, strict=True)]

    read = Entities(true, IOB2), Entities(found, IOB2)  # seqeval's own reading, slow enough to be made once

    def scores(one: int, two: int) -> tuple[list[float], list[int]]:
        tags = (true, found)
        _, recall, _, support = precision_recall_fscore_support(
            tags[one], tags[two], average=None, scheme=IOB2, zero_division=0,
            entities_true=read[one], entities_pred=read[two],
        )  # fmt: skip
        return list(recall), list(support)

    recall, wanted = scores(0, 1)
    _, given = scores(1, 0)
    tp = [round(r * n) for r, n in zip(recall, wanted, strict=True)]
    rows = zip(tp, given, wanted, strict=True)
    return {label: (int(t), int(p), int(g)) for label, (t, p, g) in zip(labels, rows, strict=True)}


def iob2(mentions: Sequence[Mention], tokens: Sequence[tuple[int, int]]) -> list[str]:
    """IOB2 tags of flat mentions whose bounds are bounds of tokens.

    >>> iob2([Mention(0, 11, "PER")], [(0, 3), (4, 11), (12, 15)])
    ['B-PER', 'I-PER', 'O']
    """
    first = {start: number for number, (start, _) in enumerate(tokens)}
    last = {end: number for number, (_, end) in enumerate(tokens)}
    tags = ["O"] * len(tokens)
    for mention in mentions:
        begin, stop = first[mention.start], last[mention.end]
        tags[begin : stop + 1] = [f"B-{mention.label}", *[f"I-{mention.label}"] * (stop - begin)]
    return tags
