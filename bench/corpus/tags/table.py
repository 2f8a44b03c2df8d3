"""A file of columns (one token a line, a blank line between sequences) as arrays of positions in its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpus.files import read_bytes
from bench.corpus.tags.columns import TagColumns
from bench.corpus.tags.intern import Words, intern, words_of
from bench.errors import InputError

IntArray = NDArray[np.signedinteger[Any]]
_THREE = np.uint64(3)
_ROWS, _BYTES = 1 << 15, 1 << 20
"""Lines and bytes that are worked on at a time, so that they stay in the cache."""
DOCSTART = b"-DOCSTART-"
_NEWLINE, _TAB, _BLANK, _HYPHEN, _OUTSIDE = b"\n\t -O"
_SPACES = re.compile(rb"[ \t]+")
_COMMENT = re.compile(rb"# ?\w+(?: \w+)* ?=")


@dataclass(frozen=True, slots=True, eq=False)
class TokenTable:
    """The tokens of a file. `data` holds one `token ... tag` line a token.

    `start`, `stop`: where each token lies in `data`; `line`: its line, from 0; `notes`: other lines by number
    (comments and -DOCSTART-), as they stood; `tags`: the sequences.
    """

    path: str
    data: bytes
    start: IntArray
    stop: IntArray
    line: IntArray
    notes: dict[int, bytes]
    tags: TagColumns

    def where(self, unit: int, place: int) -> str:
        """FILE:LINE of a token."""
        first = int(self.tags.lengths[:unit].sum())
        return f"{self.path}:{int(self.line[first + place]) + 1}"

    def tokens(self) -> list[str]:
        """The first column."""
        return [self.data[a:b].decode() for a, b in zip(self.start.tolist(), self.stop.tolist(), strict=True)]

    def same_tokens(self, other: TokenTable) -> bool:
        """Whether both files have the same tokens in the same sequences."""
        size = self.stop - self.start
        if not np.array_equal(self.tags.lengths, other.tags.lengths):
            return False
        if not np.array_equal(size, other.stop - other.start):
            return False
        one, two = words_of(self.data), words_of(other.data)
        return all(
            _same(one, self.start[at : at + _ROWS], two, other.start[at : at + _ROWS], size[at : at + _ROWS])
            for at in range(0, len(size), _ROWS)
        )


def _same(one: Words, start: IntArray, two: Words, other: IntArray, size: IntArray) -> bool:
    """Whether the strings of these sizes are the same on both sides, eight bytes at a time."""
    while len(size):
        beyond = np.maximum(8 - size, 0).astype(np.uint64) << _THREE
        if (((one[start] ^ two[other]) << beyond) != 0).any():
            return False
        more = size > 8
        start, other, size = start[more] + 8, other[more] + 8, size[more] - 8
    return True


def read_table(path: Path, column: int = -1, separator: str | None = None) -> TokenTable:
    """Read a file of columns; the first column is the token.

    Line ends may be CRLF and a byte-order mark is passed over. A line that begins with # and is no token line is a
    comment. InputError, with file and line, for bytes that are not UTF-8, NUL, and a line without its tag.
    """
    data = _clean(read_bytes(path), str(path))
    if separator is None:
        separator = "\t" if b"\t" in _first_line(data) else None
    notes: dict[int, bytes] = {}
    mark = ord(separator) if separator in ("\t", " ") else _BLANK
    plain = column == -1 and separator in (None, "\t", " ") and not data.startswith(b"#") and b"\n#" not in data
    found = _positions(data, mark) if plain else None
    if found is None:
        data, notes = _rewrite(data, str(path), column, separator)
        mark = _TAB
        found = _positions(data, mark)
        assert found is not None, "rewritten lines have two columns"
    return _table(str(path), data, notes, *found)


def _clean(data: bytes, where: str) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise InputError("a NUL byte", where=f"{where}:{line}", todo="is this a text file in UTF-8?")
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"byte {data[error.start]:#04x} is not UTF-8", where=f"{where}:{line}", todo="save the file as UTF-8"
            ) from None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"


def _first_line(data: bytes) -> bytes:
    """The first line that holds a token."""
    for line in data[:_BYTES].split(b"\n"):
        if line.strip() and not line.startswith((b"#", DOCSTART)):
            return line
    return b""


def _positions(data: bytes, mark: int) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray] | None:
    """Each token line's number, start, first and last separator, and end; None unless every line is as plain as that.

    Plain: blank, or with the same number of single separators as all others.
    """
    text = np.frombuffer(data, np.uint8)
    end = _find(text, _NEWLINE)
    start = np.empty_like(end)
    start[0], start[1:] = 0, end[:-1] + 1
    line = np.flatnonzero(end > start)
    start, end = start[line], end[line]
    separators = _find(text, mark)
    if not len(line):
        return None if len(separators) else (line, start, start, start, end)
    width, rest = divmod(len(separators), len(line))
    if rest or not width:
        return None
    first, last = separators[::width], separators[width - 1 :: width]
    plain = (first > start) & (last < end - 1)
    if width > 1:
        apart = np.diff(separators.reshape(-1, width), axis=1)
        plain &= (apart > 1).all(axis=1) & (apart.sum(axis=1) == last - first)
    if mark == _BLANK and _TAB in data:
        return None
    return (line, start, first, last, end) if plain.all() else None


def _find(text: NDArray[np.uint8], byte: int) -> IntArray:
    """The places of a byte; in 32 bits where they fit, which halves what passes through memory."""
    kind = np.int32 if len(text) < 2**31 - 2 * _BYTES else np.int64
    blocks = range(0, len(text), _BYTES)
    places: IntArray = np.concatenate(
        [(np.flatnonzero(text[at : at + _BYTES] == byte) + at).astype(kind) for at in blocks]
    )
    return places


def _rewrite(data: bytes, where: str, column: int, separator: str | None) -> tuple[bytes, dict[int, bytes]]:
    """The file as `token TAB tag` lines, and the lines that are neither, whose places are left blank."""
    lines, notes = [], {}
    for number, line in enumerate(data.split(b"\n")):
        parts = _split(line, separator)
        tag = parts[column] if -len(parts) <= column < len(parts) else b""
        is_tag = len(parts) > 1 and (tag == b"O" or tag[1:2] == b"-" or len(tag) == 1)
        if not line.strip():
            lines.append(b"")
        elif line.startswith(DOCSTART) or (line.startswith(b"#") and (_COMMENT.match(line) or not is_tag)):
            notes[number] = line
            lines.append(b"")
        elif len(parts) < 2 or not tag or not parts[0]:
            raise InputError(
                f"no tag in column {column} of {line.decode()[:60]!r}",
                where=f"{where}:{number + 1}",
                todo="name the column and the separator",
            )
        else:
            lines.append(parts[0].replace(b"\t", b" ") + b"\t" + tag)
    return b"\n".join(lines) if lines[-1] == b"" else b"\n".join(lines) + b"\n", notes


def _split(line: bytes, separator: str | None) -> list[bytes]:
    return _SPACES.split(line.strip(b" \t")) if separator is None else line.split(separator.encode())


def _table(
    path: str,
    data: bytes,
    notes: dict[int, bytes],
    line: IntArray,
    start: IntArray,
    first: IntArray,
    last: IntArray,
    end: IntArray,
) -> TokenTable:
    text = np.frombuffer(data, np.uint8)
    if DOCSTART in data:
        heads = np.flatnonzero((text[start] == _HYPHEN) & (first - start == len(DOCSTART)))
        heads = heads[[data.startswith(DOCSTART, at) for at in start[heads].tolist()]]
        notes |= {int(line[row]): data[start[row] : end[row]] for row in heads}
        line, start, first, last, end = (np.delete(column, heads) for column in (line, start, first, last, end))
    inside = np.flatnonzero((end - last != 2) | (text[end - 1] != _OUTSIDE))
    tag = last[inside] + 1
    bare = end[inside] - tag == 1
    wrong = ~bare & ((text[np.minimum(tag + 1, len(text) - 1)] != _HYPHEN) | (end[inside] - tag < 3))
    if wrong.any():
        row = inside[np.argmax(wrong)]
        raise InputError(
            f"{data[last[row] + 1 : end[row]].decode()!r} is no tag",
            where=f"{path}:{line[row] + 1}",
            todo="a tag is O or a prefix and a label, such as B-PER; name the column if it is not the last",
        )
    breaks = np.flatnonzero(np.diff(line) > 1) + 1
    heads = np.concatenate([[0], breaks])[: len(line)]
    unit = np.searchsorted(heads, inside, "right") - 1
    label, labels = _labels(data, tag, bare)
    prefix = text[tag].astype(np.int64)
    lengths = np.diff(np.append(heads, len(line)))
    tags = TagColumns(lengths, unit, inside - heads[unit], prefix, label, labels)
    return TokenTable(path, data, start, first, line, notes, tags)


def _labels(data: bytes, tag: IntArray, bare: NDArray[np.bool_]) -> tuple[IntArray, tuple[str, ...]]:
    """The labels of the tags that begin at `tag`; a bare prefix has the label _."""
    if not bare.any():
        return intern(data, tag + 2, _NEWLINE)
    return intern(data + b"_\n", np.where(bare, len(data), tag + 2), _NEWLINE)
