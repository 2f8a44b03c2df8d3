"""Scores each model while the next ones still answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from threading import Lock
from types import TracebackType

from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.ranking import RANKINGS, Ranking, rank, rank_spelled
from allonym.evaluate.score import document_of_paragraph
from allonym.evaluate.scored import SCORES, Scored, score_entry
from allonym.evaluate.task import Task
from allonym.match.label_sets import LABEL_SETS, Labels
from allonym.measures.main import ALL, HEADLINE, MAIN, PROSE
from allonym.predict.memo import Finished
from allonym.predict.models import Model
from allonym.statistics import Resamplers

_SLOW_TO_IMPORT = ("seqeval.metrics.v1", "seqeval.scheme", "scipy.stats")


class Scorer:
    """One thread that scores the models of a task in the order in which they are taken; use as a context manager."""

    def __init__(self, task: Task, finished: Finished) -> None:
        self._task, self._finished = task, finished
        self._draws = Resamplers(seed=task.seed)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="score")
        self._lock = Lock()
        self._beforehand: list[Future[object]] = []
        self._scored: dict[str, Future[Scored]] = {}

    def __enter__(self) -> Scorer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(wait=error is None, cancel_futures=True)  # Ctrl-C ends a run at once

    def get_ready(self, *others: Callable[[], object]) -> None:
        """Have what scoring needs whatever the answers are, and the work of `others`, behind us. Once; from any thread.

        Whatever fails is raised by `results`.
        """
        with self._lock:
            if self._task.corpora and not self._beforehand:
                self._beforehand = [self._thread.submit(work) for work in (self._make_ready, *others)]

    def _make_ready(self) -> None:
        """Import what is slow to import, and draw the resamples of each corpus."""
        for name in _SLOW_TO_IMPORT:
            import_module(name)
        for corpus in self._task.corpora:
            self._draws.of(document_of_paragraph(corpus)).draw()

    def take(self, model: Model, entry: Entry) -> None:
        """Score a model; from any thread."""
        self._scored[entry.model] = self._thread.submit(self._score, model, entry)

    def _score(self, model: Model, entry: Entry) -> Scored:
        if entry.status != OK:
            return Scored()
        sets = label_sets(model)
        work = partial(score_entry, entry, self._task.corpora, sets, self._draws)
        made_from = (entry.model, entry.made_from, sets, self._task.seed)
        return self._finished.get(SCORES, work, *made_from, model=entry.digest)

    def results(self, entries: Sequence[Entry]) -> tuple[Scored, ...]:
        """What each entry came to, waited for; raises what went wrong in the thread."""
        for beforehand in self._beforehand:
            beforehand.result()
        return tuple(self._scored[entry.model].result() for entry in entries)

    def rankings(self, entries: Sequence[Entry], scored: Sequence[Scored]) -> tuple[Ranking, ...]:
        """The order of the models, by the headline wherever it was measured, then by the score of each corpus."""
        both = [(entry, one) for entry, one in zip(entries, scored, strict=True) if not entry.reference]
        made_from = [(entry.model, entry.made_from) for entry, _ in both]
        return self._finished.get(RANKINGS, partial(self._rank, both), made_from, self._task.seed)

    def _rank(self, both: Sequence[tuple[Entry, Scored]]) -> tuple[Ranking, ...]:
        corpora = self._task.corpora
        whole = [entry for entry, _ in both if not entry.unanswered and HEADLINE.probe in entry.probes]
        tables = {entry.model: entry.probes[HEADLINE.probe] for entry in whole}
        pooled = [PROSE if any(corpus.prose for corpus in corpora) else ALL]
        scores = [score for _, one in both for score in one.scores]
        spelled = (rank_spelled(name, tables, self._draws) for name in (*pooled, *(corpus.name for corpus in corpora)))
        texts = (rank(corpus.name, scores, self._draws) for corpus in corpora)
        return tuple(one for one in (*spelled, *texts) if one is not None)


def label_sets(model: Model) -> tuple[Labels, ...]:
    """The label sets that a model can be scored on: a model with coarse labels only has no fine ones."""
    fine = {label for labels in LABEL_SETS if labels.tagset == "fine" for label in labels.labels}
    has_fine = {label for label in model.labels.values() if label} <= fine
    return tuple(labels for labels in LABEL_SETS if has_fine or labels.tagset == MAIN.tagset)
