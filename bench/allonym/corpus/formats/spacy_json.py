"""spaCy's JSON: `doc.to_json()` ({"text", "ents"}), training JSON of version 2 ({"id", "paragraphs"}), and training
data as code has it, [text, {"entities": [[start, end, label], ...]}].

Tags of training JSON are BILUO. Tokens without annotation ("-") are counted and count as outside; span groups beside
`ents` are told, without them an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import numbered
from allonym.corpus.checked import from_part
from allonym.corpus.formats.json_files import is_list, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import found_in, joined, mentions_of, spans_of_tags
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = True
_MISSING = "-"
Raw = msgspec.Raw


class _Ent(msgspec.Struct):
    start: int
    end: int
    label: str
    kb_id: str = ""


class _Doc(msgspec.Struct):
    text: str
    ents: list[_Ent] | None = None
    spans: dict[str, list[Raw]] = {}


class _Token(msgspec.Struct):
    orth: str
    ner: str = _MISSING


class _Sentence(msgspec.Struct):
    tokens: list[_Token]


class _Paragraph(msgspec.Struct):
    raw: str | None = None
    sentences: list[_Sentence] = []


class _Training(msgspec.Struct):
    paragraphs: list[_Paragraph]
    id: int | str | None = None


class _Entities(msgspec.Struct):
    entities: list[tuple[int, int, str]]


def fits(record: Any) -> bool:
    if isinstance(record, list):
        return len(record) == 2 and isinstance(record[0], str) and isinstance(record[1], Mapping)
    # Only here are spans groups by name.
    return is_list(record, "ents", "paragraphs") or bytes(record.get("spans", b"")).startswith(b"{")


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for number, (where, raw) in enumerate(records(path, Raw, options.encoding), 1):
        data = bytes(raw)
        if data.startswith(b"["):
            text, part = from_part(data, where, tuple[str, _Entities])
            yield numbered(None, number, text, (Mention(*span) for span in part.entities), where)
        elif "paragraphs" in from_part(data, where, dict[str, Raw]):
            yield from _paragraphs(from_part(data, where, _Training), number, options, where)
        else:
            yield _doc(from_part(data, where, _Doc), number, options, where)


def _doc(doc: _Doc, number: int, options: FormatOptions, where: str) -> Document:
    groups = [name for name, spans in doc.spans.items() if spans]
    if groups and not doc.ents:
        raise InputError(f"no ents, but span groups: {', '.join(groups)}", where=where, todo="save them as doc.ents")
    if groups:
        options.warn(f"{where}: the span groups {', '.join(groups)} are not read, its ents are")
    mentions = (Mention(one.start, one.end, one.label, one.kb_id or None) for one in doc.ents or ())
    return numbered(None, number, doc.text, mentions, where, left_out="no ents" if doc.ents is None else "")


def _paragraphs(training: _Training, number: int, options: FormatOptions, where: str) -> Iterator[Document]:
    one = len(training.paragraphs) == 1
    for place, paragraph in enumerate(training.paragraphs, 1):
        tokens = [token for sentence in paragraph.sentences for token in sentence.tokens]
        words = [token.orth for token in tokens]
        if paragraph.raw is None:
            text, bounds = joined(words)
        else:
            text, bounds = paragraph.raw, found_in(paragraph.raw, words, lambda _: where)
        missing = sum(token.ner == _MISSING for token in tokens)
        left_out = "not annotated" if tokens and missing == len(tokens) else ""
        if missing and not left_out:
            options.warn(f"{where}: {missing} tokens are marked as not annotated; none is in an entity")
        tags = ["O" if token.ner == _MISSING else token.ner for token in tokens]
        how = replace(options, scheme="BILOU")
        (spans,) = spans_of_tags([tags], how, lambda _, token: f"{where}, token {token + 1}")
        named = training.id is not None
        name = f"{training.id}" if named else f"#{number}"
        mentions = mentions_of(spans, bounds, lambda _: where)
        yield Document(name if one else f"{name}.{place}", text, mentions, named=named, left_out=left_out)
