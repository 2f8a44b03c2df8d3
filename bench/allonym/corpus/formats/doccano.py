"""doccano's sequence labelling export: {"id", "text", "label": [[start, end, label], ...]} a line.

Read too: the key `labels`, and `entities`, which are such lists in the export of slots and intents, and objects of
{"label", "start_offset", "end_offset"} in that of relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import numbered
from allonym.corpus.files import writing
from allonym.corpus.formats.folders import text_of
from allonym.corpus.formats.json_files import is_list_of, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".doccano",)
HOLDS_ENTITIES = False
_KEYS = ("label", "labels", "entities")
_OTHERS = {"annotation_id", "annotator", "lead_time"}
"""Keys of Label Studio's JSON-MIN, whose labels stand under the same name."""


class _Span(msgspec.Struct):
    label: str
    start_offset: int
    end_offset: int


class _Record(msgspec.Struct):
    text: str | None = None
    data: str | None = None
    id: int | str | None = None
    label: list[tuple[int, int, str]] | None = None
    labels: list[tuple[int, int, str]] | None = None
    entities: list[_Span | tuple[int, int, str]] | None = None


def fits(record: Any) -> bool:
    if not isinstance(record, Mapping) or not record.keys() & {"text", "data"} or "spans" in record:
        return False
    if record.keys() & _OTHERS:
        return False
    for key in ("entities", "annotations"):
        listed = bytes(record.get(key, b""))
        if listed.startswith(b"[") and (b'"start_offset"' in listed or (key == "entities" and "relations" in record)):
            return True
    return any(is_list_of(record, key, b"[") for key in _KEYS)


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for number, (where, record) in enumerate(records(path, _Record, options.encoding), 1):
        text = record.data if record.text is None else record.text
        if text is None:
            raise InputError('no "text"', where=where)
        yield numbered(record.id, number, text, (Mention(*span) for span in _spans(record, where)), where)


def _spans(record: _Record, where: str) -> list[tuple[int, int, str]]:
    """The spans under the one key that has some."""
    there = [spans for spans in (record.label, record.labels, record.entities) if spans is not None]
    if not there:
        todo = "export the text of the labels, and the sequence labels"
        raise InputError(f"none of {', '.join(_KEYS)}", where=where, todo=todo)
    if len(filled := [spans for spans in there if spans]) > 1:
        raise InputError(f"spans under several of {', '.join(_KEYS)}", where=where, todo="leave one of them")
    return [
        (one.start_offset, one.end_offset, one.label) if isinstance(one, _Span) else one for one in (filled or [[]])[0]
    ]


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    with writing(path) as file:
        for document in documents:
            label = [[m.start, m.end, m.label] for m in document.mentions]
            record = {"id": document.id, "text": text_of(document, "doccano"), "label": label}
            file.write(msgspec.json.encode(record).decode() + "\n")
