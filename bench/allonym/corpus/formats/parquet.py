"""Parquet: documents with a column text and spans, or rows of tokens and tags as Hugging Face writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from allonym.corpus.formats import huggingface
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.parquet import parquet_columns, read_parquet
from allonym.corpus.values import Document

SUFFIXES = (".parquet",)
HOLDS_ENTITIES = True
MARK = b"PAR1"


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    if set(parquet_columns(path)) & set(huggingface.TOKENS):
        return huggingface.read(path, options)
    return read_parquet(path)
