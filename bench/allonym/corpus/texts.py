"""Texts without gold: a folder of .txt, or a file of documents that have no spans; read as a stream, each time anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from allonym.corpus.check import check_id
from allonym.corpus.documents import read_documents, starts_with_spans
from allonym.corpus.files import read_text
from allonym.corpus.formats import format_of
from allonym.corpus.parquet import parquet_columns, read_parquet
from allonym.corpus.source import Source, endings, is_plain, stem
from allonym.corpus.values import Document
from allonym.errors import InputError, check_name


class Stream(Sized, Iterable[Document], Protocol):
    """Documents that are read anew each time, and their number."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Documents under one name that nobody labelled. Iterating reads them; no more than a stretch is in memory.

    Raises InputError, when iterated over, for a document without text and for what its reader finds.
    """

    name: str
    source: str

    def __iter__(self) -> Iterator[Document]:
        for document in _read(self.source):
            check_id(document.id, self.source)
            if document.text is None:
                where = f"{self.source}, document {document.id!r}"
                raise InputError("neither text nor spans", where=where, todo='give it a "text"')
            yield document

    def __len__(self) -> int:
        """The number of documents; reads them."""
        return sum(1 for _ in self)


def find_texts(source: Source) -> Texts | None:
    """The source as texts without gold, or None where it has gold (the first document of a file decides)."""
    path, kind = Path(source), endings(source)[-1:]
    if path.is_dir():
        files = _txt_files(path)
        bare = bool(files) and not any(file.with_suffix(".ann").is_file() for file in files)
    elif kind == [".parquet"]:
        bare = "spans" not in parquet_columns(source)
    elif kind in ([".jsonl"], [".ndjson"]):
        other = is_plain(source) and path.exists() and format_of(path) != "jsonl"
        bare = not (other or starts_with_spans(source))
    else:
        return None
    name = path.resolve().name if path.is_dir() else stem(source)
    return Texts(check_name("corpus name", name, str(source)), str(source)) if bare else None


def _read(source: str) -> Iterator[Document]:
    folder = Path(source)
    if folder.is_dir():
        return (Document(str(file.relative_to(folder).with_suffix("")), read_text(file)) for file in _txt_files(folder))
    return read_parquet(source) if endings(source)[-1] == ".parquet" else read_documents(source, distinct=False)


def _txt_files(folder: Path) -> list[Path]:
    """The .txt files of a folder and of those in it, in the order of their paths."""
    return sorted(folder.rglob("*.txt"))
