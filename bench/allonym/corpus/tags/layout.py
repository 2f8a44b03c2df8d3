"""The lines and columns of a file as sets of places in its bytes, and the tags that stand in the last column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from allonym.corpus.tags.bits import (
    IntArray,
    Rank,
    Words,
    first_from,
    from_members,
    last_before,
    later,
    members,
    where,
)
from allonym.corpus.tags.columns import TagColumns
from allonym.corpus.tags.intern import number_strings, words_at

_NEWLINE, _BLANK, _HYPHEN, _OUTSIDE = b"\n -O"
_EIGHT, _BYTE = np.uint64(8), np.uint64(0xFF)
_NOTES = b"#-"
"""What lines that are no token lines may begin with."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Sets of places: line ends, and of token lines the ends, the first bytes, the bytes after the first column, all
    separators and every letter O; `notes`: where the lines begin that are neither blank nor of a token."""

    lines: Words
    ends: Words
    starts: Words
    stops: Words
    marks: Words
    letters: Words
    notes: IntArray


def layout(data: bytes, mark: int, is_note: Callable[[bytes], bool] | None = None) -> Layout | None:
    """The layout of lines whose columns are parted by the byte `mark`; `data` ends with a line end.

    None where a line that is neither blank nor a note lacks a separator, or begins or ends with one.
    """
    text = np.frombuffer(data, np.uint8)
    noting = [byte for byte in _NOTES if byte in data] if is_note else []
    lines, marks, letters, *others = where(text, (_NEWLINE, mark, _OUTSIDE, *noting))
    begin = later(lines)
    begin[0] |= np.uint64(1)
    if len(data) % 64:  # no line begins after the last one's end
        begin[-1] &= ~(np.uint64(1) << np.uint64(len(data) % 64))
    notes = _notes(data, [begin & other for other in others], is_note)
    noted = from_members(notes, lines)
    starts = begin & ~lines & ~noted
    ends = lines & ~begin & ~first_from(noted, lines)
    if (starts & marks).any() or (ends & later(marks)).any():
        return None
    stops = first_from(starts, marks | lines)
    return None if (stops & lines).any() else Layout(lines, ends, starts, stops, marks, letters, notes)


def _notes(data: bytes, candidates: Sequence[Words], is_note: Callable[[bytes], bool] | None) -> IntArray:
    """Which of the lines that begin at the candidates are notes, by `is_note`: where they begin."""
    places = sorted(at for one in candidates for at in members(one).tolist())
    note_starts = [at for at in places if is_note and is_note(data[at : data.index(_NEWLINE, at)])]
    return np.array(note_starts, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class WrittenTags:
    """Where the tags that are not O stand: the number of their token in the file, their first byte and their end."""

    token: IntArray
    start: IntArray
    stop: IntArray


def read_last_column(data: bytes, text_layout: Layout) -> tuple[TagColumns, WrittenTags] | int:
    """The sequences of tags and where they stand; or the place of the first that is no tag."""
    outside = later(text_layout.letters) & later(text_layout.marks, 2)
    stop = members(text_layout.ends & ~outside)
    start = last_before(text_layout.marks, stop) + 1
    size = stop - start
    word = words_at(data, start)
    prefix = (word & _BYTE).astype(np.int64)
    wrong = np.where(size == 1, prefix <= _BLANK, ((word >> _EIGHT) & _BYTE != _HYPHEN) | (size == 2))
    if wrong.any():
        return int(start[np.argmax(wrong)])
    heads = text_layout.starts & ~later(text_layout.ends)  # of the token lines that do not follow another one
    tokens = Rank.of(text_layout.ends)
    first = tokens(members(heads))
    token, unit = tokens(stop), Rank.of(heads)(stop) - 1
    label, labels = _labels(data, start, size)
    lengths = np.diff(first, append=len(tokens))
    tags = TagColumns(lengths, unit, token - first[unit], prefix, label, labels)
    return tags, WrittenTags(token, start, stop)


def _labels(data: bytes, start: IntArray, size: IntArray) -> tuple[IntArray, tuple[str, ...]]:
    """The labels of the tags; a bare prefix has the label _."""
    bare = size == 1
    if not bare.any():
        return number_strings(data, start + 2, size - 2)
    return number_strings(data + b"_", np.where(bare, len(data), start + 2), np.where(bare, 1, size - 2))
