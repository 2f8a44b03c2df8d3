"""Finished work: what was worked out before is taken from the cache, as long as nothing that makes it has changed.

A result is kept under the SHA-256 of everything that makes it: its kind, what it was made from, the sources of the
rooms that it comes from, and the versions of the libraries that count and draw. So nothing has to be marked stale.
What is kept is data: arrays and the fields of values, decoded by type, so that reading a row runs nothing.
"""

from __future__ import annotations

import hashlib
import math
import platform
import typing
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

from allonym.corpus.checked import decoder
from allonym.predict.cache import Cache, cache_file

Result = TypeVar("Result")

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "seqeval", "altair", "vl-convert-python", "jinja2")
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class ResultKind(Generic[Result]):
    """A kind of result: its type, made of plain values, dataclasses and arrays, and the sources that make it.

    `rooms` names these: rooms (`match`) and single modules (`report/svg`) of the package.
    """

    name: str
    type: Any
    rooms: tuple[str, ...]

    def key(self, *made_from: Any) -> bytes:
        """What a result is kept under that is made from these: dataclasses, mappings, numbers, texts."""
        return fingerprint(self.name, sources(self.rooms), made_from)


class Finished:
    """Results by what makes them. Without a cache, or to `refresh`, nothing is found, and all is worked out.

    `unreadable` counts the results that were kept but are no data of their kind; they are worked out again.
    """

    def __init__(self, cache: Cache | None = None, *, refresh: bool = False) -> None:
        """What is worked out is kept either way, where there is a cache."""
        self._cache, self._refresh = cache, refresh
        self.unreadable = 0

    def get(self, kind: ResultKind[Result], work: Callable[[], Result], *made_from: Any, model: str = "") -> Result:
        """The result of `work`, which `kind` and `made_from` determine; `model` as in `keep`."""
        key = kind.key(*made_from)
        found = self.find(kind, key)
        if found is None:
            self.keep(key, found := work(), model)
        return found

    def find(self, kind: ResultKind[Result], key: bytes) -> Result | None:
        """The result that was kept under `key`."""
        kept = None if self._cache is None or self._refresh else self._cache.result(key)
        if kept is None:
            return None
        try:
            found: Result = unpacked(kept, kind.type)
        except (zlib.error, msgspec.MsgspecError, RecursionError):
            self.unreadable += 1
            return None
        return found

    def keep(self, key: bytes, result: Any, model: str = "") -> None:
        """Keep a result; those with the answers of `model` (a digest) in them are forgotten with its answers."""
        if self._cache is not None:
            self._cache.keep_result(key, packed(result), model)


NOTHING_KEPT = Finished()


@contextmanager
def finished_work() -> Iterator[Finished]:
    """What is kept beside the models' answers."""
    with closing(Cache(cache_file())) as kept:
        yield Finished(kept)


def fingerprint(*parts: Any) -> bytes:
    """SHA-256 of values: dataclasses, mappings, sequences, numbers, texts.

    >>> fingerprint("a", {"b": 1}) == fingerprint("a", MappingProxyType({"b": 1}))
    True
    """
    return hashlib.sha256(msgspec.msgpack.encode(parts, enc_hook=_plain)).digest()


@cache
def sources(rooms: Sequence[str]) -> bytes:
    """SHA-256 of what works results out: Python, libraries, and the sources of rooms."""
    libraries = [(name, version(name)) for name in _LIBRARIES]
    return fingerprint(platform.python_version(), libraries, [(room, _room(room)) for room in rooms])


@cache
def _room(name: str) -> bytes:
    return contents(_PACKAGE / name if (_PACKAGE / name).is_dir() else _PACKAGE / f"{name}.py")


def contents(place: Path) -> bytes:
    """SHA-256 of a file, or of the files below a folder, compiled ones apart: names and bytes."""
    files = sorted(path for path in (place, *place.rglob("*")) if path.suffix != ".pyc" and path.is_file())
    return fingerprint([(str(path.relative_to(place.parent)), path.read_bytes()) for path in files])


def packed(result: Any) -> bytes:
    """A result as bytes."""
    return zlib.compress(msgspec.msgpack.encode(result, enc_hook=_plain), 1)


def unpacked(kept: bytes, kind: Any) -> Any:
    """The result of this type; raises zlib.error, MsgspecError or RecursionError where the bytes are none."""
    decoder(kind)  # models answer side by side
    return msgspec.msgpack.decode(zlib.decompress(kept), type=kind, dec_hook=_value)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, MappingProxyType):
        return dict(value)
    if isinstance(value, str):
        return str.__str__(value)  # without its type
    raise TypeError(f"{type(value).__name__} is no data")


def _value(kind: Any, packed: Any) -> Any:
    """A text of a type of its own, or an array of the element type that its annotation, NDArray[...], names."""
    if isinstance(kind, type) and issubclass(kind, str):
        return kind(msgspec.convert(packed, str))
    name, shape, content = msgspec.convert(packed, tuple[str, tuple[int, ...], bytes])
    (element,) = typing.get_args(typing.get_args(kind)[1])
    dtype = np.dtype(element)
    if name != dtype.str or len(content) != math.prod(shape) * dtype.itemsize:
        raise ValueError(f"not an array of {dtype}")
    return np.frombuffer(content, dtype).reshape(shape)
