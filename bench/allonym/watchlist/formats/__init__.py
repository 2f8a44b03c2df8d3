"""Formats of watchlists, one a file.

NAME.py has `SUFFIXES` and `read(lines, source)`: from the lines of a file to (line, record) pairs, a record being a
dict of titles to a string or a list of strings, or a string that says what is wrong with the line. `source` is where
the lines are from, for a format that is more than one file.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, cast

from allonym.corpus.source import Source
from allonym.errors import InputError

Record = Mapping[str, str | list[str]]


class ListFormat(Protocol):
    """What a module of this folder provides."""

    SUFFIXES: tuple[str, ...]

    def read(self, lines: Iterable[str], source: Source, /) -> Iterator[tuple[int, Record | str]]: ...


def format_of(suffix: str, where: str) -> ListFormat:
    """The format with this ending. Raises InputError with the endings that there are."""
    known: list[str] = []
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        module = cast("ListFormat", importlib.import_module(f"{__name__}.{path.stem}"))
        if suffix in module.SUFFIXES:
            return module
        known += filter(None, module.SUFFIXES)
    raise InputError(f"a list of names does not end in {suffix!r}", where=where, todo=f"use {', '.join(sorted(known))}")
