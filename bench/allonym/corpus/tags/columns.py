"""TagColumns: tag sequences as integers, with only the tags that are not O."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import msgspec
import numpy as np

from allonym.corpus.tags.bits import IntArray
from allonym.corpus.tags.intern import number_strings
from allonym.errors import InputError

_HYPHEN, _OUTSIDE = ord("-"), int.from_bytes(b"\xa1O", "little")
_STRING = 0xA0
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
    """Lists of tags as columns; InputError with sequence and token, in `where`, for what is no tag.

    A tag is O, or a prefix, a hyphen and a label. A bare prefix, as in data with one kind of span, has the label _.

    >>> read_tags([["O", "B-PER"], []]).place
    array([1])
    """
    return _join(list(read_blocks(sequences, where)))


def read_blocks(sequences: Sequence[Sequence[str]], where: str = "") -> Iterator[TagColumns]:
    """As `read_tags`, some thousand sequences at a time, so that what is worked on stays in the cache."""
    for first in range(0, max(1, len(sequences)), _BLOCK):
        part = sequences[first : first + _BLOCK]
        yield (_read_block(part, first) if len(part) else None) or _read_slow(part, where, first)


def _read_block(sequences: Sequence[Sequence[str]], first: int) -> TagColumns | None:
    """The columns, by way of a MessagePack encoder; None where only the slow way can tell: for what is no tag, for
    labels beyond ASCII and tags of more than 31 bytes.

    In MessagePack a string of n < 32 bytes is a byte 0xa0 + n and its bytes, so that a token O takes two. The place of
    a tag among tokens that are all O is therefore its place in the bytes less what the tags before it have over one.
    That the strings found make up the whole, in number and in bytes, shows that nothing else was taken for one: only a
    label beyond ASCII, or the length of a sequence, could look like a token O.
    """
    try:
        lengths = np.fromiter(map(len, sequences), np.int64, len(sequences))
        data = msgspec.msgpack.encode(sequences)
    except (TypeError, ValueError):
        return None
    text = np.frombuffer(data, np.uint8)
    start = np.flatnonzero(text[2:] == _HYPHEN) + 1
    start = start[text[start - 1] & 0xE0 == _STRING]
    pairs = (np.frombuffer(data, "<u2", (len(data) - odd) // 2, odd) for odd in (0, 1))
    outside = sum(np.count_nonzero(some == _OUTSIDE) for some in pairs)
    size = (text[start - 1] & 0x1F).astype(np.int64)
    over = np.cumsum(size - 1)
    heads = _heads(lengths)
    ends = int(_heads(np.array(len(sequences)))) + np.cumsum(heads + 2 * lengths)
    if outside + len(start) != lengths.sum() or size.min(initial=3) < 3:
        return None
    if ends[-1] + over[-1:].sum() != len(data):
        return None
    label, labels = number_strings(data, start + 2, size - 2)
    if not all(map(str.isascii, labels)) or any((lengths >> by & 0xFFFF == 0xA14F).any() for by in (0, 8, 16)):
        return None
    position = start - 1 - (over - (size - 1))
    number = np.diff(np.searchsorted(position, ends), prepend=0)
    unit = np.repeat(np.arange(first, first + len(lengths)), number)
    place = (position - np.repeat(ends - 2 * lengths, number)) >> 1
    return TagColumns(lengths, unit, place, text[start].astype(np.int64), label, labels)


def _heads(lengths: IntArray) -> IntArray:
    """Bytes that MessagePack writes before the elements of an array."""
    if lengths.max(initial=0) < 16:
        return np.ones_like(lengths)
    return np.where(lengths < 16, 1, np.where(lengths < 2**16, 3, 5))


def _join(blocks: Sequence[TagColumns]) -> TagColumns:
    """The blocks one after the other, their labels numbered as one."""
    if len(blocks) == 1:
        return blocks[0]
    labels = tuple(sorted(set().union(*(block.labels for block in blocks))))
    index = {label: number for number, label in enumerate(labels)}
    numbers = [np.array([index[label] for label in block.labels], np.int64) for block in blocks]
    return TagColumns(
        np.concatenate([block.lengths for block in blocks]),
        np.concatenate([block.unit for block in blocks]),
        np.concatenate([block.place for block in blocks]),
        np.concatenate([block.prefix for block in blocks]),
        np.concatenate([number[block.label] for number, block in zip(numbers, blocks, strict=True)]),
        labels,
    )


def _read_slow(sequences: Sequence[Sequence[str]], where: str, first: int) -> TagColumns:
    rows: list[tuple[int, int, int, str]] = []
    for unit, sequence in enumerate(sequences, first):
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
