"""Standoff: gold that stands beside its text, or without it.

A file gold/CORPUS/ID.json holds the citation, the text's SHA-256 and length, and the mentions with their surfaces;
the text is ID.txt beside it where the project wrote it, and the reader's own copy where it did not.
`paragraphs` and `words` describe the text for readers who lack it. A corpus has the same hash with and without texts.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import check_gold
from allonym.corpus.checked import from_json
from allonym.corpus.documents import to_document
from allonym.corpus.files import read_bytes
from allonym.corpus.paragraphs import count_words, paragraphs
from allonym.corpus.values import Corpus, Document
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


def text_sha256(document: Document) -> str:
    """SHA-256 of the document's text, from the text or from its standoff file; "" where neither is known."""
    return str(document.extra.get("sha256", "")) if document.text is None else sha256(document.text)


def realigned_share(corpus: Corpus) -> float | None:
    """The share of a corpus's mentions that were placed in copies of its texts; None where it has the texts.

    A copy lacks what could not be placed: a document of m mentions with share s had m / s.
    """
    shares = [float(document.extra.get("realigned", 1)) for document in corpus.documents]
    if not any("realigned" in document.extra for document in corpus.documents):
        return None
    placed = [len(document.mentions) for document in corpus.documents]
    return sum(placed) / sum(mentions / share for mentions, share in zip(placed, shares, strict=True))


def corpus_digest(corpus: Corpus) -> str:
    """SHA-256 of ids, texts and mentions (offsets, labels, entities): the same with and without the texts."""
    digest = hashlib.sha256()
    for document in sorted(corpus.documents, key=lambda document: document.id):
        mentions = [(m.start, m.end, m.label, m.entity) for m in document.mentions]
        digest.update(msgspec.json.encode((document.id, text_sha256(document), mentions)) + b"\n")
    return digest.hexdigest()
