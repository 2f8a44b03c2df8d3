"""What a corpus is, as one hash: its texts and its labels."""

from __future__ import annotations

import hashlib

import msgspec

from allonym.corpus.standoff import sha256
from allonym.corpus.values import Corpus, Document


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
