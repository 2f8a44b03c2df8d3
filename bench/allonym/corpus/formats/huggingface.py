"""Rows of Hugging Face data sets: {"tokens": [...], "ner_tags": [...]}, as JSON Lines, an array, or Parquet.

Tags are names, or numbers whose names a Parquet file says itself (ClassLabel), and `--tag-names` for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.checked import from_json, from_part
from allonym.corpus.formats.json_files import is_list_of, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import of_tokens, spans_of_tags
from allonym.corpus.parquet import is_parquet, parquet_columns, parquet_metadata, parquet_rows
from allonym.corpus.values import Document
from allonym.errors import InputError

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = False
TOKENS = ("tokens", "words")
TAGS = ("ner_tags", "tags", "labels", "ner")
_KEYS = ("id", *TOKENS, *TAGS)


class _Row(msgspec.Struct):
    """One sentence, its fields under the names that people give them."""

    id: str | int | None = None
    tokens: list[str] | None = None
    words: list[str] | None = None
    ner_tags: list[int | str] | None = None
    tags: list[int | str] | None = None
    labels: list[int | str] | None = None
    ner: list[int | str] | None = None


def fits(record: Any) -> bool:
    has_tokens = any(is_list_of(record, key, b'"') for key in TOKENS)
    return has_tokens and any(_is_tags(bytes(record[key])) for key in TAGS if key in record)


def _is_tags(array: bytes) -> bool:
    inner = array[1:].lstrip()
    return array.startswith(b"[") and (inner[:1] in b'"]' or inner[:1].isdigit())


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    rows, names = _rows(path, options)
    names = options.tag_names or names
    tokens = [_first(row, TOKENS, where) for where, row in rows]
    tags = [_named(_first(row, TAGS, where), names, where) for where, row in rows]
    for (where, _), one, two in zip(rows, tokens, tags, strict=True):
        if len(one) != len(two):
            raise InputError(f"{len(one)} tokens and {len(two)} tags", where=where)
    spans = spans_of_tags(tags, options, lambda unit, place: f"{rows[unit][0]}, token {place + 1}")
    for number, ((where, row), one, own) in enumerate(zip(rows, tokens, spans, strict=True), 1):
        yield of_tokens(row.id, number, one, own, where)


def _rows(path: Path, options: FormatOptions) -> tuple[list[tuple[str, _Row]], tuple[str, ...]]:
    """The rows with their places, and the names of their tags where the file says them."""
    if not is_parquet(path):
        return list(records(path, _Row, options.encoding)), ()
    known = [(where, {key: row[key] for key in _KEYS if key in row}) for where, row in parquet_rows(path)]
    rows = [(where, from_part(msgspec.json.encode(row), where, _Row)) for where, row in known]
    return rows, _class_labels(parquet_metadata(path), parquet_columns(path), str(path))


def _class_labels(metadata: bytes, columns: Sequence[str], where: str) -> tuple[str, ...]:
    """The names of the tags that are read, in the description of the data set that the library writes into Parquet."""
    if not metadata:
        return ()
    value: Any = from_json(metadata, where, dict[str, Any])
    read = next((key for key in TAGS if key in columns), "")
    for step in ("info", "features", read, "feature", "names"):
        value = value.get(step) if isinstance(value, dict) else None
    return tuple(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else ()


def _first(row: _Row, keys: Sequence[str], where: str) -> list[Any]:
    found: list[Any] | None = next((value for key in keys if (value := getattr(row, key)) is not None), None)
    if found is None:
        raise InputError(f"none of {', '.join(keys)}", where=where)
    return found


def _named(tags: Sequence[int | str], names: Sequence[str], where: str) -> list[str]:
    if all(isinstance(tag, str) for tag in tags):
        return [str(tag) for tag in tags]
    if any(isinstance(tag, str) for tag in tags):
        raise InputError("some tags are numbers, and some are not", where=where)
    if not names:
        raise InputError("tags are numbers", where=where, todo="say what they mean, from 0: --tag-names O,B-PER,I-PER")
    if wrong := [tag for tag in tags if not 0 <= int(tag) < len(names)]:
        raise InputError(f"tag {wrong[0]}, but {len(names)} names of tags", where=where)
    return [names[int(tag)] for tag in tags]
