"""Documents as JSON Lines: {"id", "text", "spans": [{"start", "end", "label", "entity"?}]}; other keys are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

import msgspec

from allonym.corpus.check import check_bounds
from allonym.corpus.checked import each_key_once, fault
from allonym.corpus.files import read_utf8
from allonym.corpus.source import Source, reading
from allonym.corpus.values import NOTHING, Document, Mention
from allonym.errors import InputError

_DOCUMENT_KEYS = frozenset(("id", "text", "spans"))
_SPAN_KEYS = frozenset(("start", "end", "label", "entity"))
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


def read_documents(source: Source, *, distinct: bool = True, encoding: str = "utf-8") -> Iterator[Document]:
    """The documents of a JSON Lines file, one at a time; InputError with file and line for a faulty one.

    Spans come out sorted by their offsets. Each id stands once, which is seen to where `distinct`: it takes
    memory for every id, and millions of texts are read without.
    """
    seen: dict[str, int] = {}
    for where, number, line in _lines(source, encoding):
        document = decode_document(line, where)
        first = seen.setdefault(document.id, number) if distinct else number
        if first != number:
            raise InputError(
                f"document {document.id!r} stands already on line {first}",
                where=where,
                todo="give each document its own id, or keep them apart in their order: --same-ids apart",
            )
        yield document


def starts_with_spans(source: Source) -> bool:
    """Whether the first document of a JSON Lines file has "spans"; True where there is none."""
    for where, _, line in _lines(source):
        return "spans" in _record(line, where)
    return True


def _lines(source: Source, encoding: str = "utf-8") -> Iterator[tuple[str, int, bytes]]:
    """The place, number and bytes of each line that is not blank."""
    other = nullcontext(read_utf8(Path(source), encoding).split(b"\n")) if encoding != "utf-8" else None
    with other or reading(source) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{source}:{number}", number, line


def decode_document(line: bytes, where: str) -> Document:
    """One line of JSON as a Document; InputError says what is wrong at `where`."""
    return to_document(_record(line, where), where)


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = _decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object: {_fault(line, error)}", where=where, todo="one object a line") from None
    each_key_once(line.removeprefix(b"\xef\xbb\xbf"), where)
    return record


def _fault(line: bytes, error: Exception) -> str:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"), parse_constant=_no_json)
    except (ValueError, RecursionError):
        return fault(error)
    if not isinstance(value, dict):
        return f"an array of {len(value)}" if isinstance(value, list) else "a single value"
    # The standard library takes what Unicode text cannot hold; the fast decoder reports it as something else.
    return "a lone surrogate, half of a UTF-16 pair" if isinstance(error, msgspec.DecodeError) else fault(error)


def _no_json(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def to_document(record: Mapping[str, Any], where: str) -> Document:
    """A decoded JSON object as a Document, its offsets checked against its text."""
    identifier, text = record.get("id"), record.get("text")
    if not isinstance(identifier, str):
        what = 'no "id"' if identifier is None else f'"id" is {_shown(identifier)}, which is no string'
        raise InputError(what, where=where, todo='write "id": "..."')
    if text is not None and not isinstance(text, str):
        raise InputError('"text" is not a string', where=where)
    spans = record.get("spans", ())
    left_out = "" if "spans" in record else 'no "spans"'
    if not isinstance(spans, list | tuple):
        raise InputError('"spans" is not a list', where=where)
    mentions = tuple(sorted((_to_mention(span, where) for span in spans), key=lambda mention: mention.bounds))
    check_bounds(mentions, None if text is None else len(text), where)
    return Document(identifier, text, mentions, _others(record, _DOCUMENT_KEYS), left_out=left_out)


def _shown(value: Any) -> str:
    """The beginning of a JSON value."""
    try:
        shown = _encode(value).decode()
    except (OverflowError, RecursionError):
        return "a value too large"
    return shown if len(shown) <= 200 else f"{shown[:200]}..."


def _to_mention(span: Any, where: str) -> Mention:
    match span:
        case {"start": int() as start, "end": int() as end, "label": str() as label} if type(start) is type(end) is int:
            entity = span.get("entity")
            if entity is None or isinstance(entity, str):
                return Mention(start, end, label, entity, _others(span, _SPAN_KEYS))
    raise InputError(f"span {_shown(span)} is not {{start: int, end: int, label: str, entity?: str}}", where=where)


def _others(record: Mapping[str, Any], known: frozenset[str]) -> Mapping[str, Any]:
    return NOTHING if known >= record.keys() else {k: v for k, v in record.items() if k not in known}


def from_document(document: Document) -> dict[str, Any]:
    """The JSON object of a document: contract keys first, then the keys that its file had beyond them."""
    text = {} if document.text is None else {"text": document.text}
    return {"id": document.id, **text, "spans": [from_mention(m) for m in document.mentions], **document.extra}


def from_mention(mention: Mention) -> dict[str, Any]:
    entity = {} if mention.entity is None else {"entity": mention.entity}
    return {"start": mention.start, "end": mention.end, "label": mention.label, **entity, **mention.extra}


def write_documents(documents: Iterable[Document], file: TextIO) -> None:
    """Write documents as JSON Lines, UTF-8, in their order."""
    for document in documents:
        file.write(_encode(from_document(document)).decode() + "\n")
