"""This machine's worker processes: each model's are kept warm, and seats that no model waits for help the others."""

from __future__ import annotations

import threading
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from typing import NamedTuple, TypeVar

from allonym.predict.accounting import MIB
from allonym.predict.budget import Budget
from allonym.predict.cache import Cache
from allonym.predict.cost import Cost
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.models import Model
from allonym.predict.process import Worker
from allonym.predict.recipe import Recipe, recipe
from allonym.predict.units import Report, Take

Result = TypeVar("Result")

_WHILE = 0.25
"""Seconds of work that a unit should be: handing one over takes some milliseconds."""
_IDLE_SECONDS = 60.0
"""After so long without a unit a process is stopped: whoever asked may be gone without a word."""


_GRACE = 1.0
"""Seconds that models have to end when one of them, or the user, ends all of them."""


class Pool:
    """At most `jobs` worker processes for `models` models, of which `jobs` are at work at a time.

    Each model at work has a process as soon as it has a unit. The seats that no model waits for go to whichever has
    more units than processes. Each process has a thread that listens to it; all of them wait on one condition.
    """

    def __init__(self, hashes: Cache, jobs: int = 1, models: int = 1, budget: Budget | None = None) -> None:
        """`hashes` knows the hashes of files from before; `budget` is what answers may cost."""
        self._hashes, self._jobs, self.budget = hashes, jobs, budget
        self._waiting_models, self._spare = max(0, models - jobs), max(0, jobs - models)
        self._changed = threading.Condition()
        self._queues: set[LocalQueue] = set()

    def open(self, model: Model, id_: str = "") -> LocalQueue:
        """A queue for a model's units. Raises NotInstalled."""
        queue = LocalQueue(self, model, recipe(model, self._hashes), id_ or uuid.uuid4().hex)
        with self._changed:
            self._queues.add(queue)
        return queue

    def each(self, work: Callable[[Model], Result], models: Sequence[Model]) -> tuple[Result, ...]:
        """`work` of each model, as many side by side as there are jobs. Whatever ends it early ends all processes."""
        threads = ThreadPoolExecutor(self._jobs, thread_name_prefix="model")

        def one(model: Model) -> Result:
            try:
                return work(model)
            finally:
                self._end_model()

        futures = [threads.submit(one, model) for model in models]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
            return tuple(future.result() for future in futures)
        except BaseException as error:
            threads.shutdown(wait=False, cancel_futures=True)
            self.stop()
            wait(futures, timeout=_GRACE)  # for the answers that they have: those are kept
            if isinstance(error, KeyboardInterrupt):
                error.add_note("what was answered is kept, and the same command goes on from there")
            raise
        finally:
            threads.shutdown(wait=False)

    def stop(self) -> None:
        """Kill every process now, from any thread: the units that they have fail."""
        with self._changed:
            queues = list(self._queues)
        for queue in queues:
            queue.cancel()

    def put(self, queue: LocalQueue, waiting: _Waiting) -> None:
        """Have a unit answered; a closed queue's never is."""
        with self._changed:
            if queue.closed:
                waiting.future.cancel()
                return
            queue.units.append(waiting)
            self._staff()
            self._changed.notify_all()

    def shut(self, queue: LocalQueue) -> list[Worker]:
        """Close a queue; its processes that are at work."""
        with self._changed:
            queue.closed = True
            for waiting in queue.units:
                waiting.future.cancel()
            queue.units.clear()
            self._changed.notify_all()
            return list(queue.at_work)

    def forget(self, queue: LocalQueue) -> None:
        """Wait until a closed queue's processes have ended."""
        with self._changed:
            self._changed.wait_for(lambda: not queue.processes)
            self._queues.discard(queue)

    def _end_model(self) -> None:
        """A model has done all its work: the next one has its seat, or it is spare."""
        with self._changed:
            if self._waiting_models:
                self._waiting_models -= 1
            else:
                self._spare += 1
            self._staff()

    def _staff(self) -> None:
        """Give processes to the queues that need and may have one; called with the condition held."""
        for queue in self._queues:
            while len(queue.units) > queue.idle and (not queue.processes or self._spare):
                self._spare -= queue.processes > 0
                queue.processes += 1
                queue.idle += 1
                threading.Thread(target=self._work, args=(queue,), daemon=True).start()

    def _work(self, queue: LocalQueue) -> None:
        """Have the queue's units answered by one process, until there are no more."""
        worker: Worker | None = None
        try:
            while waiting := self._next(queue):
                worker = self._answer(queue, waiting, worker)
        finally:
            if worker:
                worker.stop()
            self._end_process(queue)

    def _answer(self, queue: LocalQueue, waiting: _Waiting, worker: Worker | None) -> Worker | None:
        """Have a unit answered by the worker, or by another where it takes no more texts; the one that did."""
        report: Report | BaseException
        try:
            worker = self._ready(queue, worker)
            report = queue.ask(worker, waiting)
        except (ModelFailed, NotInstalled) as error:
            report = Report([], Cost(), failure=(error.reason, getattr(error, "log_tail", "")))
        except BaseException as error:
            report = error
        with self._changed:
            queue.idle += 1
        waiting.settle(report)
        return worker

    def _end_process(self, queue: LocalQueue) -> None:
        with self._changed:
            queue.processes -= 1
            self._spare += queue.processes > 0
            self._staff()
            self._changed.notify_all()

    def _next(self, queue: LocalQueue) -> _Waiting | None:
        """The queue's next unit, waited for; None where it is closed, or nobody asks any more."""
        with self._changed:
            while self._changed.wait_for(lambda: queue.units or queue.closed, _IDLE_SECONDS) and queue.units:
                waiting = queue.units.popleft()
                if waiting.future.set_running_or_notify_cancel():
                    queue.idle -= 1
                    return waiting
            queue.idle -= 1
            return None

    def _ready(self, queue: LocalQueue, worker: Worker | None) -> Worker:
        """The worker, or another where it takes no more texts."""
        if worker:
            if worker.takes_texts:
                return worker
            worker.stop()
        known = recipe(queue.model, self._hashes)
        if known.digest != queue.recipe.digest:
            raise ModelFailed(queue.model.id, "its files changed during the run, or differ between machines")
        return Worker(queue.model.id, known.command, queue.model.limits, spawned=queue.kill_if_closed)


class _Waiting(NamedTuple):
    texts: tuple[str, ...]
    take: Take
    future: Future[Report]

    def settle(self, outcome: Report | BaseException) -> None:
        if isinstance(outcome, Report):
            self.future.set_result(outcome)
        else:
            self.future.set_exception(outcome)


class LocalQueue:
    """A model's units, and how many processes it has. What is not private belongs to the pool, under its condition."""

    def __init__(self, pool: Pool, model: Model, known: Recipe, id_: str) -> None:
        self.model, self.recipe, self.id = model, known, id_
        self.units: deque[_Waiting] = deque()
        self.processes = self.idle = 0
        self.closed = False
        self._pool = pool
        self.at_work: set[Worker] = set()
        self._seconds_a_text = 1.0  # until the first unit is done

    @property
    def width(self) -> int:
        return 2 * max(self.processes, 1)

    def parts(self, texts: int) -> int:
        """Small enough that no worker waits for another's last one, but each with work for a while."""
        whiles = int(texts * self._seconds_a_text / _WHILE)
        return max(1, min(whiles, 2 * self.width))

    def submit(self, texts: Sequence[str], take: Take) -> Future[Report]:
        future: Future[Report] = Future()
        self._pool.put(self, _Waiting(tuple(texts), take, future))
        return future

    def report(self, future: Future[Report]) -> Report:
        return future.result()

    def close(self) -> None:
        self.cancel()
        self._pool.forget(self)

    def cancel(self) -> None:
        """Take no more units, drop those that wait, kill the processes that are at work."""
        for worker in self._pool.shut(self):
            worker.kill()

    def kill_if_closed(self, worker: Worker) -> None:
        """Have a new process among those that `cancel` kills."""
        self.at_work.add(worker)
        if self.closed:
            worker.kill()

    def ask(self, worker: Worker, unit: _Waiting) -> Report:
        """What came of a unit: cost, warnings, failure; its answers were taken."""
        self.kill_if_closed(worker)
        before, words, failure, began = worker.cpu_seconds, 0, None, time.monotonic()
        try:
            counted = Counter(worker.usage)
            for index, spans in worker.ask(unit.texts):
                words += len(unit.texts[index].split())
                unit.take(index, spans)
                if self._pool.budget:
                    self._pool.budget.spend(self.model, worker.usage - counted)
                    counted = Counter(worker.usage)
        except ModelFailed as error:
            failure = (error.reason, error.log_tail)
        finally:
            self.at_work.discard(worker)
        self._seconds_a_text = (time.monotonic() - began) / len(unit.texts)
        used, warnings = dict(worker.usage), dict(worker.warnings)
        worker.usage.clear()
        worker.warnings.clear()
        cost = Cost(words, worker.cpu_seconds - before, worker.load_seconds, worker.peak_rss / MIB, used)
        return Report([], cost, worker.version, warnings, failure)
