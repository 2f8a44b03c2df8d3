"""A worker process: started, asked, watched and stopped. Whatever it does, its caller gets ModelFailed at worst."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import psutil

from allonym.predict import accounting
from allonym.predict.answers import Ready, Span, TooManySpans, read_answer, read_ready
from allonym.predict.failures import ModelFailed
from allonym.predict.guarded import Guarded
from allonym.predict.models import Limits
from allonym.predict.pipes import Pipes

_TICK = 0.25
"""Seconds between looks at clock and memory."""
_PATIENCE = 1.0
"""Seconds after which a worker that has all of its input and never answered is told that input ended."""
_MOST_SAID = 64 * accounting.MIB
"""Bytes of output without an answer to what was asked."""
_SETTINGS = {
    # One thread: CPU seconds compare, sums of floats do not depend on the machine's cores.
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB_MAXIMUM")},
    "TOKENIZERS_PARALLELISM": "false",
    "PYTHONHASHSEED": "0",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}


class Worker:
    """A command that speaks the worker protocol, started and ready.

    `warnings` counts what it said that was no answer, `usage` what its answers say was used up.
    Raises ModelFailed from any method when the process breaks down, breaks a limit, or ends with texts unanswered.
    """

    def __init__(
        self,
        model: str,
        command: Sequence[str],
        limits: Limits,
        spawned: Callable[[Worker], None],
    ) -> None:
        """`spawned` gets the worker before it is ready, so that it can be killed while it loads."""
        self.model, self.limits = model, limits
        self.warnings: Counter[str] = Counter()
        self.usage: Counter[str] = Counter()
        self.peak_rss = 0
        self._mark = f"{accounting.MARK}={uuid.uuid4().hex}"
        self._numbered = self._said_at_answer = 0
        self._answered = self._stopped = False
        self._looked = self._cpu = 0.0
        self._killing = threading.Lock()
        started = time.monotonic()
        self._start(command)
        try:
            spawned(self)
            self.version = self._read_ready(started + limits.start_seconds).version
        except BaseException:
            self.stop()
            raise
        self.load_seconds = time.monotonic() - started
        self._cpu_at_start = self._cpu = accounting.cpu_seconds(accounting.family(self._guard.pid))

    def _start(self, command: Sequence[str]) -> None:
        name, _, mark = self._mark.partition("=")
        try:
            self._guarded = Guarded(command, {**_SETTINGS, name: mark})
        except (OSError, ValueError) as error:
            raise ModelFailed(self.model, f"cannot be started: {error}") from None
        self._guard = self._guarded.process
        assert self._guard.stdin
        assert self._guard.stdout
        assert self._guard.stderr
        self._pipes = Pipes(self._guard.stdin, self._guard.stdout, self._guard.stderr)

    def _read_ready(self, deadline: float) -> Ready:
        while True:
            self._pump()
            while self._pipes.lines:
                line = self._pipes.lines.popleft()
                if ready := read_ready(line):
                    self._said_at_answer = self._pipes.said
                    return ready
                self._no_answer(line)
            if self._pipes.ended:
                raise self._failed(f"{self._how_it_ended()} before it was ready")
            if time.monotonic() > deadline:
                raise self._failed(f"not ready after {self.limits.start_seconds:g} s")

    @property
    def takes_texts(self) -> bool:
        """Whether it runs and its input is open."""
        return not self._pipes.ended and self._pipes.input_open

    @property
    def cpu_seconds(self) -> float:
        """User and system seconds since the worker was ready."""
        return self._cpu - self._cpu_at_start

    def ask(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Span]]]:
        """Each text's index with its spans as the worker gave them, in the order of its answers."""
        waiting = {str(self._numbered + index): index for index in range(len(texts))}
        self._pipes.send(
            json.dumps({"id": id_, "text": text}).encode("ascii") + b"\n"
            for id_, text in zip(list(waiting), texts, strict=True)
        )
        self._numbered += len(texts)
        began = heard = time.monotonic()
        while waiting:
            self._pump()
            while self._pipes.lines:
                found = self._read_answer(self._pipes.lines.popleft(), waiting, texts)
                if found is not None:
                    handed = time.monotonic()
                    yield found
                    heard = time.monotonic()
                    began += heard - handed  # what is done with an answer is not the worker's time
            if waiting:
                self._check(len(waiting), began, heard)
        self._look()

    def _read_answer(self, line: bytes, waiting: dict[str, int], texts: Sequence[str]) -> tuple[int, list[Span]] | None:
        answer = read_answer(line, self.warnings)
        if answer is None:
            self._no_answer(line)
            return None
        index = waiting.get(answer.id)
        if index is None:
            known = answer.id.isascii() and answer.id.isdecimal() and len(answer.id) < 20
            given = known and int(answer.id) < self._numbered
            self.warnings["text answered twice" if given else "answer for an unknown id"] += 1
            return None
        try:
            spans = answer.spans_of(texts[index])
        except TooManySpans as error:
            raise self._failed(str(error)) from None
        del waiting[answer.id]
        self.usage.update(answer.usage)
        self._answered, self._said_at_answer = True, self._pipes.said
        return index, spans

    def _no_answer(self, line: bytes) -> None:
        if line and not line.isspace():
            self.warnings["line that is no answer"] += 1
            self._pipes.log(b"(on standard output) " + line[:200] + b"\n")

    def _check(self, unanswered: int, began: float, heard: float) -> None:
        now = time.monotonic()
        if self._pipes.ended:
            raise self._failed(f"{self._how_it_ended()}, texts unanswered: {unanswered}")
        if now - heard > self.limits.text_seconds:
            raise self._failed(
                f"no answer for {self.limits.text_seconds:g} s, the limit a text; unanswered: {unanswered}"
            )
        if now - began > self.limits.total_seconds:
            raise self._failed(
                f"not done after {self.limits.total_seconds:g} s, the limit in all; unanswered: {unanswered}"
            )
        if now - heard > _PATIENCE and not self._answered and self._pipes.sent:
            self._pipes.end_input()

    def _pump(self) -> None:
        self._pipes.pump(_TICK)
        if self._pipes.said - self._said_at_answer > _MOST_SAID:
            raise self._failed(f"more than {_MOST_SAID >> 20} MiB of output without an answer")
        if time.monotonic() - self._looked > _TICK:
            self._look()

    def _look(self) -> None:
        """Bring CPU time and peak memory up to date; raise ModelFailed over the memory limit."""
        self._looked = time.monotonic()
        processes = accounting.family(self._guard.pid)
        self._cpu = max(self._cpu, accounting.cpu_seconds(processes))
        now, highest = accounting.memory(processes)
        self.peak_rss = max(self.peak_rss, highest)
        if now > self.limits.memory_mb * accounting.MIB:
            raise self._failed(
                f"{now >> 20} MB of memory, over its limit of {self.limits.memory_mb} MB",
            )

    def _how_it_ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            status = self._guard.wait(timeout=5)
            if status < 0:
                return "its guard was killed"
            with suppress(ValueError):
                return f"killed by {signal.Signals(status - 128).name}"
            return f"ended with exit status {status}"
        return "closed its output"

    def _failed(self, reason: str) -> ModelFailed:
        self.kill()
        with suppress(subprocess.TimeoutExpired):
            self._guard.wait(timeout=_PATIENCE)
        self._pipes.read_rest_of_log()
        self.stop()
        return ModelFailed(self.model, reason, self._pipes.log_tail)

    def kill(self) -> None:
        """End the worker and all its processes now. Safe from any thread and more than once."""
        with self._killing:
            self._guarded.kill()
        for process in accounting.family(self._guard.pid):
            with suppress(psutil.Error):
                process.kill()

    def stop(self) -> None:
        """End the input, give the worker a moment to end by itself, then leave no process behind."""
        if self._stopped:
            return
        self._stopped = True
        self._pipes.close()
        with suppress(subprocess.TimeoutExpired):
            self._guard.wait(timeout=_PATIENCE)
        self.kill()
        with suppress(subprocess.TimeoutExpired):
            self._guard.wait(timeout=_PATIENCE)
        self._guard.kill()
        if self._guard.wait() < 0:  # somebody stopped or killed it: what it would have ended bears the worker's mark
            accounting.kill_marked(self._mark)
        self._guarded.leave_none()
