"""Recorded results on a public corpus: where its names stand and what each model found, without a word of its text."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.checked import from_json
from allonym.corpus.documents import from_document, to_document
from allonym.corpus.files import read_bytes, writing_bytes
from allonym.corpus.public import public_corpus
from allonym.corpus.standoff import describe
from allonym.corpus.values import Corpus, Document
from allonym.errors import InputError
from allonym.evaluate.columns import Sides
from allonym.evaluate.recorded import without_text
from allonym.evaluate.score import ModelCounts, score
from allonym.match.label_sets import MAIN_LABELS
from allonym.runs.read import Run

FOLDER = paths.RECORDS / "corpora"
_ENDING = ".json.gz"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    corpus: str
    licence: str
    citation: str
    signature: str
    gold: list[dict[str, Any]]
    models: dict[str, list[dict[str, Any]]]
    reference: list[str]


@dataclass(frozen=True, slots=True)
class PublicResults:
    """A public corpus without its text, and each model's predictions on it by document.

    `reference` names the models that are lines to read the others by.
    """

    corpus: Corpus
    predictions: Mapping[str, Mapping[str, Document]]
    reference: frozenset[str]

    def counts(self, model: str, convention: str) -> ModelCounts:
        """What became of the spans of PER, LOC and ORG, a paragraph a unit."""
        scores = score(model, Sides.of(self.corpus, self.predictions[model]), [MAIN_LABELS])
        return next(one for one in scores if one.convention == convention)


def write_public(run: Run, corpus: Corpus, folder: Path = FOLDER) -> Path:
    """Write what a run found in a public corpus whose texts are at hand; the file's path."""
    about = public_corpus(corpus.name)
    found = {model: documents for model in run.measured if (documents := run.predictions(model, corpus.name))}
    content = _File(
        corpus=corpus.name,
        licence=about.licence,
        citation=about.citation,
        signature=run.signature,
        gold=[from_document(_standoff(document)) for document in corpus.documents],
        models={model: [from_document(of[d.id]) for d in corpus.documents] for model, of in found.items()},
        reference=[model for model in found if run.models[model].get("reference")],
    )
    path = folder / f"{corpus.name}{_ENDING}"
    with writing_bytes(path) as file:
        file.write(gzip.compress(msgspec.json.encode(content), mtime=0))
    return path


def _standoff(document: Document) -> Document:
    """Offsets, labels and neutral bounds, and the text's hash, length and paragraphs; nothing else of the file."""
    if document.text is None:
        raise InputError(f"document {document.id!r} has no text", todo="bring it: allonym corpus get")
    bare = tuple(replace(mention, entity=None, extra={}) for mention in document.mentions)
    return without_text(replace(document, mentions=bare, extra=describe(document.text)), document.text)


def read_public(folder: Path = FOLDER) -> list[PublicResults]:
    """What is recorded, by the corpus's name. Raises InputError for a file that is none of these."""
    return [_read(path) for path in sorted(folder.glob(f"*{_ENDING}"))]


def _read(path: Path) -> PublicResults:
    content = from_json(read_bytes(path), str(path), _File, "no results on a public corpus", "make it: make corpora")
    gold = _documents(content.gold, path)
    models = {model: {d.id: d for d in _documents(some, path)} for model, some in content.models.items()}
    return PublicResults(Corpus(content.corpus, tuple(gold)), models, frozenset(content.reference))


def _documents(records: Iterable[dict[str, Any]], path: Path) -> list[Document]:
    return [to_document(record, str(path)) for record in records]
