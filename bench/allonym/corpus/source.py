"""Opening what a user names: a file, compressed or not, here or at an address that fsspec serves."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast
from zipfile import BadZipFile, ZipFile

from allonym.errors import InputError

Source = str | Path
_ZIP = ".zip"
_COMPRESSED = frozenset((".gz", ".bz2", ".xz", ".zst", _ZIP))
_BESIDE = "__MACOSX/"
"""What macOS puts into archives beside the files."""
_NEEDS = {".zst": "the package zstandard"}


_INPUT = "-"


def _largest(gib: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", gib):
        raise InputError(f"ALLONYM_UNPACK_GIB is {gib[:40]!r}, which is no number of GiB", todo="set it to 1, or 0.5")
    return int(float(gib) * 2**30)


LARGEST = _largest(os.environ.get("ALLONYM_UNPACK_GIB") or "1")
"""The most bytes that a compressed file may unpack to."""


def is_address(source: Source) -> bool:
    """Whether it is an address and no path: s3://bucket/texts.parquet.

    >>> is_address("https://host/texts.jsonl"), is_address("texts.jsonl")
    (True, False)
    """
    return "://" in str(source)


def is_plain(source: Source) -> bool:
    """Whether it is a path, and of nothing compressed."""
    return not is_address(source) and Path(source).suffix.lower() not in _COMPRESSED


def endings(source: Source) -> list[str]:
    """The endings of a file's name that say what it is, without the one that says how it is compressed.

    >>> endings("https://host/a.b/texts.jsonl.gz?version=2")
    ['.jsonl']
    """
    suffixes = [suffix.lower() for suffix in PurePosixPath(_path(source)).suffixes]
    return suffixes[:-1] if suffixes and suffixes[-1] in _COMPRESSED else suffixes


def stem(source: Source) -> str:
    """The file's name without its endings: what a corpus read from it is called.

    >>> stem("s3://bucket/press/2024.texts.jsonl.gz")
    '2024.texts'
    """
    name = PurePosixPath(_path(source)).name
    for ending in (*_COMPRESSED, *endings(source)[-1:]):
        name = name.removesuffix(ending)
    return name or "corpus"


def _path(source: Source) -> str:
    text = str(source)
    return text.partition("://")[2].split("?")[0].split("#")[0] if is_address(text) else text


@contextmanager
def reading(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a source, decompressed; InputError, also while it is read, where they cannot be had.

    What lies at an address is brought here once and read from the copy, which goes with the process.
    """
    where = str(source)
    try:
        with _open(where) as file:
            yield file
    except InputError:
        raise
    except (EOFError, zlib.error, LZMAError, BadZipFile) as error:
        raise InputError(f"ends early or is damaged: {error}", where=where, todo="bring the file again") from None
    except ImportError as error:
        raise InputError(
            f"cannot be opened here: {error}", where=where, todo="run `make scale`, or install what it names"
        ) from None
    except (OSError, ValueError) as error:
        absent = os.strerror(errno.ENOENT) if isinstance(error, FileNotFoundError) else None
        what = getattr(error, "strerror", None) or absent or str(error) or type(error).__name__
        raise InputError(f"cannot be read: {what}", where=where) from None


def exists(source: Source) -> bool:
    """Whether there is such a file or folder; - is standard input.

    >>> exists("-"), exists("no/such/file")
    (True, False)
    """
    return str(source) == _INPUT or Path(source).exists()


@cache
def _poured(where: str) -> bytes:
    """What standard input or a pipe holds, which can be read once."""
    with sys.stdin.buffer if where == _INPUT else Path(where).open("rb") as file:
        return file.read()


def is_poured(source: Source) -> bool:
    """Whether it can be read once only: standard input, or what a shell puts for <(command).

    Raises InputError for a named pipe that lies about.
    """
    where = str(source)
    if where == _INPUT or not Path(where).is_fifo():
        return where == _INPUT
    if where.startswith(("/dev/", "/proc/")):
        return True
    raise InputError("a pipe", where=where, todo="name a file, or - for standard input")


class _Bounded(io.RawIOBase):
    """A file of which no more than LARGEST bytes are read."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file, self._where, self._left = file, where, LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            todo = "set ALLONYM_UNPACK_GIB higher if it is meant to be so large"
            raise InputError(f"unpacks to more than {LARGEST / 2**30:g} GiB", where=self._where, todo=todo)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _bounded(opened: AbstractContextManager[IO[bytes]], where: str) -> Iterator[IO[bytes]]:
    with opened as file:
        yield io.BufferedReader(_Bounded(file, where), 1 << 20)


def unpack(data: bytes, where: str) -> bytes:
    """What zlib packed; InputError for anything else and for what is larger than LARGEST."""
    try:
        packer = zlib.decompressobj()
        found = packer.decompress(data, LARGEST)
    except zlib.error as error:
        raise InputError(f"not packed by zlib: {error}", where=where) from None
    if packer.unconsumed_tail:
        raise InputError(f"unpacks to more than {LARGEST / 2**30:g} GiB", where=where)
    if not packer.eof:
        raise InputError("ends early", where=where, todo="bring the file again")
    return found


def _open(where: str) -> AbstractContextManager[IO[bytes]]:
    if is_poured(where):
        return io.BytesIO(_poured(where))
    if is_plain(where):
        return Path(where).open("rb")
    import fsspec
    from fsspec.utils import infer_compression

    suffix = PurePosixPath(_path(where)).suffix.lower()
    if suffix in _COMPRESSED and infer_compression(_path(where)) is None:
        raise InputError(f"{suffix} is not unpacked here", where=where, todo=f"install {_NEEDS.get(suffix, 'fsspec')}")
    address = f"simplecache::{where}" if is_address(where) and not where.startswith("file://") else where
    packed = None if suffix == _ZIP else "infer"
    opened = cast("AbstractContextManager[IO[bytes]]", fsspec.open(address, "rb", compression=packed))
    if suffix == _ZIP:
        opened = _unzipped(opened, where)
    return _bounded(opened, where) if suffix in _COMPRESSED else opened


@contextmanager
def _unzipped(opened: AbstractContextManager[IO[bytes]], where: str) -> Iterator[IO[bytes]]:
    """The one file of an archive; fsspec would read the first of several."""
    with opened as packed:
        try:
            archive = ZipFile(packed)
            files = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith(_BESIDE)]
            if len(files) != 1:
                todo = "unpack it, and name the folder"
                raise InputError(f"an archive of {len(files)} files", where=where, todo=todo)
            file = archive.open(files[0])
        except (BadZipFile, RuntimeError, NotImplementedError) as error:  # damaged, encrypted, packed in a strange way
            raise InputError(f"not an archive that can be read: {error}", where=where) from None
        with archive, file:
            yield file
