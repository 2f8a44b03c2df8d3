"""What the formats with one file a document share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from allonym.corpus.values import Document
from allonym.errors import InputError


def document_files(path: Path, suffix: str) -> list[Path]:
    """The file, or the files of a folder and those in it with this ending; InputError if there is none."""
    if not path.is_dir():
        return [path]
    if not (files := [file for file in files_in(path) if file.suffix == suffix]):
        raise InputError(f"no {suffix} files", where=str(path))
    return files


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and of those in it that are not hidden, in the order in which people count: 2 before 10."""
    inside = [(file, file.relative_to(folder).parts) for file in folder.rglob("*") if file.is_file()]
    shown = [(file, parts) for file, parts in inside if not any(part.startswith(".") for part in parts)]
    return [file for file, parts in sorted(shown, key=lambda one: [_in_order(part) for part in one[1]])]


def _in_order(name: str) -> list[tuple[int, str, str]]:
    """A key that puts numbers in a name by their size."""
    pieces = re.split(r"([0-9]+)", name)
    return [
        (len(digits := piece.lstrip("0")), digits, piece) if n % 2 else (0, piece, "") for n, piece in enumerate(pieces)
    ]


def id_in(file: Path, folder: Path) -> str:
    """What the one document of a file is called: the file's path in the folder without its ending, or its name."""
    return file.relative_to(folder).with_suffix("").as_posix() if folder.is_dir() else file.stem


def named_in_folder(documents: Iterable[Document], file: Path, folder: Path) -> Iterator[Document]:
    """The documents of one of a folder's files; those without ids are called by the file, and by their number."""
    name = id_in(file, folder)
    pending = list(documents)
    for document in pending:
        if document.named:
            yield document
        else:
            yield replace(document, id=name if len(pending) == 1 else f"{name}{document.id}", named=True)


def files_for(documents: Sequence[Document], path: Path, suffix: str) -> list[Path]:
    """Where each document goes: into the folder `path`, or to `path` itself if that has the ending.

    InputError, before anything is written, where an id stands twice or is no file name, and for several in one file.
    """
    each_once([document.id for document in documents], path)
    return [_file_for(document, path, suffix, len(documents)) for document in documents]


def _file_for(document: Document, path: Path, suffix: str, number: int) -> Path:
    if path.suffix == suffix:
        if number > 1 or document.id != path.stem:
            raise InputError(
                f"one file holds one document, and its name is the id; this is {document.id!r} of {number}",
                where=str(path),
                todo="name a folder",
            )
        return path
    if not document.id or document.id.startswith(".") or any(sign in document.id for sign in "/\\\0\r\n"):
        raise InputError(f"the id {document.id!r} is no file name", where=str(path))
    return path / f"{document.id}{suffix}"


def each_once(ids: Sequence[str], where: Path) -> None:
    """InputError for an id that stands twice."""
    if len(set(ids)) < len(ids):
        raise stands_twice(next(one for one, number in Counter(ids).items() if number > 1), where)


def stands_twice(name: str, where: Path) -> InputError:
    """The error for two documents under one id."""
    todo = "give each its own id, or keep them apart in their order: --same-ids apart"
    return InputError(f"document {name!r} is there twice", where=str(where), todo=todo)


def text_of(document: Document, kind: str) -> str:
    """The text; InputError where there is none."""
    if document.text is None:
        raise InputError(f"{kind} needs the text", where=f"document {document.id!r}")
    return document.text
