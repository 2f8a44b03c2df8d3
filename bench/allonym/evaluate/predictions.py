"""One model over the corpora of a run: fresh where there is text, recorded where there is none."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from allonym.corpus.documents import to_document
from allonym.corpus.standoff import text_sha256
from allonym.corpus.texts import Stream
from allonym.corpus.values import Corpus, Document
from allonym.evaluate.entry import FAILED, NOT_INSTALLED, OK, Entry
from allonym.evaluate.gaps import NOT_ASKED, unanswered, within
from allonym.evaluate.plan import Plan, texts_of
from allonym.evaluate.probing import run_probes
from allonym.evaluate.recorded import made_on, read_recorded, without_text
from allonym.evaluate.recorded_pairs import lacks_articles, read_recorded_pairs
from allonym.measures.pairs import Pairs
from allonym.predict.cost import Cost
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind, fingerprint
from allonym.predict.models import Model
from allonym.predict.predict import Predictor
from allonym.predict.progress import Progress, no_progress
from allonym.predict.record import Record
from allonym.predict.weights import fetched_revision

Documents = dict[str, Document]


@dataclass(frozen=True, slots=True)
class Answers:
    """A model's predictions by corpus and its pairs by probe, with what was warned of on the way from its answers."""

    fresh: dict[str, Documents] = field(default_factory=dict)
    pairs: dict[str, Pairs] = field(default_factory=dict)
    warnings: Mapping[str, int] = field(default_factory=dict)
    unanswered: int = 0
    """Probed paragraphs that lack an answer."""


ANSWERS: ResultKind[Answers] = ResultKind(
    "answers",
    Answers,
    ("labels", "printable", "corpus", "names", "probes", "predict", "match", "measures", "mending", "evaluate"),
)


def predict_entry(
    model: Model,
    corpora: Sequence[Corpus],
    texts: Sequence[Stream],
    predictor_of: Callable[..., Predictor],
    progress: Progress = no_progress,
    probing: Plan | None = None,
    finished: Finished = NOTHING_KEPT,
    asking: Callable[[Predictor, Questions], object] = lambda *_: None,
) -> Entry:
    """Run a model on every document that has text, and on the probes; never raises for what the model does.

    What it says about `texts`, which may be too many to hold, is left in the cache.
    `predictor_of` makes the model's Predictor, given `progress`. What is `finished` is not asked for again;
    `asking` is called with what will be, before something is.
    """
    entry = Entry(
        model=model.id,
        recorded_as=model.recorded_as,
        status=OK,
        reference=model.reference,
        licence=model.licence_shown,
        label_map=model.labels,
        described=model.described | ({"revision": revision} if (revision := fetched_revision(model)) else {}),
    )
    questions = Questions(tuple(corpora), probing)
    advance = progress(model.id, questions.count + sum(map(len, texts)))
    try:
        with predictor_of(model, progress=advance) as predictor:
            made_from = [predictor.digest, model.labels, questions.made_from]
            answers = _finished_answers(predictor, ANSWERS.key(*made_from), finished)
            if answers is None:
                asking(predictor, questions)
                answerable, left_out = questions.answered_by(predictor)
                advance(questions.count - answerable.count)
                answers = answerable.ask(predictor, left_out)
                finished.keep(ANSWERS.key(*made_from), answers, predictor.digest)
            else:
                advance(questions.count, known=True)
            for documents in texts:
                deque(predictor.predict(document.text or "" for document in documents), maxlen=0)
            entry = replace(_measured(entry, predictor), probes=answers.pairs, unanswered=answers.unanswered)
    except NotInstalled as error:
        return replace(entry, status=NOT_INSTALLED, reason=error.reason)
    except ModelFailed as error:
        return replace(entry, status=FAILED, reason=error.reason, log=error.log_tail)
    recorded = {corpus.name: _recorded(model.recorded_as, corpus, predictor.record) for corpus in corpora}
    pairs = _recorded_pairs(model.recorded_as, questions)
    entry = replace(entry, recorded_probes=pairs, made_from=fingerprint(made_from, recorded, pairs).hex())
    return _complete(entry, corpora, answers.fresh, recorded)


def _recorded_pairs(model: str, questions: Questions) -> dict[str, Pairs]:
    """What was recorded of the planned probes in the articles, where no text of theirs is at hand."""
    if questions.probing is None or not lacks_articles(questions.corpora):
        return {}
    return {probe: some for probe, some in read_recorded_pairs(model).items() if probe in questions.probing.probes}


@dataclass(frozen=True, slots=True)
class Questions:
    """What each model is asked: the documents that have text, and the probes."""

    corpora: tuple[Corpus, ...]
    probing: Plan | None

    @property
    def count(self) -> int:
        """How many texts that makes."""
        documents = sum(document.text is not None for corpus in self.corpora for document in corpus.documents)
        return documents + (self.probing.texts if self.probing else 0)

    def texts(self) -> Iterator[str]:
        """All of them, some often."""
        for corpus in self.corpora:
            yield from (document.text for document in corpus.documents if document.text is not None)
        if self.probing:
            yield from texts_of(self.probing.stream(), deque(maxlen=0))

    @property
    def made_from(self) -> bytes:
        """The fingerprint of what makes the same questions."""
        return fingerprint(self.corpora, self.probing.made_from if self.probing else b"")

    def answered_by(self, predictor: Predictor) -> tuple[Questions, Counter[str]]:
        """Those that a model can answer, and how many texts that leaves out, by reason; most models can answer any."""
        if predictor.answered is None:
            return self, Counter()
        (corpora, probing), left_out = within(self.corpora, self.probing, predictor.answered)
        if predictor.record:  # which may hold the articles, and more corpora than this run has
            del left_out[NOT_ASKED]
        return Questions(corpora, probing), left_out

    def ask(self, predictor: Predictor, left_out: Counter[str]) -> Answers:
        """What a model says to them, and to what was left out before; raises ModelFailed."""
        before = Counter(predictor.warnings)
        predictor.warnings.update(left_out)
        fresh = {corpus.name: _fresh(predictor, corpus) for corpus in self.corpora}
        pairs = run_probes(predictor.predict, self.probing) if self.probing else {}
        warnings = predictor.warnings - before - predictor.worker_warnings
        return Answers(fresh, pairs, warnings, unanswered(left_out))


def _finished_answers(predictor: Predictor, key: bytes, finished: Finished) -> Answers | None:
    """Answers from before, their warnings among the predictor's."""
    answers = finished.find(ANSWERS, key)
    if answers:
        predictor.warnings.update(answers.warnings)
    return answers


def _measured(entry: Entry, predictor: Predictor) -> Entry:
    cost = predictor.cost or Cost()
    return replace(
        entry,
        version=predictor.version,
        digest=predictor.digest,
        made=msgspec.to_builtins(predictor.record.made) if predictor.record else {},
        costs={
            "size_mb": predictor.model.size_mb if predictor.answered else predictor.size_mb,
            "words_per_cpu_second": cost.words_per_cpu_second,
            "load_seconds": cost.load_seconds or None,
            "peak_rss_mb": cost.peak_rss_mb or None,
            "price_of_thousand_words": cost.price_of_thousand_words(predictor.model.prices),
        },
        usage=cost.usage,
        warnings=tuple(f"{count} x {reason}" for reason, count in predictor.warnings.items()),
    )


def _complete(
    entry: Entry, corpora: Sequence[Corpus], fresh: dict[str, Documents], recorded: dict[str, Documents]
) -> Entry:
    """The entry with its predictions for each corpus of which it has them all; the others are warned of."""
    predictions = {corpus.name: fresh[corpus.name] | recorded[corpus.name] for corpus in corpora}
    whole = {c.name for c in corpora if c.documents and len(predictions[c.name]) == len(c.documents)}
    absent = [
        f"{corpus.name}: neither text nor recorded predictions"
        for corpus in corpora
        if corpus.name not in whole and any(document.text is None for document in corpus.documents)
    ]
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


def _recorded(model: str, corpus: Corpus, record: Record | None) -> Documents:
    """What was recorded of the documents without text, in the model's record or beside the gold."""
    lacking = [document for document in corpus.documents if document.text is None]
    if record:
        documents = (to_document(one, f"records/{model}") for one in record.documents)
        return made_on(documents, lacking)
    return read_recorded(model, lacking)


def recording_hashes(entry: Entry) -> dict[str, str]:
    """What made an entry's predictions: the model's and the label map's SHA-256."""
    labels = hashlib.sha256(msgspec.json.encode(entry.label_map, order="sorted")).hexdigest()
    return {"model_sha256": entry.digest, "labels_sha256": labels}


def with_text_hash(document: Document, gold: Document) -> Document:
    """The predictions with the SHA-256 of the text that they were made on."""
    return replace(document, extra={"text_sha256": text_sha256(gold)})
