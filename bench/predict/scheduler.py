"""Where units run: the interface, and this machine behind it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from bench.predict.cache import Cache
from bench.predict.crew import Crew, Sink
from bench.predict.models import Model
from bench.predict.recipe import Recipe, recipe
from bench.predict.units import Report, Unit


class Scheduler(Protocol):
    """Runs units, in any order, on any machine."""

    @property
    def width(self) -> int:
        """Units that are worth handing over at once."""
        ...

    def describe(self, model: Model) -> Recipe:
        """The model's recipe where it would run. Raises NotInstalled."""
        ...

    def submit(self, unit: Unit, sink: Sink) -> Future[Any]:
        """Hand a unit over. Answers go to `sink` as they come, or come with the report."""
        ...

    def report(self, future: Future[Any]) -> Report:
        """What came of a unit, waited for. Raises AllonymError where nothing ever will."""
        ...

    def dismiss(self, asker: str) -> None:
        """End what is done for an asker."""
        ...


class LocalScheduler:
    """This machine: at most `processes` workers at a time, each with a thread that listens to it."""

    def __init__(self, hashes: Cache, processes: int = 1) -> None:
        self._hashes, self._processes = hashes, processes
        self._crew = Crew(hashes)
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="worker")

    @property
    def width(self) -> int:
        return 2 * self._processes if self._processes > 1 else 1

    def describe(self, model: Model) -> Recipe:
        return recipe(model, self._hashes)

    def submit(self, unit: Unit, sink: Sink) -> Future[Report]:
        return self._threads.submit(self._crew.answer, unit, sink)

    def report(self, future: Future[Report]) -> Report:
        return future.result()

    def dismiss(self, asker: str) -> None:
        """Ends everything: this scheduler has one asker."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._crew.dismiss(asker)
        self._threads.shutdown(wait=True)
        self._crew.dismiss(asker)
