"""spaCy's DocBin (.spacy), read and written without spaCy.

The file is MessagePack under zlib: the tokens of all documents as rows of 64-bit attributes, strings by their hash
(MurmurHash64A, Appleby 2008, seed 1; spaCy's own words by their number, docbin_symbols.txt). Ids are kept in the user
data as `id`; documents without one are numbered. Entities are flat.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from allonym.corpus.check import numbered
from allonym.corpus.checked import fault, from_msgpack
from allonym.corpus.files import read_bytes, writing_bytes
from allonym.corpus.formats.folders import text_of
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import joined
from allonym.corpus.formats.tokens import flat, token_spans
from allonym.corpus.source import unpack
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".spacy",)
HOLDS_ENTITIES = True
_ORTH, _ENT_IOB, _ENT_TYPE, _ENT_KB_ID = 65, 77, 78, 452
_ATTRIBUTES = [_ORTH, _ENT_IOB, _ENT_TYPE, _ENT_KB_ID]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_NO_GROUPS = (b"", b"\x80", b"\x90")
"""An empty map or list in MessagePack."""
_MASK, _MULTIPLIER, _SHIFT = 0xFFFFFFFFFFFFFFFF, 0xC6A4A7935BD1E995, 47
_PIECE = re.compile(r"\w+|[^\w\s]|\s+")
Tokens = NDArray[np.uint64]


class _Record(msgspec.Struct):
    attrs: list[int]
    tokens: bytes
    lengths: bytes
    spaces: bytes
    strings: list[str]
    user_data: list[bytes] | None = None
    span_groups: list[bytes] | None = None


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    where = str(path)
    what = "no DocBin with ORTH, ENT_IOB and ENT_TYPE"
    try:
        record = from_msgpack(unpack(read_bytes(path), where), where, _Record, what)
        columns = {key: record.attrs.index(key) for key in (_ORTH, _ENT_IOB, _ENT_TYPE)}
        lengths = np.frombuffer(record.lengths, "<i4").tolist()
        rows = np.frombuffer(record.tokens, "<u8").reshape(-1, len(record.attrs))
        spaces = np.frombuffer(record.spaces, np.bool_).reshape(-1).tolist()
        strings = {0: ""} | {number: name for name, number in _symbols().items()}
        strings |= {_hash(string): string for string in record.strings}
    except ValueError as error:
        raise InputError(f"{what}: {fault(error)}", where=where) from None
    if min(lengths, default=0) < 0 or not sum(lengths) == len(rows) == len(spaces):
        raise InputError(f"{what}: {sum(lengths)} tokens, {len(rows)} rows, {len(spaces)} spaces", where=where)
    if (rows[:, columns[_ENT_IOB]] > _BEGIN).any():
        raise InputError(f"{what}: a token is marked {rows[:, columns[_ENT_IOB]].max()}", where=where)
    entity = record.attrs.index(_ENT_KB_ID) if _ENT_KB_ID in record.attrs else None
    names = [_name(data) for data in record.user_data or ()]
    if names and len(names) != len(lengths):
        raise InputError(f"{what}: {len(names)} user data for {len(lengths)} documents", where=where)
    _say_unread(record, rows[:, columns[_ENT_IOB]], options, where)
    place = 0
    for number, length in enumerate(lengths):
        part = rows[place : place + length]
        words = _look_up(part[:, columns[_ORTH]], strings, where)
        text, bounds = joined(words, spaces[place : place + length])
        types = _look_up(part[:, columns[_ENT_TYPE]], strings, where)
        ids = _look_up(part[:, entity], strings, where) if entity is not None else [""] * length
        iob = part[:, columns[_ENT_IOB]].tolist()
        name = names[number] if names else None
        left_out = "not annotated" if iob and not any(iob) else ""
        mentions = _mentions(iob, types, ids, bounds)
        yield numbered(name, number + 1, text, mentions, where, left_out=left_out)
        place += length


def _say_unread(record: _Record, iob: Tokens, options: FormatOptions, where: str) -> None:
    """Tell of what is no entity: span groups, and tokens without annotation in documents that have some."""
    groups = sum(group not in _NO_GROUPS for group in record.span_groups or ())
    if groups and not (iob > _OUTSIDE).any():
        raise InputError(
            f"no entities, but span groups in {groups} documents", where=where, todo="save them as doc.ents"
        )
    if groups:
        options.warn(f"{where}: span groups of {groups} documents are not read, their entities are")
    if (missing := int((iob == 0).sum())) and (iob != 0).any():
        options.warn(f"{where}: {missing} tokens are marked as not annotated; none is in an entity")


def _name(data: bytes) -> str | None:
    """The id in a document's user data."""
    try:
        found = msgspec.msgpack.decode(data, type=dict[Any, Any]).get("id")
    except (ValueError, RecursionError, TypeError):  # keys that are tuples: attributes of extensions
        return None
    return found if isinstance(found, str) else None


def _look_up(keys: Tokens, strings: dict[int, str], where: str) -> list[str]:
    try:
        return [strings[key] for key in keys.tolist()]
    except KeyError as error:
        raise InputError(f"the DocBin lacks the string with the hash {error}", where=where) from None


def _mentions(
    iob: Sequence[int], types: Sequence[str], ids: Sequence[str], bounds: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    mentions: list[Mention] = []
    for place, (kind, label) in enumerate(zip(iob, types, strict=True)):
        start, end = bounds[place]
        if kind == _INSIDE and mentions and iob[place - 1] in (_INSIDE, _BEGIN) and label == mentions[-1].label:
            mentions[-1] = Mention(mentions[-1].start, end, label, mentions[-1].entity)
        elif kind in (_INSIDE, _BEGIN) and label:
            mentions.append(Mention(start, end, label, ids[place] or None))
    return tuple(mentions)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    rows: list[tuple[str, int, str, str]] = []
    spaces: list[bool] = []
    lengths: list[int] = []
    ids: list[bytes] = []
    for document in documents:
        part, after = _rows(document)
        rows += part
        spaces += after
        lengths.append(len(part))
        ids.append(msgspec.msgpack.encode({"id": document.id}))
    keys = [(_key(word), iob, _key(label), _key(entity)) for word, iob, label, entity in rows]
    record = {
        "version": "0.1",
        "attrs": _ATTRIBUTES,
        "tokens": np.array(keys, "<u8").tobytes(),
        "spaces": np.array(spaces, np.bool_).tobytes(),
        "lengths": np.array(lengths, "<i4").tobytes(),
        "strings": sorted({"", *(string for row in rows for string in (row[0], row[2], row[3]))}),
        "cats": [{} for _ in lengths],
        "flags": [{"has_unknown_spaces": False} for _ in lengths],
        "span_groups": [msgspec.msgpack.encode([]) for _ in lengths],
        "user_data": ids,
    }
    with writing_bytes(path) as file:
        file.write(zlib.compress(msgspec.msgpack.encode(record)))


def _rows(document: Document) -> tuple[list[tuple[str, int, str, str]], list[bool]]:
    """Each token's word, IOB kind, label and entity, and whether a blank follows it."""
    where, text = f"document {document.id!r}", text_of(document, "DocBin")
    mentions = flat(document.mentions, where, "DocBin")
    bounds, after = _tokens(text, [bound for mention in mentions for bound in mention.bounds])
    rows = [(text[start:end], _OUTSIDE, "", "") for start, end in bounds]
    for (first, last, label), mention in zip(token_spans(mentions, bounds, where), mentions, strict=True):
        if mention.of(text) != mention.of(text).strip():
            raise InputError(
                f"DocBin cannot hold span {mention.start}-{mention.end}, which begins or ends with a blank", where=where
            )
        for place in range(first, last):
            rows[place] = (rows[place][0], _BEGIN if place == first else _INSIDE, label, mention.entity or "")
    return rows, after


def _tokens(text: str, cuts: Sequence[int]) -> tuple[list[tuple[int, int]], list[bool]]:
    """The bounds of tokens that hold the whole text, and whether a blank follows each.

    One blank after a token belongs to it; other blanks are tokens of their own, as in spaCy.
    """
    bounds: list[tuple[int, int]] = []
    after: list[bool] = []
    places = sorted(set(cuts))
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece[0].isspace() and piece[0][0] == " " and bounds and not after[-1]:
            after[-1] = True
            start += 1
        edges = [start, *places[bisect_right(places, start) : bisect_left(places, end)], end]
        for one, two in pairwise(edges):
            if one < two:
                bounds.append((one, two))
                after.append(False)
    return bounds, after


@cache
def _symbols() -> dict[str, int]:
    lines = Path(__file__).with_name("docbin_symbols.txt").read_text(encoding="utf-8").splitlines()
    return {name: number for number, name in enumerate(lines, 1)}


def _key(string: str) -> int:
    return _symbols().get(string) or _hash(string)


@cache
def _hash(string: str) -> int:
    """MurmurHash64A of the UTF-8 bytes with seed 1; 0 for the empty string, as spaCy has it."""
    data = string.encode()
    if not data:
        return 0
    value = 1 ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) - len(data) % 8
    for place in range(0, whole, 8):
        word = int.from_bytes(data[place : place + 8], "little") * _MULTIPLIER & _MASK
        value = (value ^ ((word ^ (word >> _SHIFT)) * _MULTIPLIER & _MASK)) * _MULTIPLIER & _MASK
    if data[whole:]:
        value = (value ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    value = (value ^ (value >> _SHIFT)) * _MULTIPLIER & _MASK
    return value ^ (value >> _SHIFT)
