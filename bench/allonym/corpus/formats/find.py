"""Formats by name and by what a file looks like."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from allonym.corpus.formats.options import DEFAULT, FormatOptions
from allonym.corpus.source import endings, reading
from allonym.corpus.values import Document
from allonym.errors import InputError, unknown


class Format(Protocol):
    """What a module of this folder provides; see allonym.corpus.formats."""

    SUFFIXES: Sequence[str]
    HOLDS_ENTITIES: bool

    def read(self, path: Path, options: FormatOptions) -> Iterator[Document]: ...

    def write(self, documents: Iterable[Document], path: Path, options: FormatOptions) -> None: ...


@cache
def _formats() -> dict[str, Format]:
    modules = {
        path.stem: importlib.import_module(f"allonym.corpus.formats.{path.stem}")
        for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))
        if path.stem not in ("find", "options")
    }
    return {name: cast("Format", module) for name, module in modules.items() if hasattr(module, "SUFFIXES")}


def format_names() -> list[str]:
    """The formats that there are.

    >>> "conll" in format_names()
    True
    """
    return sorted(_formats())


def format_of(path: Path) -> str:
    """The format of a file or folder: by its content where a format recognises it, else by its ending."""
    if not path.exists():
        raise InputError("no such file", where=str(path))
    head = _head(path)
    for name, module in _formats().items():
        recognise = getattr(module, "recognise", None)
        if recognise is not None and recognise(path, head):
            return name
    for name, module in _formats().items():
        if endings(path)[-1:] and endings(path)[-1] in module.SUFFIXES:
            return name
    raise InputError(
        "the format is not known by its ending or its content",
        where=str(path),
        todo=f"name it: {', '.join(format_names())}",
    )


def _head(path: Path) -> bytes:
    if path.is_dir():
        return b""
    with reading(path) as file:
        return file.read(4096)


def _module(name: str) -> Format:
    if name not in _formats():
        raise unknown("format", name, _formats())
    return _formats()[name]


def read(path: Path, name: str | None = None, options: FormatOptions = DEFAULT) -> Iterator[Document]:
    """The documents of a file in the format `name`, or in the one that it looks like, one at a time."""
    return _module(name or format_of(path)).read(path, options)


def holds_entities(name: str) -> bool:
    """Whether a format keeps the entity of a mention; the others leave it out."""
    return _module(name).HOLDS_ENTITIES


def write(documents: Iterable[Document], path: Path, name: str, options: FormatOptions = DEFAULT) -> None:
    """Write documents in a format; the file stands under its name only once it is whole."""
    _module(name).write(documents, path, options)
