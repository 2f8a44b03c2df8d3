"""Lists of tags as chunks, read as seqeval reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.tags import Chunks as DecodedChunks
from allonym.corpus.tags import TagColumns, decode, read_tags
from allonym.errors import InputError
from allonym.match.keys import NONE
from allonym.match.pairs import identical
from allonym.match.spans import Spans
from allonym.seqeval.scheme import auto_detect, name_of

Tags = Sequence[Sequence[str]]
Counts = NDArray[Any]
_LENIENT = frozenset("BIES")
_SUFFIXED = re.compile(r"(.+)-([A-Z])", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class TagSide:
    """Sequences of tags of one side: as columns, None where they are no plain tags, and as they were given."""

    columns: TagColumns | None
    given: Tags
    suffix: bool


def read(tags: Tags, suffix: bool) -> TagSide:
    """The tags of one side, those that end in their prefix turned round."""
    plain: Tags | None = _turned(tags) if suffix else tags
    try:
        return TagSide(read_tags(plain) if plain is not None else None, tags, suffix)
    except InputError:
        return TagSide(None, tags, suffix)


def _turned(tags: Tags) -> Tags | None:
    """Tags such as PER-B as B-PER; None where one is not so written."""
    known = {tag: _SUFFIXED.fullmatch(tag) for tag in set(chain.from_iterable(tags))}
    if any(match is None and len(tag) != 1 for tag, match in known.items()):
        return None
    turned = {tag: tag if match is None else f"{match[2]}-{match[1]}" for tag, match in known.items()}
    return [[turned[tag] for tag in sequence] for sequence in tags]


def counts(
    true: TagSide, predicted: TagSide, strict: bool, scheme: Any, weight: Counts | None
) -> tuple[list[str], Counts]:
    """The labels that occur, in order, and the true positives, predicted and true spans of each: (labels, 3).

    With `weight`, one number a sequence, each span counts as much as its sequence.
    """
    if strict:
        name = _detected(true, predicted) if scheme is None else name_of(scheme)
        chunks = [_strict(side, name) for side in (true, predicted)]
    else:
        chunks = _lenient(true, predicted)
    labels = sorted({label for _, _, _, names in chunks for label in names})
    index = {label: number for number, label in enumerate(labels)}
    sides = []
    for unit, start, end, names in chunks:
        label = np.fromiter(map(index.__getitem__, names), np.int64, len(names))
        sides.append(Spans.from_columns(unit, start, end, label))
    return labels, _tally(sides[0], sides[1], len(labels), weight)


def _tally(true: Spans, predicted: Spans, labels: int, weight: Counts | None) -> Counts:
    right = predicted.take(identical(true, predicted) != NONE)
    columns = [
        np.bincount(side.label, None if weight is None else weight[side.unit], labels)
        for side in (right, predicted, true)
    ]
    return np.stack(columns, axis=1)


def _detected(true: TagSide, predicted: TagSide) -> str:
    """The scheme of the true tags, or of the predicted ones where all true ones are O."""
    sides = [_columns(side) for side in (true, predicted)]
    return auto_detect(next((side for side in sides if len(side.place)), None))


def _columns(side: TagSide) -> TagColumns:
    if side.columns is None:
        raise ValueError("no tags of any scheme: a tag is O or a prefix, a hyphen and a label")
    return side.columns


Chunks = tuple[Any, Any, Any, list[str]]
"""Unit, start and end of each chunk, and its label."""


def entities(tags: list[str], suffix: bool) -> list[tuple[str, int, int]]:
    """The chunks of one sequence as (label, first, last), read leniently."""
    ((_, start, end, names),) = _lenient(read([tags], suffix))
    return list(zip(names, start.tolist(), (end - 1).tolist(), strict=True))


def _lenient(*sides: TagSide) -> list[Chunks]:
    """As conlleval reads them; where a side has what is no tag, both as seqeval does, which warns of it and goes on."""
    if all(map(_is_plain, sides)):
        return [_named(decode(tags, "BIOES", "conlleval"), tags) for tags in map(_columns, sides)]
    return [_as_seqeval(side) for side in sides]


def _is_plain(side: TagSide) -> bool:
    return side.columns is not None and {chr(code) for code in set(side.columns.prefix.tolist())} <= _LENIENT


def _as_seqeval(side: TagSide) -> Chunks:
    """Places are those in all sequences as one, an O after each: there a chunk of odd tags can begin in another one."""
    from seqeval.metrics.sequence_labeling import get_entities

    flat = [tag for sequence in side.given for tag in (*sequence, "O")]
    ends = np.cumsum([len(sequence) + 1 for sequence in side.given])
    chunks = get_entities(flat, side.suffix)
    unit = np.searchsorted(ends, [last for _, _, last in chunks], "right").tolist()
    return _rows((of, start, last + 1, label) for of, (label, start, last) in zip(unit, chunks, strict=True))


def _strict(side: TagSide, scheme: str) -> Chunks:
    """What is valid in the scheme. Where seqeval goes its own way on invalid IOB1, so does this."""
    tags = side.columns
    if tags is not None and all(label == label.strip("-") for label in tags.labels):
        try:
            plain = decode(tags, scheme, "discard")
        except InputError as error:
            raise ValueError(str(error)) from None
        if scheme != "IOB1" or not plain.repaired:
            return _named(plain, tags)
    from seqeval import scheme as theirs

    entities = theirs.Entities(side.given, getattr(theirs, "IOBES" if scheme == "BIOES" else scheme), side.suffix)
    return _rows((e.sent_id, e.start, e.end, e.tag) for unit in entities.entities for e in unit)


def _named(chunks: DecodedChunks, tags: TagColumns) -> Chunks:
    return chunks.unit, chunks.start, chunks.end, list(map(tags.labels.__getitem__, chunks.label.tolist()))


def _rows(rows: Any) -> Chunks:
    listed = list(rows)
    numbers = np.array([row[:3] for row in listed], np.int64).reshape(-1, 3).T
    return numbers[0], numbers[1], numbers[2], [row[3] for row in listed]


def check(true: Tags, predicted: Tags) -> None:
    """Raise TypeError for what is no list of lists of tags, ValueError for sides of different lengths."""
    for side in (true, predicted):
        if isinstance(side, str) or any(isinstance(one, str) or not hasattr(one, "__len__") for one in side):
            raise TypeError("tags are lists of lists: one list of tags a sequence")
    sizes = [list(map(len, side)) for side in (true, predicted)]
    if len(sizes[0]) != len(sizes[1]):
        raise ValueError(f"{len(sizes[0])} true and {len(sizes[1])} predicted sequences")
    if sizes[0] != sizes[1]:
        unit = next(n for n, (a, b) in enumerate(zip(*sizes, strict=True)) if a != b)
        raise ValueError(f"sequence {unit + 1} has {sizes[0][unit]} true and {sizes[1][unit]} predicted tags")
