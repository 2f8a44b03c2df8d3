"""One model over the corpora of a run: fresh where there is text, recorded where there is none."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from allonym.corpus.digest import text_sha256
from allonym.corpus.texts import Stream
from allonym.corpus.values import Corpus, Document
from allonym.evaluate.entry import FAILED, NOT_INSTALLED, OK, Entry
from allonym.evaluate.probing import Plan, run_probes
from allonym.evaluate.recorded import read_recorded, without_text
from allonym.measures.pairs import Pairs
from allonym.predict.cost import Cost
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.memo import NOTHING_KEPT, Finished, fingerprint
from allonym.predict.models import Model
from allonym.predict.predict import Predictor
from allonym.predict.progress import Advance, Progress, no_progress

Documents = dict[str, Document]


@dataclass(frozen=True, slots=True)
class _Answered:
    """A model's predictions by corpus and its pairs by probe, with what was warned of on the way from its answers."""

    fresh: dict[str, Documents]
    pairs: dict[str, Pairs]
    warnings: Counter[str]


def predict_entry(
    model: Model,
    corpora: Sequence[Corpus],
    texts: Sequence[Stream],
    predictor_of: Callable[..., Predictor],
    progress: Progress = no_progress,
    probing: Plan | None = None,
    finished: Finished = NOTHING_KEPT,
    asking: Callable[[], object] = lambda: None,
) -> Entry:
    """Run a model on every document that has text, and on the probes; never raises for what the model does.

    What it says about `texts`, which may be too many to hold, is left in the cache.
    `predictor_of` makes the model's Predictor, given `progress`. What is `finished` is not asked for again;
    `asking` is called before something is.
    """
    entry = Entry(
        model=model.id,
        recorded_as=model.recorded_as,
        status=OK,
        licence=model.licence_shown,
        label_map=model.labels,
    )
    try:
        count = sum(document.text is not None for corpus in corpora for document in corpus.documents)
        advance = progress(model.id, count + sum(map(len, texts)) + (probing.texts if probing else 0))
        with predictor_of(model, progress=advance) as predictor:
            made_from = [predictor.digest, model.labels, fingerprint(corpora), probing.made_from if probing else b""]
            answered = _answered(predictor, corpora, probing, finished, made_from, advance, asking)
            for documents in texts:
                deque(predictor.predict(document.text or "" for document in documents), maxlen=0)
            entry = replace(_measured(entry, predictor), probes=answered.pairs)
    except NotInstalled as error:
        return replace(entry, status=NOT_INSTALLED, reason=error.reason)
    except ModelFailed as error:
        return replace(entry, status=FAILED, reason="; ".join(filter(None, (error.reason, error.log_tail))))
    recorded = {corpus.name: _recorded(model.recorded_as, corpus) for corpus in corpora}
    entry = replace(entry, made_from=fingerprint(made_from, recorded).hex())
    return _complete(entry, corpora, answered.fresh, recorded)


def _answered(
    predictor: Predictor,
    corpora: Sequence[Corpus],
    probing: Plan | None,
    finished: Finished,
    made_from: Sequence[object],
    advance: Advance,
    asking: Callable[[], object],
) -> _Answered:
    asked = False

    def ask() -> _Answered:
        nonlocal asked
        asked, before = True, Counter(predictor.warnings)
        asking()
        fresh = {corpus.name: _fresh(predictor, corpus) for corpus in corpora}
        pairs = run_probes(predictor.predict, probing) if probing else {}
        return _Answered(fresh, pairs, predictor.warnings - before - predictor.worker_warnings)

    answered = finished.get(ask, "answers", *made_from, model=predictor.digest)
    if not asked:
        predictor.warnings.update(answered.warnings)
        advance(sum(map(len, answered.fresh.values())) + (probing.texts if probing else 0))
    return answered


def _measured(entry: Entry, predictor: Predictor) -> Entry:
    cost = predictor.cost or Cost()
    return replace(
        entry,
        version=predictor.version,
        digest=predictor.digest,
        size_mb=predictor.size_mb,
        words_per_cpu_second=cost.words_per_cpu_second,
        load_seconds=cost.load_seconds if cost.words else None,
        peak_rss_mb=cost.peak_rss_mb if cost.words else None,
        usage=cost.usage,
        price_of_thousand_words=cost.price_of_thousand_words(predictor.model.prices),
        warnings=tuple(f"{count} x {reason}" for reason, count in predictor.warnings.items()),
    )


def _complete(
    entry: Entry, corpora: Sequence[Corpus], fresh: dict[str, Documents], recorded: dict[str, Documents]
) -> Entry:
    """The entry with its predictions for each corpus of which it has them all; the others are warned of."""
    predictions = {corpus.name: fresh[corpus.name] | recorded[corpus.name] for corpus in corpora}
    whole = {c.name for c in corpora if c.documents and len(predictions[c.name]) == len(c.documents)}
    absent = [f"{c.name}: neither text nor recorded predictions" for c in corpora if c.name not in whole]
    return replace(
        entry,
        predictions={name: documents for name, documents in predictions.items() if name in whole},
        recorded={name: tuple(documents) for name, documents in recorded.items() if documents and name in whole},
        warnings=(*entry.warnings, *absent),
    )


def _fresh(predictor: Predictor, corpus: Corpus) -> Documents:
    """Predictions for the documents that have text, without it, each span with its neutral bounds."""
    texts = [(document.id, document.text) for document in corpus.documents if document.text is not None]
    spans = predictor.predict(text for _, text in texts)
    return {
        name: without_text(Document(name, None, tuple(mentions)), text)
        for (name, text), mentions in zip(texts, spans, strict=True)
    }


def _recorded(model: str, corpus: Corpus) -> Documents:
    return read_recorded(model, (document for document in corpus.documents if document.text is None))


def recording_hashes(entry: Entry) -> dict[str, str]:
    """What made an entry's predictions: the model's and the label map's SHA-256."""
    labels = hashlib.sha256(msgspec.json.encode(entry.label_map, order="sorted")).hexdigest()
    return {"model_sha256": entry.digest, "labels_sha256": labels}


def with_text_hash(document: Document, gold: Document) -> Document:
    """The predictions with the SHA-256 of the text that they were made on."""
    return replace(document, extra={"text_sha256": text_sha256(gold)})
