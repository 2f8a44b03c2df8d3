"""A run: models on corpora, each model by itself, to scores, rows and checks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from allonym.corpus.articles import is_hidden
from allonym.corpus.values import Document
from allonym.evaluate.agreement import Agreement, agreement_rows, measure_agreement
from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.plan import NotProbed, Sampled, plan
from allonym.evaluate.predictions import Questions, predict_entry
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.recorded_pairs import lacks_articles, pooled, recorded_alike
from allonym.evaluate.rows import Row
from allonym.evaluate.scored import Scored
from allonym.evaluate.scorer import Scorer
from allonym.evaluate.task import Means, Task
from allonym.predict.cache import Cache, cache_file
from allonym.predict.memo import Finished
from allonym.predict.mended import MendingWorkers
from allonym.predict.models import Model
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that one run found out."""

    task: Task
    started: datetime
    entries: tuple[Entry, ...]
    scored: tuple[Scored, ...]
    """What each entry came to."""
    agreements: tuple[Agreement, ...]
    rankings: tuple[Ranking, ...]
    not_probed: NotProbed
    sampled: Sampled = field(default_factory=dict)
    timings: Mapping[str, float]
    spool: Path | None = None
    """Where the predictions on texts without gold lie: MODEL/CORPUS.jsonl."""
    unreadable: int = 0
    """How many results in the cache could not be read, and were worked out again."""

    @property
    def id(self) -> str:
        return self.started.strftime("%Y%m%dT%H%M%S.%fZ")

    @property
    def measured(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status == OK)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the leaderboard, kind by kind, and of each kind model by model."""
        return (
            *(row for one in self.scored for row in one.score_rows),
            *(row for one in self.scored for row in one.spelling_rows),
            *(row for agreement in self.agreements for row in agreement_rows(agreement)),
            *(row for one in self.scored for row in one.probe_rows),
            *(row for one in self.scored for row in one.consistency_rows),
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know of the models, and of the cache."""
        found = [f"{entry.model}: {warning}" for entry in self.entries for warning in entry.warnings]
        if self.unreadable:
            found.append(f"{self.unreadable} results in the cache could not be read, and were worked out again")
        return tuple(found)

    @property
    def predictions(self) -> Mapping[tuple[str, str], Mapping[str, Document]]:
        """Documents by id for each model and corpus."""
        return {(e.model, corpus): documents for e in self.measured for corpus, documents in e.predictions.items()}


def evaluate(task: Task, means: Means | None = None) -> Evaluation:
    """Predict and score; the result is the same for any number of jobs.

    A model that fails is an entry with the reason; seqeval disagreeing with our counts is an error.
    """
    means = means or Means()
    started, clock = datetime.now(UTC), time.monotonic()
    with closing(Cache(cache_file())) as kept:
        finished = Finished(kept, refresh=means.refresh)
        probing = plan(task.corpora, task.probes, task.registry, finished, full=task.full)
        pool = Pool(kept, means.jobs, len(task.models), means.budget)
        workers = MendingWorkers(means.cluster or pool, kept)
        predictor_of = partial(Predictor, cache=kept, workers=workers)
        with Scorer(task, finished) as scorer:
            ask = partial(
                predict_entry, corpora=task.corpora, texts=task.texts, progress=means.progress, probing=probing,
                predictor_of=partial(predictor_of, refresh=means.refresh), finished=finished,
                asking=partial(_begin, scorer, means),
            )  # fmt: skip
            together = lacks_articles(task.corpora) and recorded_alike(model.recorded_as for model in task.models)
            entries = _with_reasons(pool.each(partial(_predict, ask, scorer, together), task.models), task)
            agreements = _compare(task, entries, predictor_of, means.spool)
            predicted = time.monotonic()
            scored = scorer.results(entries)
            rankings = scorer.rankings(entries, scored)
    timings = {"predict_seconds": predicted - clock, "score_seconds": time.monotonic() - predicted}
    return Evaluation(
        task=task, started=started, entries=entries, scored=scored, agreements=agreements, rankings=rankings,
        not_probed=probing.not_probed, sampled=probing.sampled, timings=timings, spool=means.spool,
        unreadable=finished.unreadable,
    )  # fmt: skip


_ELSEWHERE = "what it logged lies in the run's logs/: texts that are not to be shown went into it"


def _with_reasons(entries: Iterable[Entry], task: Task) -> tuple[Entry, ...]:
    """The entries with the ends of their logs in their reasons; not where they may quote a text not to be shown.

    With `task.article_text` it is shown whatever it quotes.
    """
    found = tuple(entries)
    if not any(entry.log for entry in found):
        return found
    texts = chain(*(corpus.documents for corpus in task.corpora), *task.texts)
    hidden = not task.article_text and any(map(is_hidden, texts))
    return tuple(
        replace(entry, reason=f"{entry.reason}; {_ELSEWHERE if hidden else entry.log}") if entry.log else entry
        for entry in found
    )


def _predict(ask: Callable[[Model], Entry], scorer: Scorer, together: bool, model: Model) -> Entry:
    """Have a model answer, and then be scored while others answer; `together`: with what is recorded of all."""
    entry = pooled(ask(model)) if together else ask(model)
    scorer.take(model, entry)
    return entry


def _begin(scorer: Scorer, means: Means, predictor: Predictor, questions: Questions) -> None:
    """Get ready what scoring needs, and see to it that paid answers cost no more than they may."""
    scorer.get_ready(means.meanwhile)
    if means.budget is not None:
        wanted = list(predictor.unanswered(questions.texts()))
        if estimate := means.budget.begin(predictor.model, wanted):
            means.say(estimate)


def _compare(
    task: Task, entries: Sequence[Entry], predictor_of: Callable[..., Predictor], spool: Path | None
) -> tuple[Agreement, ...]:
    """The models that answered, compared on each of the texts without gold."""
    able = [model for model, entry in zip(task.models, entries, strict=True) if entry.status == OK]
    return tuple(measure_agreement(texts, able, predictor_of, spool) for texts in task.texts if able)
