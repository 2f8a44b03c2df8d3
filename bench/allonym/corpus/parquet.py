"""Documents from Parquet: a column text, and id, spans and any others where there are; a row group at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from allonym.corpus.checked import fault
from allonym.corpus.documents import to_document
from allonym.corpus.source import Source, reading
from allonym.corpus.values import Document
from allonym.errors import InputError

_ROWS = 1024
"""Rows in memory at once, beside the row group that they lie in."""


def read_parquet(source: Source) -> Iterator[Document]:
    """The rows as documents; those without an id are called by their number, from 1, those without spans unlabelled."""
    if "text" not in (columns := parquet_columns(source)):
        shown = ", ".join(columns)
        raise InputError(f"no column text among {shown}", where=str(source), todo="name the texts' column text")
    for number, (where, row) in enumerate(parquet_rows(source), 1):
        if not isinstance(row.get("text"), str):
            raise InputError("no text in this row", where=where, todo="leave it out, or write an empty string")
        given = row.pop("id", None)
        listed = row.pop("spans", None)
        spans = {} if listed is None else {"spans": _spans(listed, where)}
        found = to_document({**row, "id": str(number if given is None else given), **spans}, where)
        yield replace(found, named=given is not None)


def _spans(spans: Any, where: str) -> list[dict[str, Any]]:
    """A row's spans without the keys that only other rows fill: columns of one file have one type."""
    if not isinstance(spans, list) or not all(isinstance(span, dict) for span in spans):
        raise InputError("spans are no list of {start, end, label}", where=where)
    return [{key: value for key, value in span.items() if value is not None} for span in spans]


def is_parquet(source: Source) -> bool:
    """Whether the file begins as Parquet does."""
    with reading(source) as file:
        return file.read(4) == b"PAR1"


def parquet_columns(source: Source) -> list[str]:
    with reading(source) as file:
        return list(_parquet(file, source).schema_arrow.names)


def parquet_metadata(source: Source) -> bytes:
    """What Hugging Face's library wrote about the data set: JSON, or nothing."""
    with reading(source) as file:
        found: bytes = (_parquet(file, source).schema_arrow.metadata or {}).get(b"huggingface", b"")
        return found


def parquet_rows(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows by their columns' names, each with its place; InputError for a file that pyarrow cannot read."""
    from pyarrow import ArrowException

    with reading(source) as file:
        table = _parquet(file, source)
        try:
            number = 0
            for batch in table.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{source}, row {number}", row
        except (ArrowException, UnicodeDecodeError) as error:
            raise InputError(f"broken Parquet: {fault(error)}", where=str(source)) from None


def _parquet(file: Any, source: Source) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError("Parquet needs pyarrow", where=str(source), todo="run `make scale`") from None
    try:
        return ParquetFile(file)
    except (ArrowException, OSError) as error:
        raise InputError(f"not Parquet: {fault(error)}", where=str(source)) from None
