"""Finished work: what was worked out before is taken from the cache, as long as nothing that makes it has changed.

A result is kept under the SHA-256 of everything that makes it: what it is, what it was made from, every file of this
package, and the versions of the libraries that count and draw. So nothing has to be told that it is stale.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import pickle
import platform
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from allonym.predict.cache import Cache, cache_file

Result = TypeVar("Result")

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "seqeval", "altair", "vl-convert-python", "jinja2")
_PACKAGE = Path(__file__).parents[1]


class Finished:
    """Results by what makes them. Without a cache, or told to `refresh`, nothing is found, and all is worked out."""

    def __init__(self, cache: Cache | None = None, *, refresh: bool = False) -> None:
        """What is worked out is kept either way, where there is a cache."""
        self._cache, self._refresh = cache, refresh

    def get(self, work: Callable[[], Result], name: str, *made_from: Any, model: str = "") -> Result:
        """The result of `work`, which `name` and `made_from` (dataclasses, mappings, numbers, texts) determine.

        `model` is the digest of the model whose answers are in it: they are forgotten together.
        """
        if self._cache is None:
            return work()
        key = fingerprint(name, sources(), made_from)
        kept = None if self._refresh else self._cache.result(key)
        if kept is not None:
            found: Result = _unpacked(kept)
            return found
        result = work()
        self._cache.keep_result(key, _packed(result), model)
        return result


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


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no fingerprint")


@cache
def sources() -> bytes:
    """SHA-256 of what works results out: Python, libraries, this package."""
    return fingerprint(platform.python_version(), [(name, version(name)) for name in _LIBRARIES], contents(_PACKAGE))


def contents(folder: Path) -> bytes:
    """SHA-256 of the files below a folder, compiled ones apart: names and bytes."""
    files = sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    return fingerprint([(str(path.relative_to(folder)), path.read_bytes()) for path in files])


def _packed(result: Any) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {MappingProxyType: _as_dict}
    pickler.dump(result)
    return zlib.compress(file.getvalue(), 1)


def _as_dict(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _from_dict, (dict(mapping),)


def _from_dict(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _unpacked(result: bytes) -> Any:
    return pickle.loads(zlib.decompress(result))  # the file is the user's own, as its answers are
