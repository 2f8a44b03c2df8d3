"""Numbering the distinct strings that lie in a buffer of bytes, without making a string of each."""

from __future__ import annotations

import numpy as np

from allonym.corpus.tags.bits import IntArray, Words

_WORD, _LONG = 8, 64
_THREE, _ALL = np.uint64(3), np.uint64(2**64 - 1)
_TABLE = np.uint64(64 - 12)
_FACTORS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F))
"""Odd numbers near 2**64 over the golden ratio (Knuth, volume 3, 6.4) and a prime: multiplicative hashing."""


def number_strings(data: bytes, start: IntArray, size: IntArray) -> tuple[IntArray, tuple[str, ...]]:
    """Number the UTF-8 strings of the given sizes that begin at `start`: their numbers, and the strings, sorted."""
    number, done = _by_beginning(data, start, size), 2 * _WORD
    rows = np.flatnonzero(size > done)
    while len(rows) and done < _LONG:
        following = np.zeros(len(start), np.int64)
        following[rows] = _ranks(words_at(data, start[rows] + done) & first_bytes(size[rows] - done)) + 1
        number = _ranks((number * (following.max() + 1) + following).view(np.uint64))
        done += _WORD
        rows = rows[size[rows] > done]
    if len(rows):
        seen: dict[bytes, int] = {}
        bounds = zip((start[rows] + done).tolist(), (start[rows] + size[rows]).tolist(), strict=True)
        following = np.zeros(len(start), np.int64)
        following[rows] = [seen.setdefault(data[a:b], len(seen) + 1) for a, b in bounds]
        number = _ranks((number * (len(seen) + 1) + following).view(np.uint64))
    return _in_order(data, start, start + size, number)


def _by_beginning(data: bytes, start: IntArray, size: IntArray) -> IntArray:
    """Number the strings by their first 16 bytes and their size, in no order."""
    first = words_at(data, start) & first_bytes(size)
    longer = np.flatnonzero(size > _WORD)
    if not len(longer) and (size == size[:1]).all():
        return _ranks(first)
    second = size.astype(np.uint64)
    second[longer] += _FACTORS[0] * (words_at(data, start[longer] + _WORD) & first_bytes(size[longer] - _WORD))
    number = _ranks(first + _FACTORS[1] * second)
    row, columns = _a_row_of_each(number), (first, second, size)  # of one size, `second` tells the words apart
    if all((column[row][number] == column).all() for column in columns):
        return number
    for column in columns:
        number = _ranks((number * len(number) + _ranks(column.astype(np.uint64))).view(np.uint64))
    return number


def words_at(data: bytes, start: IntArray) -> Words:
    """The eight bytes from each place on, as one little-endian integer; past the end there are zeros."""
    if len(data) < _WORD:
        data += bytes(_WORD)
    last = len(data) - _WORD
    words = np.ndarray(last + 1, "<u8", data, strides=(1,))
    if start.max(initial=0) <= last:
        return words[start]
    over = np.maximum(start - last, 0)
    beyond = np.minimum(over, _WORD - 1).astype(np.uint64) << _THREE
    return np.where(over < _WORD, words[start - over] >> beyond, np.uint64(0))


def first_bytes(size: IntArray) -> Words:
    """A mask of the first bytes of a word; of all eight where there are more."""
    beyond = np.maximum(_WORD - size, 0).astype(np.uint64)
    mask: Words = _ALL >> (beyond << _THREE)
    return mask


def _ranks(values: Words) -> IntArray:
    """Number the distinct values, in no order. Few are expected: a sample finds them, a table of hashes numbers all."""
    known = _distinct(values[:: max(1, len(values) // 1024)])
    for factor in _FACTORS:
        place = (known * factor) >> _TABLE
        if len(_distinct(place)) == len(known):
            table = np.zeros(4096, np.int64)
            table[place] = np.arange(len(known))
            number: IntArray = table[((values * factor) >> _TABLE).view(np.int64)]
            if len(known) and (known[number] == values).all():
                return number
    return np.unique(values, return_inverse=True)[1].astype(np.int64, copy=False)


def _distinct(values: Words) -> Words:
    """The distinct values, ascending. NumPy's own loads its masked arrays, which takes longer than a small file."""
    ordered = np.sort(values)
    distinct: Words = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return distinct


def _a_row_of_each(number: IntArray) -> IntArray:
    row = np.zeros(int(number.max(initial=-1)) + 1, np.int64)
    row[number] = np.arange(len(number))
    return row


def _in_order(data: bytes, start: IntArray, stop: IntArray, number: IntArray) -> tuple[IntArray, tuple[str, ...]]:
    """Renumber so that the numbers follow the order of the strings."""
    row = _a_row_of_each(number)
    strings = [data[a:b].decode() for a, b in zip(start[row], stop[row], strict=True)]
    order = sorted(range(len(strings)), key=strings.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[number], tuple(strings[place] for place in order)
