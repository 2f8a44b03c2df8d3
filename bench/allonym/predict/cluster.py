"""A Dask cluster: its scheduler hands units to its workers, and to others where one is lost."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from allonym import __version__
from allonym.corpus.checked import decoder
from allonym.errors import AllonymError, InputError
from allonym.predict.answers import Span
from allonym.predict.cache import Cache
from allonym.predict.cost import Cost
from allonym.predict.failures import NotInstalled
from allonym.predict.install import install_models
from allonym.predict.models import Model
from allonym.predict.pool import LocalQueue, Pool
from allonym.predict.recipe import Recipe, recipe
from allonym.predict.units import Report, Take, Unit

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 10
"""Seconds that a scheduler has to answer."""
_COUNTED_SECONDS = 1.0
"""For so long the number of the cluster's threads is taken to stay."""


class ClusterFailed(AllonymError):
    """The cluster will give no answer; what it answered before is kept."""


class Cluster:
    """Runs units on the workers of a Dask scheduler. Use as a context manager."""

    def __init__(self, address: str) -> None:
        """Raises InputError where there is no such scheduler, or where a worker has another version of this package."""
        self.address = address
        self._client = _connect(address)
        try:
            _check_versions(self._client, address)
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self._threads, self._counted = 0, float("-inf")
        self._lost = False

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def threads(self) -> int:
        """The threads of all workers, as counted at most a second ago."""
        if time.monotonic() > self._counted + _COUNTED_SECONDS:
            with self.reached():
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return self._threads

    def open(self, model: Model) -> ClusterQueue:
        """A queue for a model's units; a worker first makes the model's environment where it lacks it."""
        with self.reached():
            found: Recipe | str = self._executor.submit(_describe, model).result()
        if isinstance(found, str):
            raise NotInstalled(model.id, found)
        return ClusterQueue(self, model, found)

    def submit(self, unit: Unit) -> Future[bytes]:
        future: Future[bytes] = self._executor.submit(_answer, unit)
        return future

    @contextmanager
    def reached(self) -> Iterator[None]:
        """Turns what happens where the scheduler is not reached any more into one line."""
        try:
            yield
        except (asyncio.CancelledError, CancelledError, OSError) as error:
            self._lost = True
            what = f"{self.address}: the scheduler is gone ({type(error).__name__}); what was answered is kept"
            raise ClusterFailed(what) from None

    def close_queue(self, queue: str) -> None:
        """End a queue's processes; those of workers that are not reached end by themselves when nobody asks them."""
        if self._lost:
            return
        with suppress(ClusterFailed), self.reached():
            self._client.run(_close, queue, on_error="ignore")


class ClusterQueue:
    """A model's units on their way to the cluster."""

    def __init__(self, cluster: Cluster, model: Model, known: Recipe) -> None:
        self.recipe = known
        self._cluster, self._model = cluster, model
        self._id = uuid.uuid4().hex

    @property
    def width(self) -> int:
        return 3 * max(self._cluster.threads, 1)

    def parts(self, texts: int) -> int:
        """As few as will do: each travels by itself."""
        return 1

    def submit(self, texts: Sequence[str], take: Take) -> Future[bytes]:
        return self._cluster.submit(Unit(self._id, self._model, self.recipe.digest, tuple(texts)))

    def report(self, future: Future[bytes]) -> Report:
        """The report of a unit; a failure where one machine after the other died of it."""
        from distributed.scheduler import KilledWorker

        with self._cluster.reached():
            try:
                decoder(Report)
                return msgspec.msgpack.decode(future.result(), type=Report)
            except KilledWorker as error:
                return Report([], Cost(), failure=(f"machines died of it, one after the other: {error}", ""))

    def close(self) -> None:
        self._cluster.close_queue(self._id)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--scheduler needs dask.distributed", todo="run `make scale`") from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"no scheduler answers: {error}".splitlines()[0]
        raise InputError(what, where=address, todo="start one: dask scheduler") from None


def _check_versions(client: Client, address: str) -> None:
    for worker, version in client.run(_version, on_error="return").items():
        if version != __version__:
            raise InputError(
                f"worker {worker} has allonym {version}, this is {__version__}",
                where=address,
                todo="install the same version on every machine",
            )


# What follows runs on the cluster's workers.

_MANY = 1 << 16
"""Processes that a worker may have: as many as its threads have units."""
_opening = threading.Lock()
_queues: dict[str, LocalQueue] = {}


@cache
def _pool() -> Pool:
    return Pool(Cache(), jobs=_MANY)


def _queue(unit: Unit) -> LocalQueue:
    """The unit's queue in this process."""
    with _opening:
        if unit.queue not in _queues:
            _queues[unit.queue] = _pool().open(unit.model)
        return _queues[unit.queue]


def _version() -> str:
    return __version__


def _describe(model: Model) -> Recipe | str:
    """The recipe here, or why there is none."""
    failed = install_models([model])
    try:
        return recipe(model, Cache())
    except NotInstalled as error:
        return "; ".join(map(str, failed)) or error.reason


def _answer(unit: Unit) -> bytes:
    """The report of a unit with all its answers, as MessagePack."""
    install_models([unit.model])
    try:
        report = _report(unit, _queue(unit))
    except NotInstalled as error:
        report = Report([], Cost(), failure=(error.reason, ""))
    return msgspec.msgpack.encode(report)


def _report(unit: Unit, queue: LocalQueue) -> Report:
    if queue.recipe.digest != unit.digest:
        failure = ("its files changed during the run, or differ between machines", "")
        return Report([], Cost(), failure=failure)
    answers: list[tuple[int, list[Span]]] = []
    report = queue.report(queue.submit(unit.texts, lambda index, spans: answers.append((index, spans))))
    return msgspec.structs.replace(report, answers=answers)


def _close(queue: str) -> None:
    with _opening:
        closed = _queues.pop(queue, None)
    if closed:
        closed.close()
