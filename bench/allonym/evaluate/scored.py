"""What the predictions of one model come to: its counts, its rows, its checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from allonym.corpus.values import Corpus
from allonym.evaluate.columns import Sides
from allonym.evaluate.confusions import ModelConfusion, model_confusion
from allonym.evaluate.entry import Entry
from allonym.evaluate.intervals import score_intervals
from allonym.evaluate.kind_rows import kind_rows
from allonym.evaluate.recorded_pairs import CORPUS
from allonym.evaluate.rows import Row, score_rows
from allonym.evaluate.score import ModelCounts, score
from allonym.evaluate.spelling_rows import consistency_rows, probe_rows
from allonym.evaluate.spellings import spelling_rows
from allonym.match.label_sets import MAIN_LABELS, Labels
from allonym.match.seqeval_check import seqeval_check
from allonym.predict.memo import ResultKind
from allonym.statistics import Resamplers
from allonym.statistics.types import one_blas_thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One model's part of a run, but for its order among the others; rows in the order of the leaderboard."""

    scores: tuple[ModelCounts, ...] = ()
    confusions: tuple[ModelConfusion, ...] = ()
    checks: Mapping[str, Any] = field(default_factory=dict)
    """By corpus, what seqeval was compared on."""
    score_rows: tuple[Row, ...] = ()
    spelling_rows: tuple[Row, ...] = ()
    probe_rows: tuple[Row, ...] = ()
    consistency_rows: tuple[Row, ...] = ()


SCORES: ResultKind[Scored] = ResultKind(
    "scores",
    Scored,
    ("labels", "printable", "corpus", "names", "probes", "match", "measures", "statistics", "evaluate"),
)


def score_entry(entry: Entry, corpora: Sequence[Corpus], sets: Sequence[Labels], draws: Resamplers) -> Scored:
    """Score an entry on the corpora of which it has predictions, and on its probes.

    seqeval disagreeing with our counts is an error. Models with the same units share the resamples of `draws`.
    """
    mine = [corpus for corpus in corpora if corpus.name in entry.predictions]
    both = {corpus.name: Sides.of(corpus, entry.predictions[corpus.name]) for corpus in mine}
    scores = {name: list(score(entry.model, sides, sets)) for name, sides in both.items()}
    counted: list[Row] = []
    spelled: list[Row] = []
    with one_blas_thread():
        for corpus in mine:
            recorded = corpus.name in entry.recorded
            counted += _score_rows(scores[corpus.name], corpus, draws, recorded)
            spelled += spelling_rows(entry.model, corpus, entry.predictions[corpus.name], recorded=recorded)
        return Scored(
            scores=tuple(one for some in scores.values() for one in some),
            confusions=tuple(model_confusion(entry.model, sides) for sides in both.values()),
            checks={name: crosscheck(sides) for name, sides in both.items()},
            score_rows=tuple(counted),
            spelling_rows=tuple(spelled),
            probe_rows=(*_probe_rows(entry, draws), *_recorded_rows(entry, draws)),
            consistency_rows=tuple(row for corpus in mine for row in consistency_rows(entry, corpus)),
        )


def crosscheck(sides: Sides) -> dict[str, Any]:
    """What seqeval was compared on, coarse PER, LOC, ORG under raw; SeqevalDisagreement if a count differs."""
    texts = [document.text for document in sides.corpus.documents]
    return asdict(seqeval_check(texts, *sides.spans("raw", MAIN_LABELS), MAIN_LABELS.labels))


def _probe_rows(entry: Entry, draws: Resamplers) -> Iterator[Row]:
    for row in probe_rows(entry.model, entry.probes, draws):
        yield replace(row, recorded=True) if entry.pools_recorded and row.corpus == CORPUS else row


def _recorded_rows(entry: Entry, draws: Resamplers) -> Iterator[Row]:
    """The rows of the articles' recorded pairs by themselves, where some model has none: what is pooled is of all."""
    rows = probe_rows(entry.model, entry.recorded_probes, draws) if entry.recorded_probes else ()
    return (replace(row, recorded=True) for row in rows if row.corpus == CORPUS)


def _score_rows(scores: Sequence[ModelCounts], corpus: Corpus, draws: Resamplers, recorded: bool) -> list[Row]:
    """Every number of a corpus's scores with its interval; then those of each kind of document."""
    intervals = score_intervals(scores, draws.of(scores[0].document)) if scores else ()
    pairs = zip(scores, intervals, strict=True)
    whole = [row for one, interval in pairs for row in score_rows(one, interval, recorded=recorded)]
    return [*whole, *kind_rows(scores, corpus, draws, recorded=recorded)]
