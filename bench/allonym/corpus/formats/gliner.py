"""GLiNER's training rows: {"tokenized_text": [...], "ner": [[first, last, label], ...]}, the last token included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.formats.json_files import is_list, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import of_tokens
from allonym.corpus.values import Document

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = False


class _Row(msgspec.Struct):
    tokenized_text: list[str]
    ner: list[tuple[int, int, str]]
    id: str | int | None = None


def fits(record: Any) -> bool:
    return is_list(record, "tokenized_text")


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for number, (where, row) in enumerate(records(path, _Row, options.encoding), 1):
        yield of_tokens(row.id, number, row.tokenized_text, [(a, b + 1, label) for a, b, label in row.ner], where)
