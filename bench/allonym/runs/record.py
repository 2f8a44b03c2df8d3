"""Writing the recorded predictions of a run, and holding fresh ones to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from allonym.corpus import articles
from allonym.corpus.values import Corpus
from allonym.errors import InputError
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.predictions import recording_hashes, with_text_hash
from allonym.evaluate.recorded import differing, read_recorded, record
from allonym.evaluate.recorded_pairs import differing_pairs, read_recorded_pairs, record_pairs


def record_articles(run: Evaluation) -> Iterator[Path]:
    """Record every measured model's predictions on the articles; InputError unless all texts were at hand."""
    gold = _articles(run)
    if gold is None or any(document.text is None for document in gold.documents):
        raise InputError("only fresh predictions can be recorded", todo="name the texts: --articles DIR")
    for entry in run.measured:
        predicted = entry.predictions[gold.name]
        documents = (with_text_hash(predicted[document.id], document) for document in gold.documents)
        yield record(entry.recorded_as, documents, recording_hashes(entry))
        if entry.probes:
            yield record_pairs(entry.recorded_as, entry.probes)


def changed_since_recorded(run: Evaluation) -> Iterator[str]:
    """A line for each model whose fresh predictions on the articles are not the recorded ones; none for what nobody
    recorded."""
    gold = _articles(run)
    if gold is None:
        return
    with_text = [document for document in gold.documents if document.text is not None]
    whole = len(with_text) == len(gold.documents) and all("realigned" not in one.extra for one in with_text)
    for entry in run.measured:
        fresh = [entry.predictions[gold.name][document.id] for document in with_text]
        recorded = read_recorded(entry.recorded_as, with_text)
        if changed := differing(fresh, recorded):
            yield (
                f"{entry.model}: recorded predictions differ from fresh ones on {', '.join(changed)}; "
                "record them again: allonym bench --record --articles DIR"
            )
        if whole and recorded and (changed := differing_pairs(entry.probes, read_recorded_pairs(entry.recorded_as))):
            yield (
                f"{entry.model}: recorded pairs differ from fresh ones of {', '.join(changed)}; "
                "record them again: allonym bench --record --articles DIR"
            )


def _articles(run: Evaluation) -> Corpus | None:
    return next((corpus for corpus in run.task.corpora if corpus.name == articles.FOLDER.name), None)
