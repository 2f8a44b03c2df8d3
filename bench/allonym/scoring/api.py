"""score(): from whatever holds spans in memory to a Score."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from allonym.corpus.tags import Chunks, IntArray, decode, read_blocks
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.match.spans import Spans
from allonym.scoring.result import Score

_Block = tuple[Chunks, IntArray, tuple[str, ...]]
"""The chunks of some lists of tags, the number of tokens of each list, and the labels."""


def score(
    gold: Any, predicted: Any, *, labels: Sequence[str] | None = None, scheme: str = "IOB2", repair: str = "conlleval"
) -> Score:
    """Compare predicted with gold spans; both sides have the same units in the same order.

    Each side is one of

    - tag lists, as seqeval takes them: one list of tags a sentence, in the tagging `scheme`; what becomes of
      invalid tags is said by `repair` (conlleval: as seqeval by default; discard: as its strict mode; error);
    - lists of spans, one list a unit: (start, end, label) tuples, mappings with these keys, or Mentions;
    - Documents;
    - arrays (unit, start, end, label) of integers, or Spans, with `labels` for the label numbers.

    Offsets are half-open. Raises InputError for sides of different lengths, for what is no span and for what is no
    tag. Numbers are computed when they are asked for; see Score.

    >>> result = score([["B-PER", "I-PER", "O", "B-LOC"]], [["B-PER", "I-PER", "O", "O"]])
    >>> result.precision, result.recall, result.counts["strict"][0].tolist()
    (1.0, 0.5, [[0, 0, 0, 1, 0], [1, 0, 0, 0, 0]])
    >>> score([[(0, 4, "PER")]], [[(0, 3, "PER")]]).as_dict()["micro"]["partial"]["f1"]
    0.5
    """
    if _is_arrays(gold) and _is_arrays(predicted):
        return _score_arrays(gold, predicted, labels)
    gold, predicted = _sized(gold), _sized(predicted)
    if len(gold) != len(predicted):
        raise InputError(f"gold has {len(gold)} units, the predictions have {len(predicted)}")
    if _is_tags(gold) or _is_tags(predicted):
        return _score_tags(gold, predicted, labels, scheme, repair)
    sides = [[[_mention(span) for span in _parts(unit)] for unit in side] for side in (gold, predicted)]
    known = tuple(labels) if labels else tuple(sorted({m.label for side in sides for unit in side for m in unit}))
    return Score(Spans.of(sides[0], known), Spans.of(sides[1], known), known, len(gold))


def _sized(side: Any) -> Sequence[Any]:
    return side if isinstance(side, Sequence) else list(side)


def _is_arrays(side: Any) -> bool:
    return isinstance(side, Spans) or (
        isinstance(side, tuple) and len(side) == 4 and all(isinstance(column, np.ndarray) for column in side)
    )


def _is_tags(side: Sequence[Any]) -> bool:
    first = next((unit for unit in side if len(_parts(unit))), None)
    return first is not None and isinstance(_parts(first)[0], str)


def _parts(unit: Any) -> Sequence[Any]:
    return unit.mentions if isinstance(unit, Document) else unit


def _score_arrays(gold: Any, predicted: Any, labels: Sequence[str] | None) -> Score:
    sides = [side if isinstance(side, Spans) else Spans.from_columns(*side) for side in (gold, predicted)]
    highest = max(int(side.label.max(initial=-1)) for side in sides)
    names = tuple(labels) if labels is not None else tuple(str(number) for number in range(highest + 1))
    if highest >= len(names):
        raise InputError(f"label number {highest}, but only {len(names)} labels")
    return Score(sides[0], sides[1], names, max(int(side.unit.max(initial=-1)) for side in sides) + 1)


def _score_tags(
    gold: Sequence[Any], predicted: Sequence[Any], labels: Sequence[str] | None, scheme: str, repair: str
) -> Score:
    ours, theirs = (_decoded(side, scheme, repair, name) for side, name in ((gold, "gold"), (predicted, "predicted")))
    lengths, other = (np.concatenate([sizes for _, sizes, _ in side]) for side in (ours, theirs))
    if not np.array_equal(lengths, other):
        unit = int(np.argmax(lengths != other))
        raise InputError(
            f"sequence {unit + 1} has {lengths[unit]} gold and {other[unit]} predicted tags",
            todo="score spans if the tokens differ",
        )
    known = {label for _, _, own in (*ours, *theirs) for label in own}
    names = tuple(labels) if labels is not None else tuple(sorted(known))
    one, two = (_joined([to_spans(chunks, own, names) for chunks, _, own in side]) for side in (ours, theirs))
    return Score(one, two, names, len(lengths), "tokens", recipe={"scheme": scheme, "repair": repair})


def _decoded(tags: Sequence[Any], scheme: str, repair: str, side: str) -> list[_Block]:
    """Block by block, so that what is worked on stays in the cache."""

    def where(unit: int, token: int) -> str:
        return f"{side} sequence {unit + 1}, token {token + 1}"

    return [(decode(some, scheme, repair, where), some.lengths, some.labels) for some in read_blocks(tags, side)]


def _joined(parts: Sequence[Spans]) -> Spans:
    return Spans(*(np.concatenate([getattr(one, name) for one in parts]) for name in ("unit", "start", "end", "label")))


def to_spans(chunks: Any, labels: Sequence[str], names: Sequence[str]) -> Spans:
    """Chunks with their labels renumbered as in `names`; InputError for one that is not there."""
    if tuple(labels) == tuple(names):
        return Spans(chunks.unit, chunks.start, chunks.end, chunks.label)
    index = {name: number for number, name in enumerate(names)}
    if strange := [label for label in labels if label not in index]:
        raise InputError(f"label {strange[0]!r} is not among {', '.join(names)}")
    number = np.array([index[label] for label in labels], np.int64)
    return Spans(chunks.unit, chunks.start, chunks.end, number[chunks.label])


def _mention(span: Any) -> Mention:
    if isinstance(span, Mention):
        return span
    try:
        start, end, label = (span["start"], span["end"], span["label"]) if isinstance(span, Mapping) else span
        return Mention(operator.index(start), operator.index(end), str(label))
    except (TypeError, ValueError, KeyError):
        raise InputError(f"{span!r} is no span", todo="give (start, end, label)") from None
