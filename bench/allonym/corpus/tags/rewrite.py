"""Files of columns of any make, line by line: the general way, where allonym.corpus.tags.layout cannot tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from allonym.corpus.tags.bits import IntArray
from allonym.corpus.tags.dialect import (
    DOCSTART,
    Dialect,
    begins_sentence,
    canonical,
    cell,
    is_note,
    looks_tagged,
    split,
)
from allonym.errors import InputError

MARK = 0
"""The byte between the columns that `rewrite` makes."""
EMPTY = b" "
"""What stands for a token that the file leaves out."""
_HEAD = 1 << 16
_WEBANNO = re.compile(rb"^1-1\t[^\n]*\n(?:1-2|\n(?:#[^\n]*\n)*2-1)\t", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Rewritten:
    """`data`: `token NUL tag` lines, blank lines between sequences; `numbers`: the file's line of each, from 0;
    `notes`: the comments and -DOCSTART- by line, as they stood."""

    data: bytes
    numbers: IntArray
    notes: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    parts: list[bytes]


def rewrite(data: bytes, where: str, dialect: Dialect) -> Rewritten:
    """The file in one plain form; InputError, with the line, for one without a tag and for what is no tag."""
    if _WEBANNO.search(data, 0, _HEAD):
        raise InputError("WebAnno TSV 1 or 2, whose tokens have no offsets", where=where, todo="export WebAnno TSV 3")
    lines = data.removesuffix(b"\n").split(b"\n")
    column, first = _columns(lines, dialect, where)
    rows, notes = _sort_out(lines, first, dialect, column)
    token = _token_column(rows) if dialect.token_column is None else dialect.token_column
    if token and dialect.token_column is None:
        rows = _tokens(rows, column, where)
    tags = {row.number: _tag(row, column, token, where) for row in rows if row}
    known = canonical(set(tags.values()), dialect.bare)
    out: list[bytes] = []
    numbers: list[int] = []
    for place, row in enumerate(rows):
        if row is None:
            out.append(b"")
            numbers.append(numbers[-1] + 1 if numbers else place)
            continue
        tag = tags[row.number]
        if tag not in known:
            todo = "a tag is O or a prefix and a label, such as B-PER; name the column if it is not the last"
            raise InputError(f"{tag!r} is no tag", where=f"{where}:{row.number + 1}", todo=todo + _hint(tag))
        out.append((cell(row.parts, token) or EMPTY) + bytes([MARK]) + known[tag].encode())
        numbers.append(row.number)
    return Rewritten(b"\n".join(out) + b"\n", np.array(numbers, np.int64), notes)


def _hint(tag: str) -> str:
    return ", and the scheme IO if tags are labels alone" if tag.isupper() and tag.isalpha() else ""


def _sort_out(
    lines: list[bytes], first: int, dialect: Dialect, column: int
) -> tuple[list[_Row | None], dict[int, bytes]]:
    """The token lines, with None where a sentence ends, and the notes by line."""
    content = (one for one in lines[first:] if one.strip() and not one.startswith((b"#", DOCSTART)))
    usual = next((len(split(one, dialect.separator)) for one in content), 0)
    rows: list[_Row | None] = []
    notes: dict[int, bytes] = {}
    for number, line in enumerate(lines[first:], first):
        if not line.strip():
            rows.append(None)
        elif is_note(line, dialect, column, usual):
            notes[number] = line
            if begins_sentence(line):
                rows.append(None)
        else:
            rows.append(_Row(number, split(line, dialect.separator)))
    return rows, notes


def _columns(lines: list[bytes], dialect: Dialect, where: str) -> tuple[int, int]:
    """The tag's column by its number, and how many lines of header there are."""
    if isinstance(dialect.column, int):
        return dialect.column, dialect.header
    comment = (dialect.comments or "#").encode()
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith(comment):
            continue
        names = [part.decode() for part in split(line, dialect.separator)]
        if dialect.column not in names:
            raise InputError(
                f"no column {dialect.column!r} among {', '.join(names)[:200]}", where=f"{where}:{number + 1}"
            )
        return names.index(dialect.column), number + 1
    raise InputError("no header with the columns' names", where=where)


def _token_column(rows: list[_Row | None]) -> int:
    """The first column, or the second where the first counts the tokens of each sentence, as in CoNLL-U.

    There 1-2 is a word of several tokens and 1.1 a token that is not in the text; neither is a token of its own.
    """
    before, counted = 0, False
    for row in rows:
        if row is None:
            before = 0
            continue
        number = cell(row.parts, 0).split(b"-")[0].split(b".")[0]
        if len(row.parts) < 3 or not number.isdigit() or int(number[:9]) not in (before, before + 1):
            return 0
        before, counted = int(number[:9]), True
    return int(counted)


def _tokens(rows: list[_Row | None], column: int, where: str) -> list[_Row | None]:
    """The rows without those whose number is of no token of its own; InputError where a name would go with one.

    That is 1.1, or 1-2 with a tag that neither 1 nor 2 has.
    """
    kept: list[_Row | None] = []
    beside: list[tuple[_Row, int]] = []
    for row in rows:
        if row is None or row.parts[0].strip().isdigit():
            kept.append(row)
        elif _is_name(row, column):
            beside.append((row, len(kept)))
    for row, place in beside:
        name = row.parts[0].strip()
        bounds = [int(number[:9]) for number in name.split(b"-") if number.isdigit()]
        parts = kept[place : place + bounds[1] - bounds[0] + 1] if len(bounds) == 2 else []
        if not any(part and _is_name(part, column) for part in parts):
            what = f"{name.decode()} is passed over, and has the tag {cell(row.parts, column).decode()}"
            raise InputError(what, where=f"{where}:{row.number + 1}")
    return kept


def _is_name(row: _Row, column: int) -> bool:
    tag = cell(row.parts, column).decode()
    return tag not in ("O", "o") and looks_tagged({tag})


def _tag(row: _Row, column: int, token: int, where: str) -> str:
    tag = cell(row.parts, column)
    if len(row.parts) < 2 or not tag or not -len(row.parts) <= token < len(row.parts):
        line = b"\t".join(row.parts).decode()
        raise InputError(
            f"no tag in column {column} of {line[:60]!r}",
            where=f"{where}:{row.number + 1}",
            todo="name the column and the separator",
        )
    return tag.decode()
