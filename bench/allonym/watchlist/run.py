"""A watchlist under models: predicted model by model, then counted in one pass over the cache, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice, tee
from pathlib import Path

import msgspec

from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.predictions import predict_entry
from allonym.labels import TO_COARSE
from allonym.predict.cache import Cache
from allonym.predict.mended import MendingWorkers
from allonym.predict.models import Model
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
from allonym.predict.progress import Progress, no_progress
from allonym.predict.units import Workers
from allonym.watchlist.answer import ModelAnswer, NameAnswer, Summary
from allonym.watchlist.outcomes import Risk, Totals
from allonym.watchlist.placed import Placed


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of a list. The names lie in a file; `order` has their offsets, names at risk first."""

    entries: tuple[Entry, ...]
    summary: Summary
    file: Path
    order: tuple[int, ...]

    def names(self) -> Iterator[NameAnswer]:
        """Every name, those at risk first: those that the best model loses, then the average one."""
        with self.file.open("rb") as file:
            for offset in self.order:
                file.seek(offset)
                yield msgspec.json.decode(file.readline(), type=NameAnswer)


def watch(
    placed: Placed,
    models: Sequence[Model],
    cache: Cache,
    file: Path,
    *,
    jobs: int = 1,
    progress: Progress = no_progress,
    cluster: Workers | None = None,
) -> Watched:
    """Run every model on the names in their places; the names go to `file`. A model that fails fails alone."""
    pool = Pool(cache, jobs, len(models))
    predictor_of = partial(Predictor, cache=cache, workers=MendingWorkers(cluster or pool, cache))
    entries = pool.each(lambda model: predict_entry(model, (), [placed], predictor_of, progress), models)
    able = [model for model, entry in zip(models, entries, strict=True) if entry.status == OK]
    totals = Totals([model.id for model in able])
    risks: list[tuple[float, float, int]] = []
    with file.open("wb") as out:
        for (least, mean), answer in _count(placed, able, predictor_of, totals) if able else ():
            risks.append((-least, -mean, out.tell()))
            out.write(msgspec.json.encode(answer) + b"\n")
    return Watched(entries, _summary(placed, entries, totals), file, tuple(offset for *_, offset in sorted(risks)))


def _summary(placed: Placed, entries: Sequence[Entry], totals: Totals) -> Summary:
    measured = totals.models_answers()
    return Summary(
        list=placed.title,
        count=totals.names,
        single=totals.single,
        standing=totals.standing,
        texts=totals.texts,
        words=totals.words,
        gold=totals.gold,
        places={label: tuple(place.id for place in places) for label, places in sorted(placed.places.items())},
        models=tuple(
            measured.get(one.model) or ModelAnswer(one.model, one.status, one.reason or "") for one in entries
        ),
        pairs=(*totals.pairs("union"), *totals.pairs("vote")),
    )


def _count(
    placed: Placed, models: Sequence[Model], predictor_of: Callable[[Model], Predictor], totals: Totals
) -> Iterator[tuple[Risk, NameAnswer]]:
    with ExitStack() as stack:
        predictors = [stack.enter_context(predictor_of(model)) for model in models]
        copies = tee((document.text or "" for document in placed), len(models))
        answers = zip(*(p.predict(copy) for p, copy in zip(predictors, copies, strict=True)), strict=True)
        for spelled in placed.spelled_names():
            fillings = list(placed.fillings(spelled))
            mentions = list(islice(answers, len(fillings)))
            yield totals.add_name(spelled, fillings, mentions, TO_COARSE[spelled.label])
