"""Where units run: the interface, and this machine behind it."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, Semaphore
from typing import Any, Protocol

from allonym.predict.cache import Cache
from allonym.predict.crew import Crew, Sink
from allonym.predict.models import Model
from allonym.predict.recipe import Recipe, recipe
from allonym.predict.slots import Slots
from allonym.predict.units import Report, Unit


class Scheduler(Protocol):
    """Runs units, in any order, on any machine."""

    @property
    def width(self) -> int:
        """Units that are worth handing over at once."""
        ...

    def parts(self, texts: int) -> int:
        """Units into which so many texts are best divided."""
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


_WHILE = 0.25
"""Seconds of work that a unit should be: handing one over takes some milliseconds."""

_GLANCE = 0.05
"""Seconds after which a unit that waits for a worker looks for a free slot again."""


class LocalScheduler:
    """This machine: a worker, and as many more as there are slots for, each with a thread that listens to it."""

    def __init__(self, hashes: Cache, slots: Slots) -> None:
        self._hashes, self._slots = hashes, slots
        self._crew = Crew(hashes)
        self._threads = ThreadPoolExecutor(2 * slots.jobs, thread_name_prefix="worker")
        self._processes, self._may_work = 1, Semaphore()
        self._lock = Lock()
        self._seconds_a_text = 1.0  # as long as nothing is known: the first units tell soon

    @property
    def width(self) -> int:
        return 2 * self._processes

    def parts(self, texts: int) -> int:
        """Small enough that no worker waits for another's last one, but each with work for a while."""
        whiles = int(texts * self._seconds_a_text / _WHILE)
        return max(1, min(whiles, 2 * self.width))

    def describe(self, model: Model) -> Recipe:
        return recipe(model, self._hashes)

    def submit(self, unit: Unit, sink: Sink) -> Future[Report]:
        return self._threads.submit(self._answer, unit, sink)

    def _answer(self, unit: Unit, sink: Sink) -> Report:
        self._await_turn()
        began = time.monotonic()
        try:
            return self._crew.answer(unit, sink)
        finally:
            self._seconds_a_text = (time.monotonic() - began) / len(unit.texts)
            self._may_work.release()

    def _await_turn(self) -> None:
        """Wait for one of this model's workers to be idle, or for a slot that another model leaves."""
        while not self._may_work.acquire(timeout=_GLANCE):
            if self._slots.take():
                with self._lock:
                    self._processes += 1
                return

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
