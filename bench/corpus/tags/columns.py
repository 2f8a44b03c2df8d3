"""TagColumns: tag sequences as integers, with only the tags that are not O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.corpus.tags.intern import intern
from bench.errors import InputError

IntArray = NDArray[np.int64]
_QUOTE, _HYPHEN, _OUTSIDE = b'"-O'
_BLOCK = 8192
"""Sequences that are read at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class TagColumns:
    """Sequences of tags. `lengths`: tokens of each sequence; the other columns hold one entry a tag that is not O.

    `unit`: its sequence; `place`: its token within the sequence; `prefix`: the code of its first character;
    `label`: index into `labels`, which are in order of the alphabet. All arrays are int64.
    """

    lengths: IntArray
    unit: IntArray
    place: IntArray
    prefix: IntArray
    label: IntArray
    labels: tuple[str, ...]

    def tag(self, row: int) -> str:
        """The tag of an entry, as it was written (a bare prefix has the label _)."""
        return f"{chr(self.prefix[row])}-{self.labels[self.label[row]]}"


def read_tags(sequences: Sequence[Sequence[str]], where: str = "") -> TagColumns:
    """Lists of tags as columns; InputError with sequence and token for what is no tag.

    A tag is O, or a prefix, a hyphen and a label. A bare prefix, as in data with one kind of span, has the label _.

    >>> read_tags([["O", "B-PER"], []]).place
    array([1])
    """
    return _read_fast(sequences) or _read_slow(sequences, where)


def _read_fast(sequences: Sequence[Sequence[str]]) -> TagColumns | None:
    """The columns, by way of a JSON encoder; None where only the slow way can tell. Blocks stay in the cache."""
    blocks = []
    for first in range(0, len(sequences), _BLOCK):
        block = _read_block(sequences[first : first + _BLOCK])
        if block is None:
            return None
        blocks.append(block)
    return _join(blocks) if blocks else None


def _read_block(sequences: Sequence[Sequence[str]]) -> TagColumns | None:
    """The columns of some sequences.

    In JSON a token O takes four bytes with its comma, a tag of n bytes n + 3. The place of a tag among tokens that are
    all O is therefore its place in the bytes less what the tags before it have over one byte each.
    """
    try:
        lengths = np.fromiter(map(len, sequences), np.int64, len(sequences))
        data = msgspec.json.encode(sequences)
    except (TypeError, ValueError):
        return None
    text = np.frombuffer(data, np.uint8)
    quoted = text[:-2] == _QUOTE
    start = np.flatnonzero(quoted & (text[2:] == _HYPHEN)) + 1
    quoted &= text[2:] == _QUOTE
    quoted &= text[1:-1] == _OUTSIDE
    if np.count_nonzero(quoted) + len(start) != lengths.sum() or b"\\" in data:
        return None
    stop, label, labels = intern(data, start + 2, _QUOTE)
    if "" in labels:
        return None
    surplus = stop - start - 1
    position = start - 1 - (np.cumsum(surplus) - surplus)
    size = 4 * lengths + 2 + (lengths == 0)
    base = np.cumsum(size) - size + 1
    unit = np.searchsorted(base, position, "right") - 1
    place = (position - base[unit] - 1) // 4
    return TagColumns(lengths, unit, place, text[start].astype(np.int64), label, labels)


def _join(blocks: Sequence[TagColumns]) -> TagColumns:
    """The blocks one after the other, their labels numbered as one."""
    labels = tuple(sorted({label for block in blocks for label in block.labels}))
    index = {label: number for number, label in enumerate(labels)}
    label = [np.array([index[label] for label in block.labels], np.int64)[block.label] for block in blocks]
    before = np.cumsum([0, *(len(block.lengths) for block in blocks)])
    return TagColumns(
        np.concatenate([block.lengths for block in blocks]),
        np.concatenate([block.unit + first for block, first in zip(blocks, before.tolist(), strict=False)]),
        np.concatenate([block.place for block in blocks]),
        np.concatenate([block.prefix for block in blocks]),
        np.concatenate(label),
        labels,
    )


def _read_slow(sequences: Sequence[Sequence[str]], where: str) -> TagColumns:
    rows: list[tuple[int, int, int, str]] = []
    for unit, sequence in enumerate(sequences):
        if isinstance(sequence, str):
            raise InputError("tags are sequences of sequences: one list of tags a sentence", where=where)
        for place, tag in enumerate(sequence):
            if tag != "O":
                rows.append((unit, place, *_split(str(tag), f"{where} sequence {unit + 1}, token {place + 1}".strip())))
    labels = tuple(sorted({row[3] for row in rows}))
    index = {label: number for number, label in enumerate(labels)}
    table = np.array([(*row[:3], index[row[3]]) for row in rows], np.int64).reshape(-1, 4)
    lengths = np.array([len(sequence) for sequence in sequences], np.int64)
    return TagColumns(lengths, table[:, 0], table[:, 1], table[:, 2], table[:, 3], labels)


def _split(tag: str, where: str) -> tuple[int, str]:
    """The prefix's code and the label of a tag that is not O."""
    if len(tag) == 1:
        return ord(tag), "_"
    if len(tag) < 3 or tag[1] != "-":
        raise InputError(f"{tag!r} is no tag", where=where, todo="a tag is O or a prefix and a label, such as B-PER")
    return ord(tag[0]), tag[2:]


def offsets(lengths: IntArray) -> IntArray:
    """Where each sequence starts if all were one: [0, n0, n0 + n1, ...].

    >>> offsets(np.array([2, 3])).tolist()
    [0, 2, 5]
    """
    return np.fromiter(accumulate(lengths.tolist(), initial=0), np.int64, len(lengths) + 1)
