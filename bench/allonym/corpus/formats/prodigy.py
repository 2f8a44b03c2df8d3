"""Prodigy's db-out: {"text", "spans": [{"start", "end", "label"}], "answer", "_input_hash"} a line.

A task that was rejected or ignored is left out. Documents are called by their input's hash; rows without one, which
other tools write too, are numbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import check_surface, numbered
from allonym.corpus.formats.json_files import is_list, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document, Mention

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = False
_MARKS = {"answer", "_input_hash", "_task_hash"}
_LEFT_OUT = {"reject": "rejected", "ignore": "ignored"}


class _Span(msgspec.Struct):
    start: int
    end: int
    label: str
    text: str | None = None


class _Row(msgspec.Struct):
    text: str
    spans: list[_Span] = []
    answer: str = "accept"
    hash: int | None = msgspec.field(name="_input_hash", default=None)
    annotator: str | None = msgspec.field(name="_annotator_id", default=None)
    session: str | None = msgspec.field(name="_session_id", default=None)


def fits(record: Any) -> bool:
    if not isinstance(record, Mapping) or "text" not in record:
        return False
    return bool(record.keys() & _MARKS) or (is_list(record, "spans") and "id" not in record)


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for number, (where, row) in enumerate(records(path, _Row, options.encoding), 1):
        if options.annotator not in (None, row.annotator, row.session):
            continue
        left_out = _LEFT_OUT.get(row.answer, "")
        mentions = (_mention(span, row.text, where) for span in row.spans if not left_out)
        yield numbered(row.hash, number, row.text, mentions, where, left_out=left_out)


def _mention(span: _Span, text: str, where: str) -> Mention:
    check_surface(text, span.start, span.end, span.text, where)
    return Mention(span.start, span.end, span.label)
