"""Documents in, documents with mended spans out, some at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.documents import decode_document, from_document
from allonym.corpus.files import read_text
from allonym.corpus.source import reading
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.mending.values import Ask, MendedSpan

_TOGETHER = 64
"""Documents that the model is given at once."""


def mended_lines(source: str, ask: Ask, *, explain: bool = False) -> Iterator[str]:
    """Each document of the source as a line of JSON with its mended spans, in order.

    `explain` adds remedy and why, and what of the model's is gone for it. A source whose first line is an object is
    JSON Lines; any other is one text. "-" is standard input. InputError with the line for a document that is none.
    """
    documents = _documents(source)
    while some := list(islice(documents, _TOGETHER)):
        answers = ask([document.text or "" for document in some])
        for document, spans in zip(some, answers, strict=True):
            mentions = tuple(_mention(span, explain) for span in spans)
            found = Document(document.id, document.text, mentions, document.extra)
            yield msgspec.json.encode(from_document(found)).decode() + "\n"


def _mention(span: MendedSpan, explain: bool) -> Mention:
    extra: dict[str, Any] = {}
    if explain and span.remedy:
        gone = [{"start": start, "end": end, "label": label} for start, end, label in span.instead]
        extra = {"remedy": span.remedy, "why": span.why} | ({"instead_of": gone} if gone else {})
    return Mention(span.start, span.end, span.label, extra=extra)


def _documents(source: str) -> Iterator[Document]:
    if source == "-":
        yield from _of_lines(iter(sys.stdin.buffer), "standard input")
    else:
        with reading(source) as lines:
            yield from _of_lines(iter(lines), source)


def _of_lines(lines: Iterator[bytes], where: str) -> Iterator[Document]:
    first = next((line for line in lines if line.strip()), b"")
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield Document("1", _text(b"".join([first, *lines]), where))
        return
    for number, line in enumerate(chain([first], lines), 1):
        if line.strip():
            yield _with_text(decode_document(line, f"{where}:{number}"), f"{where}:{number}")


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", where=where) from None


def _with_text(document: Document, where: str) -> Document:
    if document.text is None:
        raise InputError("no text", where=where, todo='give it a "text"')
    return document


def listed_names(path: Path | None) -> tuple[str, ...]:
    """The names of a file, one a line; none without a file. InputError where it has none."""
    if path is None:
        return ()
    names = tuple(filter(None, (line.strip() for line in read_text(path).splitlines())))
    if not names:
        raise InputError("no names", where=str(path), todo="write one a line")
    return names
