"""Numbering the distinct strings that lie in a buffer of bytes, without making a string of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Words = NDArray[np.uint64]
_WORD = 8
_ONES, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_ONE, _THREE, _SEVEN, _ALL = np.uint64(1), np.uint64(3), np.uint64(7), np.uint64(2**64 - 1)
_TABLE = np.uint64(64 - 12)
_FACTORS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F))
"""Odd numbers near 2**64 over the golden ratio (Knuth, volume 3, 6.4) and a prime: multiplicative hashing."""


def intern(data: bytes, start: IntArray, closing: int) -> tuple[IntArray, tuple[str, ...]]:
    """Number the UTF-8 strings that begin at `start` and end before the next byte `closing`, which each must have.

    Returns the number of each, and the strings, sorted.

    >>> intern(b"B-PER O B-LOC ", np.array([2, 10]), ord(" "))
    (array([1, 0]), ('LOC', 'PER'))
    """
    return number_strings(data, start, _sizes(words_of(data), start, closing))


def number_strings(data: bytes, start: IntArray, size: IntArray) -> tuple[IntArray, tuple[str, ...]]:
    """Number the UTF-8 strings of the given sizes that begin at `start`: their numbers, and the strings, sorted."""
    words = words_of(data)
    number = _ranks(words[start] & _first_bytes(size))
    rows, done = np.flatnonzero(size > _WORD), _WORD
    while len(rows):
        following = np.zeros(len(start), np.int64)
        following[rows] = _ranks(words[start[rows] + done] & _first_bytes(size[rows] - done)) + 1
        number = _ranks((number * (following.max() + 1) + following).view(np.uint64))
        done += _WORD
        rows = rows[size[rows] > done]
    return _in_order(data, start, start + size, number)


def words_of(data: bytes) -> Words:
    """The eight bytes from each place on, as one little-endian integer; past the end there are zeros."""
    return np.ndarray(len(data) + 1, "<u8", data + bytes(_WORD), strides=(1,))


def _first_bytes(size: IntArray) -> Words:
    """A mask of the first bytes of a word; of all eight where there are more."""
    beyond = np.maximum(_WORD - size, 0).astype(np.uint64)
    mask: Words = _ALL >> (beyond << _THREE)
    return mask


def _sizes(words: Words, start: IntArray, closing: int) -> IntArray:
    """The number of bytes from each start to the next `closing`.

    By the exact test for a zero byte, on a word less the closing byte; its lowest hit is the first (Mycroft 1987).
    """
    size = np.zeros(len(start), np.int64)
    rows = np.arange(len(start))
    while len(rows):
        other = words[start[rows] + size[rows]] ^ (_ONES * np.uint64(closing))
        hit = (other - _ONES) & ~other & _HIGH
        size[rows] += np.bitwise_count(((hit & (~hit + _ONE)) >> _SEVEN) - _ONE) >> 3
        rows = rows[hit == 0]
    return size


def _ranks(values: Words) -> IntArray:
    """Number the distinct values, in no order. Few are expected: a sample finds them, a table of hashes numbers all."""
    known = np.unique(values[:: max(1, len(values) // 1024)])
    for factor in _FACTORS:
        place = (known * factor) >> _TABLE
        if len(np.unique(place)) == len(known):
            table = np.zeros(4096, np.int64)
            table[place] = np.arange(len(known))
            number: IntArray = table[(values * factor) >> _TABLE]
            if len(known) and (known[number] == values).all():
                return number
    return np.unique(values, return_inverse=True)[1].astype(np.int64, copy=False)


def _in_order(data: bytes, start: IntArray, stop: IntArray, number: IntArray) -> tuple[IntArray, tuple[str, ...]]:
    """Renumber so that the numbers follow the order of the strings."""
    row = np.zeros(int(number.max(initial=-1)) + 1, np.int64)
    row[number] = np.arange(len(number))
    strings = [data[a:b].decode() for a, b in zip(start[row], stop[row], strict=True)]
    order = sorted(range(len(strings)), key=strings.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[number], tuple(strings[place] for place in order)
