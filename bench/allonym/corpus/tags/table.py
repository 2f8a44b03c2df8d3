"""A file of columns (one token a line, a blank line between sequences) as sets of places in its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from allonym.corpus.files import read_utf8
from allonym.corpus.tags.bits import IntArray, Rank, contains, members
from allonym.corpus.tags.columns import TagColumns
from allonym.corpus.tags.dialect import DOCSTART, Dialect, begins_sentence, is_note, split
from allonym.corpus.tags.layout import Layout, WrittenTags, layout, read_last_column
from allonym.corpus.tags.rewrite import EMPTY, MARK, rewrite
from allonym.corpus.tags.same import Tagged, same_beside_tags, same_strings
from allonym.corpus.tags.schemes import KINDS
from allonym.errors import InputError

DEFAULT = Dialect()
_BYTES = 1 << 20
_LINE = re.compile(rb"[^\n]+")


@dataclass(frozen=True, eq=False)
class TokenTable:
    """The tokens of a file. `data` holds one `token ... tag` line a token, `layout` says where in it they stand.

    `notes`: other lines by number (comments and -DOCSTART-), as they stood; `tags`: the sequences; `written`: where
    their tags stand; `numbers`: the file's line of each line of `data`, None where they are the same.
    """

    path: str
    data: bytes
    layout: Layout
    notes: dict[int, bytes]
    tags: TagColumns
    written: WrittenTags
    numbers: IntArray | None = None

    @cached_property
    def line(self) -> IntArray:
        """Each token's line, from 0."""
        line = Rank.of(self.layout.lines)(members(self.layout.starts))
        return line if self.numbers is None else self.numbers[line]

    def where(self, unit: int, place: int) -> str:
        """FILE:LINE of a token."""
        first = int(self.tags.lengths[:unit].sum())
        return f"{self.path}:{int(self.line[first + place]) + 1}"

    def tokens(self) -> list[str]:
        """The tokens; an empty string where the file has none."""
        bounds = zip(*(each.tolist() for each in self._bounds), strict=True)
        return [self.data[start:stop].strip(EMPTY).decode() for start, stop in bounds]

    def same_tokens(self, other: TokenTable) -> bool:
        """Whether both files have the same tokens in the same sequences."""
        if not np.array_equal(self.tags.lengths, other.tags.lengths):
            return False
        labels = sorted({*self.tags.labels, *other.tags.labels})
        if same_beside_tags(self._tagged(labels), other._tagged(labels)):
            return True
        return same_strings(self.data, *self._bounds, other.data, *other._bounds)

    @property
    def _bounds(self) -> tuple[IntArray, IntArray]:
        return members(self.layout.starts), members(self.layout.stops)

    def _tagged(self, labels: Sequence[str]) -> Tagged:
        number = np.array([labels.index(label) for label in self.tags.labels], np.int64)
        return Tagged(self.data, self.written, self.tags.prefix * len(labels) + number[self.tags.label])


def read_table(path: Path, dialect: Dialect = DEFAULT) -> TokenTable:
    """Read a file of columns, one token a line and a blank line between sequences.

    Line ends may be CRLF and a byte-order mark is passed over. A comment inside a sequence does not end it, unless it
    begins a document or a sentence. InputError, with file and line, for bytes that are not of the encoding, NUL, a line
    without its tag, and what is no tag.
    """
    data = _clean(read_utf8(path, dialect.encoding), str(path))
    if dialect.separator is None:
        dialect = replace(dialect, separator="\t" if b"\t" in _first_line(data) else None)
    return _plain(str(path), data, dialect) or _general(str(path), data, dialect)


def _plain(path: str, data: bytes, dialect: Dialect) -> TokenTable | None:
    """The table of a file whose bytes can stay as they are; None where only the general way can tell."""
    separator = dialect.separator
    if (dialect.column, dialect.header, dialect.token_column or 0) != (-1, 0, 0) or separator not in (None, "\t", " "):
        return None
    if dialect.comments and not dialect.comments.startswith("#"):
        return None
    if b"\r" in data or dialect.bare or (b" \n" if separator == "\t" else b"\t") in data:
        return None
    first = split(line, separator) if (line := _first_line(data)) else []
    if len(first) > 2 and first[0][:1] in (b"0", b"1"):  # a running number, perhaps
        return None
    found = layout(data, ord(separator or " "), partial(is_note, dialect=dialect, column=-1, usual=len(first)))
    read = read_last_column(data, found) if found else 0
    if found is None or isinstance(read, int) or not _known(read[0]) or _interrupts(data, found):
        return None
    numbers = Rank.of(found.lines)(found.notes).tolist()
    notes = {number: _line_at(data, at) for number, at in zip(numbers, found.notes.tolist(), strict=True)}
    return TokenTable(path, data, found, notes, *read)


def _known(tags: TagColumns) -> bool:
    """Whether all prefixes are those that schemes have: else they may be written in another way."""
    return {chr(code) for code in np.flatnonzero(np.bincount(tags.prefix)).tolist()} <= KINDS.keys()


def _interrupts(data: bytes, found: Layout) -> bool:
    """Whether a comment stands inside a sentence."""
    later = found.notes[found.notes > 0]
    follows = later[contains(found.ends, later - 1)]
    return any(not begins_sentence(_line_at(data, at)) for at in follows.tolist())


def _general(path: str, data: bytes, dialect: Dialect) -> TokenTable:
    plain = rewrite(data, path, dialect)
    found = layout(plain.data, MARK)
    read = read_last_column(plain.data, found) if found else 0
    assert found is not None, "rewritten lines have two columns"
    assert not isinstance(read, int), "rewritten tags are tags"
    return TokenTable(path, plain.data, found, plain.notes, *read, plain.numbers)


def _clean(data: bytes, where: str) -> bytes:
    if b"\0" in data:
        line = _line_number(data, data.index(b"\0"))
        raise InputError("a NUL byte", where=f"{where}:{line}", todo="is this a text file in UTF-8?")
    if not data.isascii():
        _check_utf8(data, where)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\n" not in data:
            data = data.replace(b"\r", b"\n")
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
