"""The worker processes of one process, kept warm from unit to unit."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from allonym.predict.accounting import MIB
from allonym.predict.answers import Span
from allonym.predict.cache import Cache
from allonym.predict.cost import Cost
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.process import Worker
from allonym.predict.recipe import recipe
from allonym.predict.units import Report, Unit

_IDLE_SECONDS = 60.0
"""After so long without a unit a worker is stopped: whoever asked may be gone without a word."""

Sink = Callable[[int, list[Span]], None]
"""Given each text's index with its spans, as they come, in the order of the answers, from any thread."""


class Crew:
    """Starts a worker where none of the asker's is idle; any number of threads may call."""

    def __init__(self, hashes: Cache) -> None:
        """`hashes` knows the hashes of files from before."""
        self._hashes = hashes
        self._lock = threading.Lock()
        self._idle: defaultdict[str, list[Worker]] = defaultdict(list)
        self._busy: defaultdict[str, set[Worker]] = defaultdict(set)
        self._gone: set[str] = set()
        self._timers: dict[Worker, threading.Timer] = {}

    def answer(self, unit: Unit, sink: Sink) -> Report:
        """Have the unit's texts answered. What goes wrong with the model is in the report."""
        try:
            worker = self._take(unit)
        except (ModelFailed, NotInstalled) as error:
            return Report([], Cost(), failure=(error.reason, getattr(error, "log_tail", "")))
        try:
            return _ask(worker, unit.texts, sink)
        finally:
            self._give_back(unit.asker, worker)

    def dismiss(self, asker: str) -> None:
        """Stop the asker's workers; those that are at work are killed, and their units fail."""
        with self._lock:
            self._gone.add(asker)
            idle, busy = self._idle.pop(asker, []), list(self._busy[asker])
            for worker in idle:
                self._timers.pop(worker).cancel()
        for worker in busy:
            worker.kill()
        for worker in idle:
            worker.stop()

    def _take(self, unit: Unit) -> Worker:
        with self._lock:
            if unit.asker in self._gone:
                raise ModelFailed(unit.model.id, "nobody waits for its answers any more")
            worker = self._idle[unit.asker].pop() if self._idle[unit.asker] else None
            if worker:
                self._timers.pop(worker).cancel()
        if worker is None:
            return self._start(unit)
        self._enlist(unit.asker, worker)
        return worker

    def _enlist(self, asker: str, worker: Worker) -> None:
        with self._lock:
            self._busy[asker].add(worker)
            gone = asker in self._gone
        if gone:
            worker.kill()

    def _start(self, unit: Unit) -> Worker:
        known = recipe(unit.model, self._hashes)
        if known.digest != unit.digest:
            raise ModelFailed(unit.model.id, "its files changed during the run, or differ between machines")
        enlist = partial(self._enlist, unit.asker)
        return Worker(unit.model.id, known.command, unit.model.limits, spawned=enlist)

    def _give_back(self, asker: str, worker: Worker) -> None:
        with self._lock:
            self._busy[asker].discard(worker)
            if worker.takes_texts and asker not in self._gone:
                self._idle[asker].append(worker)
                timer = self._timers[worker] = threading.Timer(_IDLE_SECONDS, self._retire, (asker, worker))
                timer.daemon = True
                timer.start()
                return
        worker.stop()

    def _retire(self, asker: str, worker: Worker) -> None:
        with self._lock:
            if self._timers.pop(worker, None) is None:
                return
            self._idle[asker].remove(worker)
        worker.stop()


def _ask(worker: Worker, texts: Sequence[str], sink: Sink) -> Report:
    before, words, failure = worker.cpu_seconds, 0, None
    try:
        for index, spans in worker.ask(texts):
            words += len(texts[index].split())
            sink(index, spans)
    except ModelFailed as error:
        failure = (error.reason, error.log_tail)
    used = dict(worker.usage)
    cost = Cost(words, worker.cpu_seconds - before, worker.load_seconds, worker.peak_rss / MIB, used)
    warnings = dict(worker.warnings)
    worker.warnings.clear()
    worker.usage.clear()
    return Report([], cost, worker.ready.version, warnings, failure)
