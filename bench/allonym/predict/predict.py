"""Predictor: texts in, mentions out, in order; the model behind it is processes, here or elsewhere, that may fail."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from types import TracebackType
from typing import Any, NamedTuple

import msgspec

from allonym.corpus.utf16 import looks_like_utf16
from allonym.corpus.values import Mention
from allonym.predict import answers
from allonym.predict.accounting import MIB
from allonym.predict.answers import Span
from allonym.predict.cache import Cache, text_key
from allonym.predict.cost import Cost, read_cost
from allonym.predict.failures import ModelFailed
from allonym.predict.given import GivenQueue
from allonym.predict.models import Model
from allonym.predict.pool import Pool
from allonym.predict.progress import Advance, unseen
from allonym.predict.units import Queue, Workers, shards

_CHUNK = 1024
"""Texts looked up in the cache at once."""
_AHEAD = 16
"""Chunks that may wait for an earlier one, at most."""
_BATCH = 4096
"""Answers in one transaction of the cache, at most (keys are hashes: few large ones write less than many small) ..."""
_BATCH_SECONDS = 0.2
"""... and for how long they may wait for it."""


class Predictor:
    """A model that answers, from the cache where it has answered before.

    Use as a context manager: on leaving, the workers are gone. `warnings` counts, by reason, what was
    left out or not as it should be, `worker_warnings` what of that is of this run's workers; `digest` is
    the SHA-256 of what makes the answers; `size_mb` is what the model's files take; `answered` holds the
    keys (given.py) of what alone it can answer, None where it can be asked anything; `record` is the record
    in which they stand. Workers start with the first text that is not in the cache; answers and their order
    do not depend on how many there are, nor where.

    Raises NotInstalled on entering, ModelFailed from `predict`.
    """

    def __init__(
        self,
        model: Model,
        cache: Cache | None = None,
        *,
        refresh: bool = False,
        progress: Advance = unseen,
        workers: Workers | None = None,
    ) -> None:
        """`refresh` forgets what the model answered before; `progress` gets the number of texts as they are answered.

        The model's processes are those of `workers`; one process on this machine without.
        """
        self.model = model
        self.warnings: Counter[str] = Counter()
        self.worker_warnings: Counter[str] = Counter()
        self._own_cache = cache is None
        self._cache = cache or Cache()
        self._progress = progress
        self._refresh = refresh
        self._workers = workers or Pool(self._cache)
        self._spent = Cost()
        self._flying: dict[Future[Any], _Shard] = {}
        self._asked: dict[bytes, _Shard] = {}

    def __enter__(self) -> Predictor:
        given = GivenQueue(self.model, self._cache) if self.model.answers else None
        self._queue: Queue = given or self._workers.open(self.model)
        self.answered = given.keys if given else None
        self.record = given.record if given else None
        recipe = self._queue.recipe
        self.digest = recipe.digest
        self.version = self.model.version
        self.size_mb = recipe.size / MIB
        self.warnings.update(recipe.warnings)
        if self._refresh:
            self._cache.forget(self.digest)
        self._fresh = _Fresh(self._cache, self.digest)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in self._flying:
            future.cancel()
        self._queue.close()
        self._fresh.keep()
        if error is None:
            self._keep_cost()
        if self._own_cache:
            self._cache.close()

    def predict(self, texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
        """The mentions of each text, in the order of the texts, under the project's labels."""
        source = iter(texts)
        waiting: deque[_Chunk] = deque()
        while chunk := list(islice(source, _CHUNK)):
            waiting.append(self._begin(chunk))
            while waiting and (self._full() or len(waiting) > _AHEAD or waiting[0].ready):
                yield from self._finish(waiting.popleft())
        while waiting:
            yield from self._finish(waiting.popleft())
        self._fresh.keep()

    def unanswered(self, texts: Iterable[str]) -> Iterator[str]:
        """Those of the texts, each once, that the model will be asked."""
        distinct = {text_key(text): text for text in texts}
        known = self._fresh.find(distinct)
        return (text for key, text in distinct.items() if key not in known)

    def _full(self) -> bool:
        return len(self._flying) >= self._queue.width

    def _begin(self, texts: list[str]) -> _Chunk:
        """Look the texts up and hand over those that nobody has answered or is answering."""
        keys = [text_key(text) for text in texts]
        distinct = dict(zip(keys, texts, strict=True))
        asked = {key: self._asked[key] for key in distinct if key in self._asked}
        known = self._fresh.find(key for key in distinct if key not in asked)
        missing = {key: text for key, text in distinct.items() if key not in known and key not in asked}
        self._progress(len(texts) - len(missing), known=True)
        for shard in shards(missing, self._queue.parts(len(missing))):
            asked |= self._submit(shard)
        return _Chunk(texts, keys, known, asked)

    def _submit(self, texts: dict[bytes, str]) -> dict[bytes, _Shard]:
        while self._full():
            self._settle()
        shard = _Shard(self._fresh, list(texts), self._progress)
        self._flying[self._queue.submit(tuple(texts.values()), shard.take)] = shard
        mine = dict.fromkeys(texts, shard)
        self._asked |= mine
        return mine

    def _settle(self) -> None:
        """Wait for a unit, and take what has been done."""
        done, _ = wait(self._flying, return_when=FIRST_COMPLETED)
        for future in done:
            shard = self._flying[future]
            report = self._queue.report(future)
            shard.take_all(report.answers)
            del self._flying[future]
            for key in shard.keys:
                del self._asked[key]
            self._spent = report.cost if self.record else self._spent.plus(report.cost)
            self.version = report.version or self.version
            self.warnings.update(report.warnings)
            self.worker_warnings.update(report.warnings)
            if report.failure:
                raise ModelFailed(self.model.id, *report.failure)
            shard.done = True

    def _finish(self, chunk: _Chunk) -> Iterator[tuple[Mention, ...]]:
        while not chunk.ready:
            self._settle()
        for key, text in zip(chunk.keys, chunk.texts, strict=True):
            mentions = answers.mentions(chunk.spans(key), len(text), self.model.labels, self.warnings)
            if looks_like_utf16(text, mentions):
                self.warnings["text whose offsets look like UTF-16 units; they are read as code points"] += 1
            yield mentions

    @property
    def cost(self) -> Cost | None:
        """What was measured on most words: in this run or, where most was cached, in an earlier one.

        None where nothing was ever asked.
        """
        before = read_cost(self._cache.cost(self.digest) or b"")
        best = self._spent if self._spent.words >= before.words else before
        return best if best.words else None

    def _keep_cost(self) -> None:
        if self._spent.words and (cost := self.cost):
            self._cache.keep_cost(self.digest, msgspec.json.encode(cost))


class _Fresh:
    """Answers on their way into the cache, in batches, from any thread."""

    def __init__(self, cache: Cache, digest: str) -> None:
        self._cache, self._digest = cache, digest
        self._lock = threading.Lock()
        self._batch: dict[bytes, list[Span]] = {}
        self._due = time.monotonic() + _BATCH_SECONDS

    def put(self, answers: Mapping[bytes, list[Span]]) -> None:
        with self._lock:
            self._batch.update(answers)
            if len(self._batch) >= _BATCH or time.monotonic() > self._due:
                self._keep()

    def find(self, keys: Iterable[bytes]) -> dict[bytes, list[Span]]:
        """The answers that are known, from the cache or on their way into it."""
        wanted = list(keys)
        with self._lock:
            known = {key: self._batch[key] for key in wanted if key in self._batch}
        return known | self._cache.answers(self._digest, [key for key in wanted if key not in known])

    def keep(self) -> None:
        """Put into the cache what is not there yet."""
        with self._lock:
            self._keep()

    def _keep(self) -> None:
        if self._batch:
            self._cache.keep_answers(self._digest, self._batch.items())
        self._batch, self._due = {}, time.monotonic() + _BATCH_SECONDS


class _Shard:
    """The texts of a unit by their keys, and their answers."""

    def __init__(self, fresh: _Fresh, keys: list[bytes], progress: Advance) -> None:
        self._fresh, self._progress = fresh, progress
        self.keys = keys
        self.answers: dict[bytes, list[Span]] = {}
        self.done = False

    def take(self, index: int, spans: list[Span]) -> None:
        """Take the answer to a text."""
        self.take_all([(index, spans)])

    def take_all(self, answers: Sequence[tuple[int, list[Span]]]) -> None:
        """Take answers to texts, by their index."""
        by_key = {self.keys[index]: spans for index, spans in answers}
        self.answers |= by_key
        self._fresh.put(by_key)
        self._progress(len(answers))


class _Chunk(NamedTuple):
    """Texts that were looked up together, with what was known of them and the shards that will tell the rest."""

    texts: list[str]
    keys: list[bytes]
    known: dict[bytes, list[Span]]
    asked: dict[bytes, _Shard]

    @property
    def ready(self) -> bool:
        return all(shard.done for shard in self.asked.values())

    def spans(self, key: bytes) -> list[Span]:
        shard = self.asked.get(key)
        return shard.answers[key] if shard else self.known[key]
