"""Formats by name and by what a file looks like."""

from __future__ import annotations

import importlib
import re
from ast import literal_eval
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from allonym.corpus.formats.folders import files_in, named_in_folder, stands_twice
from allonym.corpus.formats.json_files import first_record
from allonym.corpus.formats.options import DEFAULT, FormatOptions
from allonym.corpus.source import endings, exists, reading
from allonym.corpus.values import Document
from allonym.errors import InputError, unknown

FOLDER = "folder"
"""What stands for the format of a folder whose files each have their own."""
_JSON = (".json", ".jsonl", ".ndjson")
_CONSTANT = re.compile(r"^(SUFFIXES|MARK)(?:: [^=\n]+)? = (.+)$", re.MULTILINE)
_FUNCTION = re.compile(r"^def (\w+)\(", re.MULTILINE)


class Format(Protocol):
    """What a module of this folder provides; see allonym.corpus.formats."""

    SUFFIXES: Sequence[str]
    HOLDS_ENTITIES: bool

    def read(self, path: Path, options: FormatOptions) -> Iterator[Document]: ...

    def write(self, documents: Iterable[Document], path: Path, options: FormatOptions) -> None: ...


@dataclass(frozen=True, slots=True)
class _Facts:
    """What can be known of a format without loading it: its endings, what its files begin with, its functions."""

    suffixes: tuple[str, ...]
    mark: bytes
    functions: frozenset[str]


@cache
def _facts() -> dict[str, _Facts]:
    """The modules of this folder that are formats: those that say which endings are theirs."""
    texts = {file.stem: file.read_text("utf-8") for file in sorted(Path(__file__).parent.glob("[a-z]*.py"))}
    constants = {name: dict(_CONSTANT.findall(text)) for name, text in texts.items()}
    return {
        name: _Facts(
            literal_eval(known["SUFFIXES"]),
            literal_eval(known.get("MARK", 'b""')),
            frozenset(_FUNCTION.findall(texts[name])),
        )
        for name, known in constants.items()
        if "SUFFIXES" in known
    }


@cache
def _format(name: str) -> Format:
    if name not in _facts():
        raise unknown("format", name, _facts())
    return cast("Format", importlib.import_module(f"allonym.corpus.formats.{name}"))


def _having(function: str) -> Iterator[tuple[str, Any]]:
    """The formats that have a function of this name, with it."""
    return ((name, getattr(_format(name), function)) for name, facts in _facts().items() if function in facts.functions)


def format_names(*, written: bool = False) -> list[str]:
    """The formats that there are, or those that are also written.

    >>> "conll" in format_names(), "prodigy" in format_names(written=True)
    (True, False)
    """
    return [name for name, facts in _facts().items() if not written or "write" in facts.functions]


def format_of(path: Path) -> str:
    """The format of a file or folder: by its content where a format recognises it, else by its ending."""
    if not exists(path):
        raise InputError("no such file", where=str(path))
    if path.is_dir():
        return next((name for name, recognise in _having("recognise_folder") if recognise(path)), FOLDER)
    with reading(path) as file:
        head = file.read(1 << 16)
    ending = endings(path)[-1] if endings(path) else ""
    by_ending = next((name for name, facts in _facts().items() if ending in facts.suffixes), None) if ending else None
    if ending in _JSON or by_ending is None:
        record = first_record(path, head)
        if record is not None:
            return _by_keys(record, path)
    start = head.removeprefix(BOM_UTF8)
    marked = (name for name, facts in _facts().items() if facts.mark and start.startswith(facts.mark))
    recognised = (name for name, recognise in _having("recognise") if recognise(path, head))
    guessed = (name for name, guess in _having("guess") if guess(head))
    if found := next(marked, None) or next(recognised, None) or by_ending or next(guessed, None):
        return found
    raise InputError(
        "the format is not known by its ending or its content",
        where=str(path),
        todo=f"name it: {', '.join(format_names())}",
    )


def _by_keys(record: Mapping[str, Any] | list[Any], path: Path) -> str:
    """The format of JSON by its first record; the project's own comes last, for its keys are the plainest."""
    for name, fits in sorted(_having("fits"), key=lambda one: one[0] == "jsonl"):
        if fits(record):
            return name
    keys = ", ".join(list(record)[:8]) if isinstance(record, Mapping) else "arrays"
    raise InputError(
        f"JSON of no format that is known, with {keys or 'no keys'}",
        where=str(path),
        todo=f"name it: {', '.join(name for name, _ in _having('fits'))}",
    )


def read(path: Path, name: str | None = None, options: FormatOptions = DEFAULT) -> Iterator[Document]:
    """The documents of a file in the format `name`, or in the one that it looks like, one at a time, each id once.

    A folder that is no format of its own is read file by file.
    """
    name = name or options.format or format_of(path)
    documents = _folder(path, options) if name == FOLDER else _format(name).read(path, options)
    return _each_once(documents, path, options)


def _folder(path: Path, options: FormatOptions) -> Iterator[Document]:
    for file in files_in(path):
        try:
            name = options.format or format_of(file)
        except InputError as error:
            options.warn(f"{error}; the file is left out")
            continue
        yield from named_in_folder(_format(name).read(file, options), file, path)


def _each_once(documents: Iterable[Document], path: Path, options: FormatOptions) -> Iterator[Document]:
    """The documents, each under its own id: a second of the same id is refused, or kept apart."""
    seen: dict[str, int] = {}
    for document in documents:
        number = seen[document.id] = seen.get(document.id, 0) + 1
        if number == 1:
            yield document
        elif options.same_ids == "apart":
            yield replace(document, id=f"{document.id}#{number}")
        else:
            raise stands_twice(document.id, path)


def holds_entities(name: str) -> bool:
    """Whether a format keeps the entity of a mention; the others leave it out."""
    return _format(name).HOLDS_ENTITIES


def is_sparse(name: str) -> bool:
    """Whether a format has no place for a document without spans."""
    return name != FOLDER and bool(getattr(_format(name), "SPARSE", False))


def write(documents: Iterable[Document], path: Path, name: str, options: FormatOptions = DEFAULT) -> None:
    """Write documents in a format; the file stands under its name only once it is whole."""
    module = _format(name)
    if "write" not in _facts()[name].functions:
        raise InputError(f"{name} is read, not written", todo=f"name one of {', '.join(format_names(written=True))}")
    module.write(documents, path, options)
