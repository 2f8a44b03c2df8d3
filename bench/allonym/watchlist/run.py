"""A watchlist under models: predicted model by model, then counted in one pass over the cache, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice, tee
from pathlib import Path

import msgspec
import numpy as np

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
from allonym.watchlist.outcomes import NameResult, Totals
from allonym.watchlist.placed import Placed
from allonym.watchlist.values import Lost, Spelled


class _Kept(msgspec.Struct):
    """A name's result as it lies in a file."""

    spelled: Spelled
    counts: list[list[list[int]]]
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What became of a list. Results of names lie in a file; `order` has their offsets, names at risk first."""

    placed: Placed
    entries: tuple[Entry, ...]
    totals: Totals
    file: Path
    order: tuple[int, ...]

    @property
    def models(self) -> tuple[str, ...]:
        """The models that were measured, as the counts have them."""
        return tuple(entry.model for entry in self.entries if entry.status == OK)

    def results(self) -> Iterator[NameResult]:
        """Every name's result, the names at risk first: those that the best model loses, then the average one."""
        with self.file.open("rb") as file:
            for offset in self.order:
                file.seek(offset)
                kept = msgspec.json.decode(file.readline(), type=_Kept)
                yield NameResult(kept.spelled, np.array(kept.counts, np.int64), kept.lost)


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
    """Run every model on the names in their places; results go to `file`. A model that fails fails alone."""
    pool = Pool(cache, jobs, len(models))
    predictor_of = partial(Predictor, cache=cache, workers=MendingWorkers(cluster or pool, cache))
    entries = pool.each(lambda model: predict_entry(model, (), [placed], predictor_of, progress), models)
    able = [model for model, entry in zip(models, entries, strict=True) if entry.status == OK]
    totals = Totals([model.id for model in able])
    risks: list[tuple[float, float, int]] = []
    with file.open("wb") as out:
        for result in _count(placed, able, predictor_of, totals) if able else ():
            least, mean = result.risk
            risks.append((-least, -mean, out.tell()))
            out.write(msgspec.json.encode(_Kept(result.spelled, result.counts.tolist(), result.lost)) + b"\n")
    return Watched(placed, entries, totals, file, tuple(offset for *_, offset in sorted(risks)))


def _count(
    placed: Placed, models: Sequence[Model], predictor_of: Callable[[Model], Predictor], totals: Totals
) -> Iterator[NameResult]:
    with ExitStack() as stack:
        predictors = [stack.enter_context(predictor_of(model)) for model in models]
        copies = tee((document.text or "" for document in placed), len(models))
        answers = zip(*(p.predict(copy) for p, copy in zip(predictors, copies, strict=True)), strict=True)
        for spelled in placed.spelled_names():
            fillings = list(placed.fillings(spelled))
            mentions = list(islice(answers, len(fillings)))
            yield totals.add_name(spelled, fillings, mentions, TO_COARSE[spelled.label])
