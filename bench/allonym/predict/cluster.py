"""A Dask cluster: its scheduler hands units to its workers, and to others where one is lost."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from allonym import __version__
from allonym.errors import AllonymError, InputError
from allonym.predict.answers import Span
from allonym.predict.cache import Cache
from allonym.predict.cost import Cost
from allonym.predict.crew import Crew, Sink
from allonym.predict.failures import NotInstalled
from allonym.predict.install import install_models
from allonym.predict.models import Model
from allonym.predict.recipe import Recipe, recipe
from allonym.predict.units import Report, Unit

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
            with self._reached():
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return self._threads

    @property
    def width(self) -> int:
        return 3 * max(self.threads, 1)

    def parts(self, texts: int) -> int:
        """As few as will do: each travels by itself."""
        return 1

    def describe(self, model: Model) -> Recipe:
        """The model's recipe on a worker, which first makes the model's environment where it lacks it."""
        with self._reached():
            found: Recipe | str = self._executor.submit(_describe, model).result()
        if isinstance(found, str):
            raise NotInstalled(model.id, found)
        return found

    def submit(self, unit: Unit, sink: Sink) -> Future[bytes]:
        future: Future[bytes] = self._executor.submit(_answer, unit)
        return future

    def report(self, future: Future[bytes]) -> Report:
        """The report of a unit; a failure where one machine after the other died of it."""
        from distributed.scheduler import KilledWorker

        with self._reached():
            try:
                return msgspec.msgpack.decode(future.result(), type=Report)
            except KilledWorker as error:
                return Report([], Cost(), failure=(f"machines died of it, one after the other: {error}", ""))

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Says it as one line where the scheduler is not reached any more."""
        try:
            yield
        except (asyncio.CancelledError, CancelledError, OSError) as error:
            self._lost = True
            what = f"{self.address}: the scheduler is gone ({type(error).__name__}); what was answered is kept"
            raise ClusterFailed(what) from None

    def dismiss(self, asker: str) -> None:
        """Workers that are not reached stop by themselves when nobody asks them."""
        if self._lost:
            return
        with suppress(ClusterFailed), self._reached():
            self._client.run(_dismiss, asker, on_error="ignore")


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

_making = threading.Lock()


@cache
def _make_crew() -> Crew:
    return Crew(Cache())


def _crew() -> Crew:
    """The crew of this process."""
    with _making:
        return _make_crew()


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
    answers: list[tuple[int, list[Span]]] = []
    report = _crew().answer(unit, lambda index, spans: answers.append((index, spans)))
    return msgspec.msgpack.encode(msgspec.structs.replace(report, answers=answers))


def _dismiss(asker: str) -> None:
    _crew().dismiss(asker)
