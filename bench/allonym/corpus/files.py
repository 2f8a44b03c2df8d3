"""Reading text as UTF-8 with errors that name the place, and writing whole files or none."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from allonym.corpus.source import Source, reading
from allonym.errors import InputError
from allonym.temporary import temporary_file


def read_bytes(source: Source) -> bytes:
    """The file's bytes, unpacked if it is compressed; InputError where there is no such file or it cannot be read."""
    with reading(source) as file:
        return file.read()


def read_utf8(path: Path, encoding: str = "utf-8") -> bytes:
    """The file's text as UTF-8 without a byte-order mark, from another encoding where one is named.

    Bytes that are said to be UTF-8 are not looked into. InputError for an encoding that is not known or does not fit.
    """
    data = read_bytes(path)
    try:
        if codecs.lookup(encoding).name == "utf-8":
            return data.removeprefix(codecs.BOM_UTF8)
        return data.decode(encoding).removeprefix("\ufeff").encode()
    except LookupError:
        raise InputError(f"no encoding {encoding!r}", todo="name one that Python has, such as latin-1") from None
    except (UnicodeError, ValueError) as error:
        raise InputError(f"not {encoding}: {error}", where=str(path), todo="name its encoding") from None


def decode(data: bytes, where: str) -> str:
    """UTF-8 to text, a byte-order mark left out; InputError with the line and byte that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"byte {data[error.start]:#04x} at {error.start} is not UTF-8",
            where=f"{where}:{line}",
            todo="save the file as UTF-8",
        ) from None


def read_text(path: Path, encoding: str = "utf-8") -> str:
    """The file's text as it stands, line ends included."""
    return decode(read_utf8(path, encoding), str(path))


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A text file that appears under its name only once it is whole."""
    with writing_bytes(path) as data, io.TextIOWrapper(data, encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def writing_bytes(path: Path) -> Iterator[BinaryIO]:
    """A file of bytes that appears under its name only once it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with temporary_file(path.parent, part_prefix(path)) as (file, part):
        yield file
        if not file.closed:
            file.flush()
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)


def part_prefix(path: Path) -> str:
    """How the names of files begin that are to become `path`; a name may have 255 bytes."""
    return f".{path.name.encode()[:200].decode('utf-8', 'ignore')}.part-"
