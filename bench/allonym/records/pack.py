"""A run's answers as a record: from the run's folder, the texts, and the cache that still has the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from allonym.corpus.articles import FOLDER
from allonym.corpus.documents import from_document
from allonym.corpus.values import Corpus
from allonym.errors import InputError, unknown
from allonym.evaluate.entry import OK
from allonym.evaluate.plan import NONE, Plan, plan
from allonym.evaluate.predictions import with_text_hash
from allonym.names.registry import Registry
from allonym.predict.answers import Span
from allonym.predict.cache import Cache, cache_file, text_key
from allonym.predict.cost import Cost, read_cost
from allonym.predict.given import key_of
from allonym.predict.memo import fingerprint
from allonym.predict.record import SCHEMA, Made, Packed, Record, digest, packed
from allonym.probes.discover import probes
from allonym.records.texts import Text, texts_to_answer
from allonym.runs.read import Run


def pack(run: Run, model: str, corpora: Sequence[Corpus], own: Registry | None = None) -> Record:
    """The record of a model's answers in a run on these corpora. InputError where they are not at hand.

    `own` are the user's entities that the run was made with (bench --registry).
    """
    if model not in run.models:
        raise unknown("model of the run", model, run.models)
    known = run.about.get("models", {}).get(model, {})
    if known.get("status") != OK or not known.get("labels"):
        raise InputError(f"run {run.id} has no answers of {model}", todo="make them: allonym bench --model ...")
    texts = list(texts_to_answer(corpora, _plan(run, corpora, own)))
    spans, cost = _answers(known["digest"], texts, model)
    labels = sorted({span.label for some in spans.values() for span in some})
    ours, articles = _parted(texts, spans, labels)
    return Record(
        schema=SCHEMA,
        model={"id": model, **known["described"], "labels": known["labels"], "digest": known["digest"]},
        made=Made(run.about["started"], run.about["versions"]["allonym"], run.about["machine"]),
        cost=cost,
        labels=labels,
        texts=ours,
        articles=articles,
        documents=list(_documents(run, model, corpora)),
        sha256=digest(labels, ours, articles),
    )


def _plan(run: Run, corpora: Sequence[Corpus], own: Registry | None) -> Plan:
    """The probes of the run. InputError where its names are not those of `own`."""
    if run.about.get("registry", "") != (fingerprint(own.entities).hex() if own else ""):
        raise InputError(f"run {run.id} was made with other names", todo="give the file of its --registry, unchanged")
    asked = tuple(sorted({row.probe for row in run.rows} & probes().keys()))
    return plan(corpora, asked or (NONE,), own, full=bool(run.about.get("full")))


def _answers(model: str, texts: Sequence[Text], name: str) -> tuple[dict[str, list[Span]], Cost]:
    """The spans of each text by its SHA-256, and what they cost."""
    with closing(Cache(cache_file())) as kept:
        spans = kept.answers(model, [text_key(text.text) for text in texts])
        cost = read_cost(kept.cost(model) or b"")
    if missing := sum(text_key(text.text) not in spans for text in texts):
        what = f"{missing:,} of {len(texts):,} answers of {name} are not kept"
        raise InputError(what, where=str(cache_file()), todo="make the run again, with all probes: allonym bench")
    return {text.sha256: spans[text_key(text.text)] for text in texts}, cost


def _parted(texts: Sequence[Text], spans: Mapping[str, list[Span]], labels: Sequence[str]) -> tuple[Packed, Packed]:
    """The answers to the project's texts, and those to the articles and their paragraphs."""
    number = {label: n for n, label in enumerate(labels)}
    ours: Packed = {}
    theirs: Packed = {}
    for text in texts:
        part = theirs if text.id.startswith(f"{FOLDER.name}/") else ours
        part[key_of(text.text).hex()] = packed(len(text.text), spans[text.sha256], number)
    return ours, theirs


def _documents(run: Run, model: str, corpora: Sequence[Corpus]) -> Iterator[dict[str, Any]]:
    """The model's spans in the articles whose texts the run had, for readers who lack these."""
    gold = [document for corpus in corpora if corpus.name == FOLDER.name for document in corpus.documents]
    predicted = run.predictions(model, FOLDER.name) or {}
    for document in gold:
        if document.text is not None and document.id in predicted:
            yield from_document(with_text_hash(predicted[document.id], document))
