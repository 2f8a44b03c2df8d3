"""Documents from Parquet: a column text, and id, spans and any others where there are; a row group at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allonym.corpus.documents import to_document
from allonym.corpus.source import Source, reading
from allonym.corpus.values import Document
from allonym.errors import InputError

_ROWS = 1024
"""Rows in memory at once, beside the row group that they lie in."""


def read_parquet(source: Source) -> Iterator[Document]:
    """The rows as documents; those without an id are called by their number, from 1."""
    for number, row in enumerate(_rows(source), 1):
        where = f"{source}, row {number}"
        if not isinstance(row.get("text"), str):
            raise InputError("no text in this row", where=where, todo="leave it out, or write an empty string")
        yield to_document({**row, "id": str(row.get("id") or number), "spans": _spans(row)}, where)


def has_spans(source: Source) -> bool:
    """Whether the file has a column spans: without it, it is texts and no gold."""
    with reading(source) as file:
        return "spans" in _parquet(file, source).schema_arrow.names


def _spans(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The row's spans without the keys that only other rows fill: columns of one file have one type."""
    return [{key: value for key, value in span.items() if value is not None} for span in row.get("spans") or ()]


def _rows(source: Source) -> Iterator[dict[str, Any]]:
    with reading(source) as file:
        table = _parquet(file, source)
        if "text" not in table.schema_arrow.names:
            columns = ", ".join(table.schema_arrow.names)
            raise InputError(f"no column text among {columns}", where=str(source), todo="name the texts' column text")
        for batch in table.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()


def _parquet(file: Any, source: Source) -> Any:
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError("Parquet needs pyarrow", where=str(source), todo="run `make scale`") from None
    try:
        return ParquetFile(file)
    except ArrowInvalid as error:
        raise InputError(f"not Parquet: {error}", where=str(source)) from None
