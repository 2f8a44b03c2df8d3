"""Standoff: gold that stands beside its text, or without it.

A file gold/CORPUS/ID.json holds the citation, the text's SHA-256 and length, and the mentions with their surfaces;
the text is ID.txt beside it where the project wrote it, and the reader's own copy where it did not.
`paragraphs` and `words` describe the text for readers who lack it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from allonym.corpus.check import check_gold
from allonym.corpus.checked import from_json
from allonym.corpus.documents import to_document
from allonym.corpus.files import read_bytes
from allonym.corpus.paragraphs import count_words, paragraphs
from allonym.corpus.values import Document
from allonym.errors import InputError


def sha256(content: str | bytes) -> str:
    """Hexadecimal SHA-256 of bytes, or of a text's UTF-8 bytes."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def read_standoff(path: Path) -> Document:
    """The document of a standoff file, without its text; each mention's surface is in its `extra`.

    Raises InputError, with the file, for broken JSON and for spans that cannot be gold.
    """
    where = str(path)
    record = from_json(read_bytes(path), where, dict[str, Any], "not a JSON object")
    document = to_document(record, where)
    length = record.get("length")
    if not isinstance(length, int) or not isinstance(record.get("sha256"), str):
        raise InputError('no "length" (an integer) or no "sha256" (a string)', where=where)
    check_gold(document, where)
    for mention in document.mentions:
        if mention.end > length or len(str(mention.extra.get("surface", ""))) != mention.end - mention.start:
            raise InputError(
                f"span {mention.start}-{mention.end} does not fit its surface or the length {length}",
                where=where,
                todo="run: allonym gold check",
            )
    return document


def attach(document: Document, text: str, where: str) -> Document:
    """The standoff's document with its text; InputError unless hash and every surface agree."""
    if sha256(text) != document.extra["sha256"]:
        raise InputError(
            f"this is not the text that {document.id} was labelled on: its SHA-256 differs",
            where=where,
            todo="run: allonym gold import FILE",
        )
    for mention in document.mentions:
        if mention.of(text) != mention.extra["surface"]:
            raise InputError(
                f"{mention.start}-{mention.end} is {mention.of(text)!r}, the gold says {mention.extra['surface']!r}",
                where=where,
                todo="run: allonym gold check",
            )
    return Document(document.id, text, document.mentions, document.extra)


def describe(text: str) -> dict[str, Any]:
    """What a standoff file records of a text: its hash, length, words and paragraphs."""
    return {
        "sha256": sha256(text),
        "length": len(text),
        "words": count_words(text),
        "paragraphs": [list(bounds) for bounds in paragraphs(text)],
    }
