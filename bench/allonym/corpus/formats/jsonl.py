"""JSON Lines documents, the project's own format: {"id", "text", "spans": [{"start", "end", "label"}]} a line.

An array of them is read too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from allonym.corpus.documents import read_documents, to_document, write_documents
from allonym.corpus.files import writing
from allonym.corpus.formats.json_files import records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.source import reading
from allonym.corpus.values import Document

SUFFIXES = (".jsonl", ".ndjson")
HOLDS_ENTITIES = True


def fits(record: Any) -> bool:
    return isinstance(record, Mapping) and ("spans" in record or {"id", "text"} <= record.keys())


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    with reading(path) as file:
        array = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    if array:
        return (to_document(record, where) for where, record in records(path, dict[str, Any], options.encoding))
    return read_documents(path, distinct=options.same_ids != "apart", encoding=options.encoding)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    with writing(path) as file:
        write_documents(documents, file)
