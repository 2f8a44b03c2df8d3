"""A run: models on corpora, each model by itself, to scores, rows and checks."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from allonym import __version__
from allonym.corpus.digest import corpus_digest, realigned_share, text_sha256
from allonym.corpus.texts import Texts
from allonym.corpus.values import NOTHING, Corpus, Document
from allonym.evaluate.agreement import agreement_rows, measure_agreement
from allonym.evaluate.background import background
from allonym.evaluate.beforehand import make_ready
from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.predictions import predict_entry
from allonym.evaluate.probing import not_probed, plan
from allonym.evaluate.ranking import Ranking, rank
from allonym.evaluate.rows import Row
from allonym.evaluate.score import Score
from allonym.evaluate.scored import Scored, score_entry
from allonym.match.label_sets import LABEL_SETS, Labels
from allonym.measures import measure
from allonym.measures.main import MAIN
from allonym.measures.signature import signature
from allonym.predict.cache import Cache, cache_file
from allonym.predict.memo import Finished
from allonym.predict.models import Model
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
from allonym.predict.progress import Progress, no_progress
from allonym.predict.units import Workers
from allonym.statistics import Resamplers
from allonym.statistics.types import REPLICATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that one run found out. `about` is what run.json keeps."""

    id: str
    signature: str
    corpora: tuple[Corpus, ...]
    entries: tuple[Entry, ...]
    scores: tuple[Score, ...]
    rankings: tuple[Ranking, ...]
    rows: tuple[Row, ...]
    about: Mapping[str, Any]
    spool: Path | None = None
    """Where the predictions on texts without gold lie: MODEL/CORPUS.jsonl."""

    @property
    def measured(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status == OK)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user is told of the models."""
        return tuple(f"{entry.model}: {warning}" for entry in self.entries for warning in entry.warnings)

    @property
    def predictions(self) -> Mapping[tuple[str, str], Mapping[str, Document]]:
        """Documents by id for each model and corpus."""
        return {(e.model, corpus): documents for e in self.measured for corpus, documents in e.predictions.items()}


def evaluate(
    models: Sequence[Model],
    corpora: Sequence[Corpus],
    texts: Sequence[Texts] = (),
    *,
    jobs: int = 1,
    seed: int = 7,
    probes: Sequence[str] = (),
    command: str = "",
    refresh: bool = False,
    progress: Progress = no_progress,
    spool: Path | None = None,
    cluster: Workers | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Evaluation:
    """Predict, score and check: `jobs` workers side by side, the result the same for any number of them.

    On a `cluster` `jobs` models share the workers that it has.

    On texts without gold the models are compared with each other, and their predictions written below `spool`.
    A model that fails is an entry with the reason; seqeval disagreeing with our counts is an error.
    `probes` names the probes (all of them where empty, "none" for none); `refresh` has every model answer afresh.
    `meanwhile` is called, in a thread, while the first models answer.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    draws = Resamplers(seed=seed)
    with closing(Cache(cache_file())) as kept, background() as scoring:
        finished = Finished(kept, refresh=refresh)
        probing = plan(corpora, probes, finished=finished)
        pool = Pool(kept, jobs, len(models))
        predictor_of = partial(Predictor, cache=kept, workers=cluster or pool)
        works = (partial(make_ready, corpora, draws), meanwhile) if corpora else ()
        ready = cache(lambda: [scoring.submit(work) for work in works])

        def measured(model: Model) -> tuple[Entry, Future[Scored]]:
            fresh = partial(predictor_of, refresh=refresh)
            entry = predict_entry(model, corpora, texts, fresh, progress, probing, finished, ready)
            return entry, scoring.submit(_scored, entry, corpora, label_sets(model), draws, finished, seed)

        both = pool.each(measured, models)
        entries = tuple(entry for entry, _ in both)
        able = [model for model, entry in zip(models, entries, strict=True) if entry.status == OK]
        agreements = tuple(measure_agreement(one, able, predictor_of, spool) for one in texts if able)
        predicted = time.monotonic()
        scored = [future.result() for _, future in both]
        scores = [score for one in scored for score in one.scores]
        ranked = partial(_rankings, corpora, scores, draws)
        rankings = finished.get(ranked, "rankings", [(entry.model, entry.made_from) for entry in entries], seed)
    rows = [
        *(row for one in scored for row in one.score_rows),
        *(row for one in scored for row in one.spelling_rows),
        *(row for agreement in agreements for row in agreement_rows(agreement)),
        *(row for one in scored for row in one.probe_rows),
        *(row for one in scored for row in one.consistency_rows),
    ]
    gold = {corpus.name: corpus_digest(corpus) for corpus in corpora}
    realigned = {corpus.name: share for corpus in corpora if (share := realigned_share(corpus)) is not None}
    return Evaluation(
        id=started.strftime("%Y%m%dT%H%M%S.%fZ"),
        signature=run_signature(gold, entries, seed, realigned),
        corpora=tuple(corpora),
        entries=entries,
        scores=tuple(scores),
        rankings=rankings,
        rows=tuple(rows),
        spool=spool,
        about={
            "started": started.isoformat(timespec="seconds"),
            "command": command,
            "seed": seed,
            "versions": versions(),
            "gold": gold,
            "realigned": realigned,
            "texts": {c.name: {d.id: text_sha256(d) for d in c.documents} for c in corpora},
            "models": {entry.model: entry.as_json() for entry in entries},
            "seqeval": {
                f"{entry.model}/{corpus}": check
                for entry, one in zip(entries, scored, strict=True)
                for corpus, check in one.checks.items()
            },
            "not_probed": not_probed(probing),
            "confusion": [to_builtins(confusion) for one in scored for confusion in one.confusions],
            "agreements": to_builtins(agreements),
            "timings": {"predict_seconds": predicted - clock, "score_seconds": time.monotonic() - predicted},
            "machine": machine(),
        },
    )


def _scored(
    entry: Entry, corpora: Sequence[Corpus], sets: Sequence[Labels], draws: Resamplers, finished: Finished, seed: int
) -> Scored:
    if entry.status != OK:
        return Scored()
    work = partial(score_entry, entry, corpora, sets, draws)
    return finished.get(work, "scores", entry.model, entry.made_from, sets, seed, model=entry.digest)


def _rankings(corpora: Iterable[Corpus], scores: Sequence[Score], draws: Resamplers) -> tuple[Ranking, ...]:
    return tuple(filter(None, (rank(corpus.name, scores, draws) for corpus in corpora)))


def label_sets(model: Model) -> tuple[Labels, ...]:
    """The label sets that a model can be scored on: a model with coarse labels only has no fine ones."""
    fine = {label for labels in LABEL_SETS if labels.tagset == "fine" for label in labels.labels}
    has_fine = {label for label in model.labels.values() if label} <= fine
    return tuple(labels for labels in LABEL_SETS if has_fine or labels.tagset == MAIN.tagset)


def run_signature(
    gold: Mapping[str, str], entries: Iterable[Entry], seed: int, realigned: Mapping[str, float] = NOTHING
) -> str:
    """The recipe of a run's main score; a row's own measure and model stand in its columns.

    A corpus on copies that are not the labelled texts says so, with the share of its mentions that were placed.

    >>> run_signature({"briefs": "3f2a77"}, [], 7)
    'strict|micro|coarse|conv:neutral|gold:briefs@3f2a|model:|boot:doc+para,10000,s7|v0.1.0'
    >>> run_signature({"articles": "3f2a77"}, [], 7, {"articles": 0.985}).split("|")[4]
    'gold:articles@3f2a(realigned:0.985)'
    """
    placed = {name: f"(realigned:{share:.3f})" for name, share in realigned.items()}
    recipe = {
        "conv": MAIN.convention,
        "gold": "+".join(f"{name}@{digest[:4]}{placed.get(name, '')}" for name, digest in gold.items()),
        "model": "+".join(f"{e.model}@{e.digest[:4]}" for e in entries if e.status == OK),
        "boot": f"doc+para,{REPLICATES},s{seed}",
    }
    return signature((measure(MAIN.name).scheme, MAIN.label, MAIN.tagset), recipe)


def versions() -> dict[str, str]:
    """What a run was made with."""
    from importlib.metadata import version

    libraries = ("numpy", "scikit-learn", "seqeval", "msgspec", "rich", "click")
    return {"allonym": __version__, "python": platform.python_version()} | {name: version(name) for name in libraries}


def machine() -> dict[str, Any]:
    """What a run was made on."""
    import os

    return {"system": platform.system(), "machine": platform.machine(), "cpus": os.cpu_count()}
