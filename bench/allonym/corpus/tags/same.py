"""Whether two files of columns have the same tokens."""

from __future__ import annotations

from dataclasses import dataclass
from operator import eq

import numpy as np

from allonym.corpus.tags.bits import IntArray
from allonym.corpus.tags.intern import first_bytes, words_at
from allonym.corpus.tags.layout import WrittenTags

_ROWS, _BYTES = 1 << 15, 1 << 20
"""Tokens and bytes that are compared at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """The bytes of a file, where its tags stand, and a number for each tag, the same in both files."""

    data: bytes
    written: WrittenTags
    code: IntArray


def same_beside_tags(one: Tagged, two: Tagged) -> bool:
    """Whether the files are the same in all but their tags; says nothing of two that differ in other columns.

    A token whose tag is O in one file alone stands there as far from the tags before it as in the other file. What
    lies between the tags that differ is compared byte by byte.
    """
    token = np.sort(np.concatenate([one.written.token, two.written.token]), kind="stable")  # merges the two runs
    token = token[np.append(True, token[1:] != token[:-1])[: len(token)]]
    start, size, code = _spread(token, one)
    other, other_size, other_code = _spread(token, two)
    shift = np.cumsum(other_size - size)
    before = shift - (other_size - size)
    start = np.where(start < 0, other - before, start)
    if len(two.data) - len(one.data) != shift[-1:].sum() or ((other >= 0) & (other != start + before)).any():
        return False
    differ = code != other_code
    stop, begin = np.append(start[differ], len(one.data)), np.append(0, (start + size)[differ])
    return bool((begin <= stop).all()) and _same_stretches(one.data, two.data, begin, stop, np.append(0, shift[differ]))


def _spread(token: IntArray, side: Tagged) -> tuple[IntArray, IntArray, IntArray]:
    """Start, size and number of the tag of each of these tokens; of an O -1, 1 and -1."""
    start, size, code = np.full(len(token), -1), np.ones(len(token), np.int64), np.full(len(token), -1)
    rows = np.searchsorted(token, side.written.token)
    start[rows], size[rows], code[rows] = side.written.start, side.written.stop - side.written.start, side.code
    return start, size, code


def _same_stretches(one: bytes, two: bytes, begin: IntArray, stop: IntArray, shift: IntArray) -> bool:
    """Whether `one` has from each begin to its stop the bytes that `two` has that much further on."""
    pieces = np.maximum(-(-(stop - begin) // _BYTES), 1)
    row = np.repeat(np.arange(len(begin)), pieces)
    begin = begin[row] + _BYTES * (np.arange(len(row)) - (np.cumsum(pieces) - pieces)[row])
    stop, shift = np.minimum(begin + _BYTES, stop[row]), shift[row]
    ours = map(one.__getitem__, map(slice, begin.tolist(), stop.tolist()))
    theirs = map(two.__getitem__, map(slice, (begin + shift).tolist(), (stop + shift).tolist()))
    return all(map(eq, ours, theirs))


def same_strings(
    one: bytes, start: IntArray, stop: IntArray, two: bytes, other_start: IntArray, other_stop: IntArray
) -> bool:
    """Whether the strings at these places are the same, row by row."""
    size = stop - start
    return np.array_equal(size, other_stop - other_start) and all(
        _same(one, start[at : at + _ROWS], two, other_start[at : at + _ROWS], size[at : at + _ROWS])
        for at in range(0, len(size), _ROWS)
    )


def _same(one: bytes, start: IntArray, two: bytes, other: IntArray, size: IntArray) -> bool:
    while len(size):
        if (((words_at(one, start) ^ words_at(two, other)) & first_bytes(size)) != 0).any():
            return False
        more = size > 8
        start, other, size = start[more] + 8, other[more] + 8, size[more] - 8
    return True
