"""JSON Lines documents, the project's own format: {"id", "text", "spans": [{"start", "end", "label"}]} a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from allonym.corpus.documents import read_documents, write_documents
from allonym.corpus.files import writing
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document

SUFFIXES = (".jsonl", ".ndjson")
HOLDS_ENTITIES = True


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    return read_documents(path)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    with writing(path) as file:
        write_documents(documents, file)
