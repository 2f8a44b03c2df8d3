"""A file of columns (one token a line, a blank line between sequences) as sets of places in its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from allonym.corpus.files import read_bytes
from allonym.corpus.tags.bits import IntArray, Rank, Words, members
from allonym.corpus.tags.columns import TagColumns
from allonym.corpus.tags.layout import Layout, Written, layout, read_last_column
from allonym.corpus.tags.rewrite import DOCSTART, MARK, is_note, rewrite
from allonym.corpus.tags.same import Tagged, same_beside_tags, same_strings
from allonym.errors import InputError

_BYTES = 1 << 20
_LINE = re.compile(rb"[^\n]+")


@dataclass(frozen=True, eq=False)
class TokenTable:
    """The tokens of a file. `data` holds one `token ... tag` line a token.

    `lines`, `starts`, `stops`: the line ends, the first bytes of the tokens and the bytes after them, as sets of
    places; `notes`: other lines by number (comments and -DOCSTART-), as they stood; `tags`: the sequences;
    `written`: where their tags stand.
    """

    path: str
    data: bytes
    lines: Words
    starts: Words
    stops: Words
    notes: dict[int, bytes]
    tags: TagColumns
    written: Written

    @cached_property
    def line(self) -> IntArray:
        """Each token's line, from 0."""
        return Rank.of(self.lines)(members(self.starts))

    def where(self, unit: int, place: int) -> str:
        """FILE:LINE of a token."""
        first = int(self.tags.lengths[:unit].sum())
        return f"{self.path}:{int(self.line[first + place]) + 1}"

    def tokens(self) -> list[str]:
        """The first column."""
        bounds = zip(members(self.starts).tolist(), members(self.stops).tolist(), strict=True)
        return [self.data[start:stop].decode() for start, stop in bounds]

    def same_tokens(self, other: TokenTable) -> bool:
        """Whether both files have the same tokens in the same sequences."""
        if not np.array_equal(self.tags.lengths, other.tags.lengths):
            return False
        labels = sorted({*self.tags.labels, *other.tags.labels})
        if same_beside_tags(self._tagged(labels), other._tagged(labels)):
            return True
        one, two = ((members(table.starts), members(table.stops)) for table in (self, other))
        return same_strings(self.data, *one, other.data, *two)

    def _tagged(self, labels: Sequence[str]) -> Tagged:
        number = np.array([labels.index(label) for label in self.tags.labels], np.int64)
        return Tagged(self.data, self.written, self.tags.prefix * len(labels) + number[self.tags.label])


def read_table(path: Path, column: int = -1, separator: str | None = None) -> TokenTable:
    """Read a file of columns; the first column is the token.

    Line ends may be CRLF and a byte-order mark is passed over. A line that begins with # and is no token line is a
    comment. InputError, with file and line, for bytes that are not UTF-8, NUL, and a line without its tag.
    """
    data = _clean(read_bytes(path), str(path))
    if separator is None:
        separator = "\t" if b"\t" in _first_line(data) else None
    return _plain(str(path), data, column, separator) or _general(str(path), data, column, separator)


def _plain(path: str, data: bytes, column: int, separator: str | None) -> TokenTable | None:
    """The table of a file whose bytes can stay as they are; None where only the general way can tell."""
    if column != -1 or separator not in (None, "\t", " ") or (separator != "\t" and b"\t" in data):
        return None
    found = layout(data, ord(separator or " "), partial(is_note, column=column, separator=separator))
    read = read_last_column(data, found) if found else 0
    if found is None or isinstance(read, int):
        return None
    numbers = Rank.of(found.lines)(found.notes).tolist()
    notes = {number: _line_at(data, at) for number, at in zip(numbers, found.notes.tolist(), strict=True)}
    return _table(path, data, found, notes, *read)


def _general(path: str, data: bytes, column: int, separator: str | None) -> TokenTable:
    data, notes = rewrite(data, path, column, separator)
    found = layout(data, MARK)
    assert found is not None, "rewritten lines have two columns"
    read = read_last_column(data, found)
    if isinstance(read, int):
        raise InputError(
            f"{_line_at(data, read).decode()!r} is no tag",
            where=f"{path}:{_line_number(data, read)}",
            todo="a tag is O or a prefix and a label, such as B-PER; name the column if it is not the last",
        )
    return _table(path, data, found, notes, *read)


def _table(
    path: str, data: bytes, found: Layout, notes: dict[int, bytes], tags: TagColumns, written: Written
) -> TokenTable:
    return TokenTable(path, data, found.lines, found.starts, found.stops, notes, tags, written)


def _clean(data: bytes, where: str) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        line = _line_number(data, data.index(b"\0"))
        raise InputError("a NUL byte", where=f"{where}:{line}", todo="is this a text file in UTF-8?")
    if not data.isascii():
        _check_utf8(data, where)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"


def _check_utf8(data: bytes, where: str) -> None:
    """Decode it block by block, so that the whole never stands in memory as text."""
    view, at = memoryview(data), 0
    while at < len(data):
        try:
            at += codecs.utf_8_decode(view[at : at + _BYTES], "strict", at + _BYTES >= len(data))[1]
        except UnicodeDecodeError as error:
            place = at + error.start
            raise InputError(
                f"byte {data[place]:#04x} is not UTF-8",
                where=f"{where}:{_line_number(data, place)}",
                todo="save the file as UTF-8",
            ) from None


def _line_number(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _line_at(data: bytes, start: int) -> bytes:
    return data[start : data.index(b"\n", start)]


def _first_line(data: bytes) -> bytes:
    """The first line that holds a token."""
    lines = (match[0] for match in _LINE.finditer(data))
    return next((line for line in lines if line.strip() and not line.startswith((b"#", DOCSTART))), b"")
