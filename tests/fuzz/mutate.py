"""Valid files made faulty: each fault is drawn from a `random.Random`, so that a number names an input for good."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import re
import zlib
from collections.abc import Callable
from typing import Any

import msgspec

Random = random.Random
_MOST = 200_000
"""Bytes of a file that is mutated further."""
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_STRING = re.compile(rb'"[^"\n]*"')
_WORD = re.compile(rb"\w+")
_DEEP = 3000

ODD = (
    *(b"null", b"true", b"-1", b"0", b"1.5", b"1e308", b"1e400", b"NaN", b"-Infinity", b"9" * 30, b"9" * 5000),
    *(b"2147483648", b"9223372036854775807", b"9223372036854775808", b"18446744073709551616", b"[]", b"{}", b'""'),
    *(b"[" * _DEEP + b"]" * _DEEP, b'{"a":' * _DEEP + b"1" + b"}" * _DEEP, b"[[1,2,3]]", b"[null]", b'{"a":null}'),
    *(
        b'"\\u001b[31m\\u001b]0;owned\\u0007"',
        b'"two\\nlines"',
        b'"\\u0000"',
        b'"\\ud800"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
    ),
    *(
        b'"' + b"x" * 70_000 + b'"',
        b'"\xe2\x80\xae"',
        b'"/etc/passwd"',
        b'"../../up"',
        b'"1"',
        b'"O"',
        b'"\xf0\x9f\x98\x80"',
    ),
)
"""Values of JSON, and some of TOML, that are seldom meant."""
_PACKED = (
    b"\xc0",
    b"\xc3",
    b"\xff",
    b"\xcb\x7f\xf0\0\0\0\0\0\0",
    b"\xcf" + b"\xff" * 8,
    b"\x90",
    b"\x80",
    b"\xa0",
    b"\xa1\xff",
    b"\x91" * _DEEP + b"\xc0",
    b"\x81\xa1a" * _DEEP + b"\xc0",
    b"\xc4\x02\0\xff",
    b"\xdb\xff\xff\xff\xff",
    b"\xc7\x01\x05\x00",
)
"""The same in MessagePack, a length that lies and an extension among them."""
_PIECES = (
    *(
        b"\0",
        b"\xff",
        b"\x1b[31m",
        b"\r",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"\t",
        b" ",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b'"',
        b"\\",
        b"[",
        b"{",
        b"]",
        b"}",
        b",",
        b";",
        b"|",
        b":",
        b"#",
        b"-",
        b"=",
        b"*",
        b"_",
    ),
    *(
        b" " * 50_000,
        b"'" * 50_000,
        b"9" * 5000,
        b"x" * 140_000,
        b"\xe0\xa4\xaf",
        b"\xf0\x9f\x98\x80",
        b"\n::error::owned\n",
        b"<",
        b"%s",
    ),
)


def mutate(data: bytes, draw: Random) -> bytes:
    """The file with one fault or a few; its format is seen from its bytes."""
    for number in range(draw.choice((1, 1, 1, 2, 4))):
        if number and len(data) > _MOST:
            break
        data = _packed(data, draw) or draw.choice(_edits(data))(data, draw)
    return data


def _packed(data: bytes, draw: Random) -> bytes | None:
    """What is compressed is mostly mutated inside, and sometimes as it stands."""
    if draw.random() < 0.15:
        return None
    if data.startswith(b"\x1f\x8b"):
        return _repacked(data, draw, gzip.decompress, lambda found: gzip.compress(found, 1, mtime=0))
    if data.startswith(b"BZh"):
        return _repacked(data, draw, bz2.decompress, bz2.compress)
    if data.startswith(b"\xfd7zXZ"):
        return _repacked(data, draw, lzma.decompress, lzma.compress)
    if data.startswith(b"x\x9c"):
        return _repacked(data, draw, zlib.decompress, zlib.compress)
    return None


def _repacked(
    data: bytes, draw: Random, unpack: Callable[[bytes], bytes], pack: Callable[[bytes], bytes]
) -> bytes | None:
    try:
        return pack(mutate(unpack(data), draw))
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return None


def _edits(data: bytes) -> tuple[Callable[[bytes, Random], bytes], ...]:
    """The kinds of fault that make sense for these bytes, those of their format twice."""
    plain = (_cut, _without, _twice, _piece, _flip, _number, _string, _word, _swap)
    if data.lstrip()[:1] in (b"{", b"["):
        return (*plain, *([_json] * len(plain) * 2))
    if data[:1] and data[0] in range(0x80, 0x90):
        return (*plain, *([_msgpack] * len(plain) * 2))
    return plain


def _place(data: bytes, draw: Random) -> int:
    return draw.randint(0, len(data))


def _stretch(data: bytes, draw: Random) -> tuple[int, int]:
    start = _place(data, draw)
    return start, min(len(data), start + draw.choice((1, 1, 2, 8, 64, 512)))


def _cut(data: bytes, draw: Random) -> bytes:
    return data[: _place(data, draw)]


def _without(data: bytes, draw: Random) -> bytes:
    start, end = _stretch(data, draw)
    return data[:start] + data[end:]


def _twice(data: bytes, draw: Random) -> bytes:
    start, end = _stretch(data, draw)
    return data[:end] + data[start:end] * draw.choice((1, 2, 1000)) + data[end:]


def _piece(data: bytes, draw: Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + draw.choice(_PIECES) + data[at:]


def _flip(data: bytes, draw: Random) -> bytes:
    if not data:
        return data
    at = draw.randint(0, len(data) - 1)
    return data[:at] + bytes([draw.randint(0, 255)]) + data[at + 1 :]


def _swap(data: bytes, draw: Random) -> bytes:
    """Two lines change places."""
    lines = data.split(b"\n")
    one, two = (draw.randint(0, len(lines) - 1) for _ in range(2))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _instead(pattern: re.Pattern[bytes], data: bytes, draw: Random) -> bytes:
    found = [match.span() for match in pattern.finditer(data[:_MOST])]
    if not found:
        return _piece(data, draw)
    start, end = draw.choice(found)
    return data[:start] + draw.choice(draw.choice((ODD, _PIECES))) + data[end:]


def _number(data: bytes, draw: Random) -> bytes:
    return _instead(_NUMBER, data, draw)


def _string(data: bytes, draw: Random) -> bytes:
    return _instead(_STRING, data, draw)


def _word(data: bytes, draw: Random) -> bytes:
    return _instead(_WORD, data, draw)


def _json(data: bytes, draw: Random) -> bytes:
    """One value of one record is another, goes, or has another name."""
    whole = _decoded(data)
    if whole is not None:
        return bytes(msgspec.json.encode(_tree(whole, draw, ODD)))
    lines = data.split(b"\n")
    at = draw.randint(0, len(lines) - 1)
    record = _decoded(lines[at])
    if record is None:
        return _piece(data, draw)
    lines[at] = msgspec.json.encode(_tree(record, draw, ODD))
    return b"\n".join(lines)


def _decoded(data: bytes) -> Any:
    try:
        value = json.loads(data)
        msgspec.json.encode(value)
    except (ValueError, RecursionError, OverflowError):
        return None
    return value


def _msgpack(data: bytes, draw: Random) -> bytes:
    try:
        return bytes(msgspec.msgpack.encode(_tree(msgspec.msgpack.decode(data), draw, _PACKED)))
    except (ValueError, RecursionError, TypeError):
        return _piece(data, draw)


def _tree(value: Any, draw: Random, odd: tuple[bytes, ...]) -> Any:
    """The value with a fault at a place of it that is drawn."""
    inner = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    if not inner or draw.random() < 0.1:
        if isinstance(value, bytes) and draw.random() < 0.8:
            return mutate(value, draw)
        return msgspec.Raw(draw.choice(odd))
    key = draw.choice(list(inner))
    match draw.randint(0, 9):
        case 0 if isinstance(value, dict):
            return {other: one for other, one in value.items() if other != key}
        case 0:
            return [one for place, one in enumerate(value) if place != key]
        case 1 if isinstance(value, dict):
            name = draw.choice(("", "a", "\x1b[31m", "id", "text", "x" * 300))
            return {name if other == key else other: one for other, one in value.items()}
        case 1:
            return [*value, *value[key:]]
        case _:
            changed = _tree(value[key], draw, odd)
    if isinstance(value, dict):
        return {**value, key: changed}
    return [*value[:key], changed, *value[key + 1 :]]
