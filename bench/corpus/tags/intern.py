"""Numbering the distinct strings that lie in a buffer of bytes, without making a string of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Words = NDArray[np.uint64]
_WORD = 8
_ONES, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_ONE, _SEVEN = np.uint64(1), np.uint64(7)
_TABLE = np.uint64(64 - 12)
_FACTORS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F))
"""Odd numbers near 2**64 over the golden ratio (Knuth, volume 3, 6.4) and a prime: multiplicative hashing."""


def intern(data: bytes, start: IntArray, closing: int) -> tuple[IntArray, IntArray, tuple[str, ...]]:
    """Number the UTF-8 strings that begin at `start` and end before the next byte `closing`.

    Returns where each ends, its number, and the strings, sorted. Every string must be closed within `data`.

    >>> intern(b"B-PER O B-LOC ", np.array([2, 10]), ord(" "))[2]
    ('LOC', 'PER')
    """
    # A word may be read past the last string's end: the same bytes, padded.
    padded = data + bytes(_WORD)
    words: Words = np.ndarray(len(data) + 1, "<u8", padded, strides=(1,))
    size, key = _before(words[start], closing)
    number = _ranks(key)
    rows = np.flatnonzero(size == _WORD)
    while len(rows):
        more, key = _before(words[start[rows] + size[rows]], closing)
        size[rows] += more
        following = np.zeros(len(start), np.int64)
        following[rows] = _ranks(key) + 1
        number = _ranks((number * (following.max() + 1) + following).view(np.uint64))
        rows = rows[more == _WORD]
    stop = start + size
    return stop, *_in_order(data, start, stop, number)


def _before(word: Words, closing: int) -> tuple[IntArray, Words]:
    """The number of bytes before the first `closing` of each word (8 if none), and the word with only these.

    The exact test for a zero byte, on the word less the closing byte; its lowest hit is the first (Mycroft 1987).
    """
    other = word ^ (_ONES * np.uint64(closing))
    hit = (other - _ONES) & ~other & _HIGH
    below = ((hit & (~hit + _ONE)) >> _SEVEN) - _ONE
    return (np.bitwise_count(below) >> 3).astype(np.int64), word & below


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
