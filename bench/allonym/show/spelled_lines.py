"""A file of names, a line each, to its spellings, an object a line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from allonym.corpus.source import reading
from allonym.errors import AllonymError, InputError, Regressed
from allonym.show.names import record


def stream(names: Path, origin: str | None, register: str | None, top: int, file: TextIO) -> None:
    """Write one object for each name as it is read, in order. A line that is no name is said, with its place, and the
    rest goes on; Regressed at the end where there was such a line."""
    import msgspec

    from allonym.names.listing import spelled

    wrong = 0
    for number, name in _lines(names):
        try:
            found = spelled(name, origin=origin, register=register, top=top)
        except AllonymError as error:
            print(f"{names}:{number}: {error}", file=sys.stderr)
            wrong += 1
            continue
        file.write(msgspec.json.encode(record(found)).decode() + "\n")
    if wrong:
        raise Regressed(f"{wrong} line{'s' * (wrong > 1)} of {names} passed over")


def _lines(names: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    if str(names) == "-":
        yield from ((number, line.strip("\r\n")) for number, line in enumerate(sys.stdin, 1) if line.strip())
        return
    with reading(names) as data:
        try:
            for number, line in enumerate(io.TextIOWrapper(data, "utf-8-sig"), 1):
                if line.strip():
                    yield number, line.strip("\r\n")
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8: {error.reason}", where=str(names), todo="save the file as UTF-8") from None
