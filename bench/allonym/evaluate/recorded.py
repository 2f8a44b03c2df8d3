"""Recorded predictions: what a model found in the articles, for readers who lack their text.

gold/articles/predictions/MODEL.jsonl holds, for each article, spans (offsets and mapped labels, no text) with the
hashes of what they were made from: the text, the model, and its label map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from allonym.corpus import articles
from allonym.corpus.documents import read_documents, write_documents
from allonym.corpus.files import writing
from allonym.corpus.standoff import text_sha256
from allonym.corpus.values import Document, Mention
from allonym.match.conventions import neutral

FOLDER = articles.FOLDER / "predictions"


def recorded_path(model: str) -> Path:
    return FOLDER / f"{model}.jsonl"


def read_recorded(model: str, gold: Iterable[Document]) -> dict[str, Document]:
    """The predictions recorded for a model, by document id, as far as they were made on these very texts."""
    path = recorded_path(model)
    return made_on(read_documents(path), gold) if path.is_file() else {}


def made_on(predicted: Iterable[Document], gold: Iterable[Document]) -> dict[str, Document]:
    """Those of the predictions that were made on the texts of `gold`, by document id."""
    texts = {document.id: text_sha256(document) for document in gold}
    return {d.id: d for d in predicted if texts.get(d.id) == d.extra.get("text_sha256")}


def without_text(predicted: Document, text: str) -> Document:
    """Predictions as they can be kept: no text, and each span whose neutral bounds differ carries them."""
    return Document(predicted.id, None, tuple(_with_neutral(m, text) for m in predicted.mentions), predicted.extra)


def _with_neutral(mention: Mention, text: str) -> Mention:
    bounds = neutral(mention.start, mention.end, text)
    return mention if bounds == mention.bounds else replace(mention, extra={"neutral": list(bounds)})


def record(model: str, predicted: Iterable[Document], hashes: Mapping[str, Any]) -> Path:
    """Write a model's predictions on the articles (they have no text any more); the file's path.

    `hashes` says what made them, beside the text: the model's and its label map's SHA-256.
    """
    path = recorded_path(model)
    with writing(path) as file:
        write_documents((replace(document, extra={**document.extra, **hashes}) for document in predicted), file)
    return path


def differing(fresh: Iterable[Document], recorded: Mapping[str, Document]) -> list[str]:
    """Ids of the documents whose recorded spans are not the fresh ones."""
    return [
        document.id
        for document in fresh
        if document.id in recorded
        and [_key(m) for m in document.mentions] != [_key(m) for m in recorded[document.id].mentions]
    ]


def _key(mention: Mention) -> tuple[int, int, str, Any]:
    return mention.start, mention.end, mention.label, mention.extra.get("neutral")
