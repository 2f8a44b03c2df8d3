"""Standoff: gold that stands beside its text, or without it.

A file gold/CORPUS/ID.json holds the citation, the text's SHA-256 and length, and the mentions with their surfaces;
the text is ID.txt beside it where the project wrote it, and the reader's own copy where it did not.
`paragraphs` and `words` describe the text for readers who lack it.
"""

from __future__ import annotations

import hashlib
import json
from itertools import repeat
from pathlib import Path
from typing import Any

from allonym.corpus.check import check_gold
from allonym.corpus.checked import from_json
from allonym.corpus.documents import to_document
from allonym.corpus.files import read_bytes, writing
from allonym.corpus.neighbours import neighbours
from allonym.corpus.paragraphs import count_words, paragraphs
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


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


def write_standoff(document: Document, path: Path, *, for_strangers: bool = False) -> None:
    """Write the standoff file of a document that has its text: one span a line, so that a diff can be read.

    `for_strangers`: the text is not shipped, so each span gets the hashes by which `realign` finds it in other copies.
    """
    if document.text is None:
        raise InputError("a standoff file is made from a text", where=document.id)
    head = {"title": None, "publisher": None, "date": None, **document.extra, **describe(document.text)}
    lines = [f" {_dump(key)}: {_dump(value)}" for key, value in {"id": document.id, **head}.items()]
    hashes = neighbours(document.mentions, document.text) if for_strangers else repeat({})
    records = (_span(mention, document.text) | more for mention, more in zip(document.mentions, hashes, strict=False))
    spans = ",\n".join(f"  {_dump(record)}" for record in records)
    with writing(path) as file:
        file.write("{\n" + ",\n".join(lines) + ',\n "spans": [\n' + spans + "\n ]\n}\n")


def _span(mention: Mention, text: str) -> dict[str, Any]:
    known = {"start": mention.start, "end": mention.end, "label": mention.label}
    return known | {"entity": mention.entity} | dict(mention.extra) | {"surface": mention.of(text)}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
