"""What the formats with one file a document share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allonym.corpus.values import Document
from allonym.errors import InputError


def document_files(path: Path, suffix: str) -> list[Path]:
    """The file, or the files of a folder with this ending, in order of name; InputError if there is none."""
    if not path.is_dir():
        return [path]
    if not (files := sorted(path.glob(f"*{suffix}"))):
        raise InputError(f"no {suffix} files", where=str(path))
    return files


def file_for(document: Document, path: Path, suffix: str, number: int) -> Path:
    """Where a document goes: into the folder `path`, or to `path` itself if that has the ending.

    `number` is how many documents there are. InputError for an id that is no file name, and for several in one file.
    """
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


def once(documents: Sequence[Document], where: Path) -> None:
    """InputError where an id stands twice, before anything is written."""
    ids = [document.id for document in documents]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise InputError(f"document {twice!r} is there twice", where=str(where), todo="give each its own id")


def text_of(document: Document, kind: str) -> str:
    """The text; InputError where there is none."""
    if document.text is None:
        raise InputError(f"{kind} needs the text", where=f"document {document.id!r}")
    return document.text
