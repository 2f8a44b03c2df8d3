"""Sets of places in a text as bitmaps, 64 places to a word: line structure by arithmetic on words, no list of lines.

The first place is the lowest bit of the first word. Langdale and Lemire 2019, Parsing Gigabytes of JSON per Second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Words = NDArray[np.uint64]
_BLOCK = 1 << 18
"""Bytes that are worked on at a time, so that they stay in the cache."""
_ONE, _LOW, _ALL = np.uint64(1), np.uint64(63), np.uint64(2**64 - 1)


def where(text: NDArray[np.uint8], wanted: Iterable[int]) -> list[Words]:
    """The places of each of some bytes; the text is gone through once.

    >>> [members(places) for places in where(np.frombuffer(b"a-b-", np.uint8), b"-b")]
    [array([1, 3]), array([2])]
    """
    sets = {byte: np.zeros(-(-len(text) // 64), "<u8") for byte in dict.fromkeys(wanted)}
    for at in range(0, len(text), _BLOCK):
        block = text[at : at + _BLOCK]
        for byte, words in sets.items():
            part = np.packbits(block == byte, bitorder="little")
            words.view(np.uint8)[at // 8 : at // 8 + len(part)] = part
    return list(sets.values())


def from_members(places: IntArray, like: Words) -> Words:
    """The set of these places, as large as another set."""
    words = np.zeros_like(like)
    np.bitwise_or.at(words, places >> 6, _bit(places))
    return words


def members(words: Words) -> IntArray:
    """The places, ascending."""
    rows = np.flatnonzero(words)
    left = words[rows]
    number = np.bitwise_count(left).astype(np.int64)
    slot = np.cumsum(number) - number
    places = np.empty(int(number.sum()), np.int64)
    while len(left):  # one member of every word, the lowest
        lower = left - _ONE
        places[slot] = rows * 64 + np.bitwise_count(lower & ~left)
        left &= lower
        more = np.flatnonzero(left)
        rows, left, slot = rows[more], left[more], slot[more] + 1
    return places


def contains(words: Words, places: IntArray) -> NDArray[np.bool_]:
    """Whether each place is a member.

    >>> contains(where(np.frombuffer(b"a-b-", np.uint8), b"-")[0], np.array([0, 3]))
    array([False,  True])
    """
    there: NDArray[np.bool_] = (words[places >> 6] & _bit(places)) != 0
    return there


def later(words: Words, by: int = 1) -> Words:
    """Every place moved on by 1 to 63; what leaves the last word is gone."""
    moved = words << np.uint64(by)
    moved[1:] |= words[:-1] >> np.uint64(64 - by)
    return moved


def first_from(starts: Words, stops: Words) -> Words:
    """For each start the first stop after it. No start is a stop, and between two starts there is a stop.

    Added to the places that are no stops, a start carries through them up to the next stop.
    """
    through = ~stops
    total = starts + through
    rows = np.flatnonzero(total < starts) + 1
    while len(rows := rows[rows < len(total)]):
        total[rows] += _ONE
        rows = rows[total[rows] == 0] + 1
    return total & stops


def last_before(words: Words, places: IntArray) -> IntArray:
    """For each place the last member before it, which there must be."""
    row = places >> 6
    word = words[row] & (_bit(places) - _ONE)
    empty = np.flatnonzero(word == 0)
    while len(empty):
        row[empty] -= 1
        word[empty] = words[row[empty]]
        empty = empty[word[empty] == 0]
    for by in (1, 2, 4, 8, 16, 32):
        word |= word >> np.uint64(by)
    found: IntArray = row * 64 + np.bitwise_count(word) - 1
    return found


def _bit(places: IntArray) -> Words:
    bit: Words = _ONE << (places.astype(np.uint64) & _LOW)
    return bit


@dataclass(frozen=True, slots=True, eq=False)
class Rank:
    """How many members come before a place; `before`: before each word, and before the end."""

    words: Words
    before: IntArray

    @classmethod
    def of(cls, words: Words) -> Rank:
        before = np.zeros(len(words) + 1, np.int64)
        np.cumsum(np.bitwise_count(words), out=before[1:])
        return cls(words, before)

    def __len__(self) -> int:
        """The number of members."""
        return int(self.before[-1])

    def __call__(self, places: IntArray) -> IntArray:
        row = places >> 6
        number: IntArray = self.before[row] + np.bitwise_count(self.words[row] & (_bit(places) - _ONE))
        return number
