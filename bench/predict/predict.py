"""Predictor: texts in, mentions out, in order; the model behind it is a process that may fail."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType

import msgspec

from bench.corpus.values import Mention
from bench.predict import answers
from bench.predict.accounting import MIB
from bench.predict.answers import Span
from bench.predict.cache import Cache, text_key
from bench.predict.models import Model
from bench.predict.process import Worker
from bench.predict.progress import Told, not_told
from bench.predict.recipe import recipe

_CHUNK = 1024
"""Texts in memory at once."""
_BATCH = 128
"""Answers in one transaction of the cache, at most ..."""
_BATCH_SECONDS = 1.0
"""... and for how long they may wait for it."""


class Cost(msgspec.Struct, frozen=True):
    """What a model took to answer: measured by the operating system, load and warm-up apart."""

    words: int = 0
    """Words, split at white space, of the texts that it was given."""
    cpu_seconds: float = 0.0
    """User and system, of the worker and its children, after it was ready."""
    load_seconds: float = 0.0
    """Wall time from its start to its ready line."""
    peak_rss_mb: float = 0.0

    @property
    def words_per_cpu_second(self) -> float | None:
        return self.words / self.cpu_seconds if self.cpu_seconds > 0 else None


class Predictor:
    """A model that answers, from the cache where it has answered before.

    Use as a context manager: on leaving, the worker is gone. `warnings` counts, by reason, what was
    left out or not as it should be; `digest` is the SHA-256 of what makes the answers; `size_mb` is
    what the model's files take. The worker starts with the first text that is not in the cache.

    Raises NotInstalled on entering, ModelFailed from `predict`.
    """

    def __init__(
        self,
        model: Model,
        cache: Cache | None = None,
        *,
        refresh: bool = False,
        progress: Told = not_told,
    ) -> None:
        """`refresh` forgets what the model answered before; `progress` is told of texts answered."""
        self.model = model
        self.warnings: Counter[str] = Counter()
        self._own_cache = cache is None
        self._cache = cache or Cache()
        self._progress = progress
        self._refresh = refresh
        self._worker: Worker | None = None
        self._spent = Cost()

    def __enter__(self) -> Predictor:
        self._recipe = recipe(self.model, self._cache)
        self.digest = self._recipe.digest
        self.version = self.model.version
        self.size_mb = self._recipe.size / MIB
        self.warnings.update(self._recipe.warnings)
        if self._refresh:
            self._cache.forget(self.digest)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop_worker()
        if error is None:
            self._keep_cost()
        if self._own_cache:
            self._cache.close()

    def predict(self, texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
        """The mentions of each text, in the order of the texts, under the project's labels."""
        source = iter(texts)
        while chunk := list(islice(source, _CHUNK)):
            keys = [text_key(text) for text in chunk]
            found = self._answers(dict(zip(keys, chunk, strict=True)))
            for key, text in zip(keys, chunk, strict=True):
                yield answers.mentions(found[key], len(text), self.model.labels, self.warnings)

    def _answers(self, texts: dict[bytes, str]) -> dict[bytes, list[Span]]:
        found = self._cache.answers(self.digest, list(texts))
        self._progress(len(found))
        missing = [key for key in texts if key not in found]
        batch: list[tuple[bytes, list[Span]]] = []
        due = time.monotonic() + _BATCH_SECONDS
        try:
            for index, spans in self._ask([texts[key] for key in missing]):
                found[missing[index]] = spans
                batch.append((missing[index], spans))
                if len(batch) == _BATCH or time.monotonic() > due:
                    self._cache.keep_answers(self.digest, batch)
                    batch, due = [], time.monotonic() + _BATCH_SECONDS
        finally:
            self._cache.keep_answers(self.digest, batch)
        return found

    def _ask(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Span]]]:
        if not texts:
            return
        if not (self._worker and self._worker.takes_texts):
            self._stop_worker()
            self._worker = Worker(self.model.id, self._recipe.command, self.model.limits)
            self.version = self._worker.ready.version or self.model.version
        words = 0
        try:
            for index, spans in self._worker.ask(texts):
                words += len(texts[index].split())
                self._progress(1)
                yield index, spans
        finally:
            self._spent = msgspec.structs.replace(self._spent, words=self._spent.words + words)

    def _stop_worker(self) -> None:
        if worker := self._worker:
            worker.stop()
            self._worker = None
            self._spent = _sum(self._spent, worker)
            self.warnings.update(worker.warnings)

    @property
    def cost(self) -> Cost | None:
        """What was measured on most words: in this run or, where most was cached, in an earlier one.

        None where nothing was ever asked.
        """
        now = _sum(self._spent, self._worker) if self._worker else self._spent
        kept = self._cache.cost(self.digest)
        before = msgspec.json.decode(kept, type=Cost) if kept else Cost()
        best = now if now.words >= before.words else before
        return best if best.words else None

    def _keep_cost(self) -> None:
        if self._spent.words and (cost := self.cost):
            self._cache.keep_cost(self.digest, msgspec.json.encode(cost))


def _sum(cost: Cost, worker: Worker) -> Cost:
    return Cost(
        words=cost.words,
        cpu_seconds=cost.cpu_seconds + worker.cpu_seconds,
        load_seconds=worker.load_seconds,
        peak_rss_mb=max(cost.peak_rss_mb, worker.peak_rss / MIB),
    )
