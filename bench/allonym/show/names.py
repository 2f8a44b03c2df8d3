"""What `allonym spell` shows: a name, the origins that fit it, and its spellings; or those of a file of names."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from allonym.corpus.source import reading
from allonym.errors import AllonymError, InputError, Regressed
from allonym.names.engine.spell import SpelledName
from allonym.names.listing import spelled
from allonym.show.forms import write
from allonym.show.table import Table, text_column

SCHEMA = "allonym/spell/1"
COLUMNS = ("spelling", "weight", "register", "scheme", "changed", "evidence")


def listed(named: SpelledName, form: str, file: TextIO) -> None:
    """Write a name's spellings as table, json, csv or md."""
    rows = _rows(named)
    table = Table(title(named), tuple(map(text_column, COLUMNS)), rows)
    as_json = json.dumps(record(named), ensure_ascii=False, indent=1)
    write([table], form, file, record=as_json, rows=(("name", *COLUMNS), [(named.name, *row) for row in rows]))


def title(named: SpelledName) -> str:
    """The name and its origins; says where none is known."""
    if not any(origin for origin, _ in named.origins):
        return f"{named.name}: origin not known, so marks, initials and order only (--origin tells it)"
    return f"{named.name} ({', '.join(_origin(*one, named.origins) for one in named.origins)})"


def _origin(origin: str, weight: float, among: tuple[tuple[str, float], ...]) -> str:
    return origin if len(among) == 1 else f"{origin} {100 * weight:.0f}%"


def record(named: SpelledName) -> dict[str, Any]:
    """The name as the contract has it: allonym/spell/1."""
    return {
        "schema": SCHEMA,
        "name": named.name,
        "origins": [origin for origin, _ in named.origins if origin],
        "spellings": [
            {"form": s.form, "register": s.register, "scheme": s.scheme, "evidence": s.evidence, "weight": s.weight}
            for s in named.spellings
        ],
    }


def _rows(named: SpelledName) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (s.form, f"{s.weight:.4f}", s.register, s.scheme, s.changed, s.evidence) for s in named.spellings
    )  # fmt: skip


def stream(names: Path, origin: str | None, register: str | None, top: int, file: TextIO) -> None:
    """Write one object for each name as it is read, in order. A line that is no name is said, with its place, and the
    rest goes on; Regressed at the end where there was such a line."""
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
