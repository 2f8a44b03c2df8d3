"""Where units run: the interface, and this machine behind it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore
from typing import Any, Protocol

from bench.predict.cache import Cache
from bench.predict.crew import Crew, Sink
from bench.predict.models import Model
from bench.predict.recipe import Recipe, recipe
from bench.predict.slots import Slots
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
    """This machine: a worker, and as many more as there are slots for, each with a thread that listens to it."""

    def __init__(self, hashes: Cache, slots: Slots) -> None:
        self._hashes, self._slots = hashes, slots
        self._crew = Crew(hashes)
        self._threads = ThreadPoolExecutor(2 * slots.jobs, thread_name_prefix="worker")
        self._processes, self._may_work = 1, Semaphore()
        self._open: list[Future[Report]] = []

    @property
    def width(self) -> int:
        return 2 * self._processes

    def describe(self, model: Model) -> Recipe:
        return recipe(model, self._hashes)

    def submit(self, unit: Unit, sink: Sink) -> Future[Report]:
        self._open = [future for future in self._open if not future.done()]
        if len(self._open) >= self._processes and self._slots.take():
            self._processes += 1
            self._may_work.release()
        self._open.append(self._threads.submit(self._answer, unit, sink))
        return self._open[-1]

    def _answer(self, unit: Unit, sink: Sink) -> Report:
        with self._may_work:
            return self._crew.answer(unit, sink)

    def report(self, future: Future[Report]) -> Report:
        return future.result()

    def dismiss(self, asker: str) -> None:
        """Ends everything: this scheduler has one asker."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._crew.dismiss(asker)
        self._threads.shutdown(wait=True)
        self._crew.dismiss(asker)
        self._slots.give_back(self._processes - 1)
        self._processes = 1
