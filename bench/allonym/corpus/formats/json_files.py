"""What the JSON formats share: one object a line, an array of objects, or one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from allonym.corpus.checked import each_key_once, from_part
from allonym.corpus.files import read_utf8
from allonym.corpus.source import reading
from allonym.errors import InputError

Record = TypeVar("Record")
_MARK = b"\xef\xbb\xbf"


def records(path: Path, kind: type[Record], encoding: str = "utf-8") -> Iterator[tuple[str, Record]]:
    """The records of a file as values of `kind`, each with its place; InputError for what is none."""
    data = read_utf8(path, encoding).strip()
    for where, piece in _pieces(data, str(path)):
        found = from_part(piece, where, kind)
        each_key_once(piece, where)
        yield where, found


def _pieces(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"["):
        for number, raw in enumerate(from_part(data, path, list[msgspec.Raw]), 1):
            yield f"{path}, record {number}", bytes(raw)
    elif _is_one(data):
        yield path, data
    else:
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.strip():
                yield f"{path}:{number}", line


def _is_one(data: bytes) -> bool:
    """Whether an object goes over several lines, so that it is no JSON Lines."""
    line, _, rest = data.partition(b"\n")
    return bool(rest) and not line.rstrip().endswith((b"}", b"]"))


def first_record(path: Path, head: bytes) -> Mapping[str, msgspec.Raw] | list[Any] | None:
    """The first record, an object by its keys; None where the file, which begins with `head`, holds no JSON."""
    start = head.removeprefix(_MARK).lstrip()
    if not start.startswith((b"{", b"[")):
        return None
    with reading(path) as file:
        data = file.readline().removeprefix(_MARK).strip() if start.startswith(b"{") else b""
        if not data or not data.endswith(b"}"):
            data = (data + b"\n" + file.read()).removeprefix(_MARK).strip()
    try:
        piece = next(_pieces(data, str(path)), None)
        return None if piece is None else _keys(piece[1], piece[0])
    except InputError:
        return None


def _keys(data: bytes, where: str) -> Mapping[str, msgspec.Raw] | list[Any]:
    kind: Any = list[Any] if data.startswith(b"[") else dict[str, msgspec.Raw]
    found: Mapping[str, msgspec.Raw] | list[Any] = from_part(data, where, kind)
    return found


def is_list(record: Any, *keys: str) -> bool:
    """Whether one of the keys of a first record holds an array."""
    return isinstance(record, Mapping) and any(bytes(record[key]).startswith(b"[") for key in keys if key in record)


def is_list_of(record: Any, key: str, opening: bytes) -> bool:
    """Whether the array under a key is empty or its first value begins so: {, [, a quote."""
    if not is_list(record, key):
        return False
    inner = bytes(record[key])[1:].lstrip()
    return inner.startswith((opening, b"]"))
