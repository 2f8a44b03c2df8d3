"""A worker process: started, asked, watched and stopped. It may do anything; its caller is told by ModelFailed."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec
import psutil

from allonym.predict import accounting
from allonym.predict.answers import Answer, Ready, Span
from allonym.predict.failures import ModelFailed
from allonym.predict.models import Limits

_GUARD = Path(__file__).parent / "worker" / "guard.py"
_TICK = 0.25
"""Seconds between looks at clock and memory."""
_PATIENCE = 1.0
"""Seconds after which a worker that has all of its input and never answered is told that input ended."""
_LONGEST_LINE = 64 * accounting.MIB
_TAIL = 16 * 1024
_LOG_LINES = 20
_SETTINGS = {
    # One thread: CPU seconds compare, sums of floats do not depend on the machine's cores.
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB_MAXIMUM")},
    "TOKENIZERS_PARALLELISM": "false",
    "PYTHONHASHSEED": "0",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}

_alive: set[Worker] = set()


def stop_all() -> None:
    """Kill every worker at once, from any thread: whoever waits for one gets ModelFailed."""
    for worker in list(_alive):
        worker.kill()


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
        settings: Mapping[str, str] | None = None,
        spawned: Callable[[Worker], None] = lambda _: None,
    ) -> None:
        """`spawned` is told of the worker before it is ready, so that it can be killed while it loads."""
        self.model, self.limits = model, limits
        self.warnings: Counter[str] = Counter()
        self.usage: Counter[str] = Counter()
        self.peak_rss = 0
        self.ended = False
        self._killed = False
        self._lines: list[bytes] = []
        self._partial = bytearray()
        self._log = bytearray()
        self._out = memoryview(b"")
        self._requests: Iterator[bytes] = iter(())
        self._numbered = 0
        self._answered = False
        self._waited = 0.0
        self._looked = 0.0
        self._cpu = 0.0
        started = time.monotonic()
        self._start(command, settings or {})
        try:
            spawned(self)
            self.ready = self._read_ready()
        except BaseException:
            self.stop()
            raise
        self.load_seconds = time.monotonic() - started
        self._cpu_at_start = self._cpu = accounting.cpu_seconds(accounting.family(self._guard.pid))

    def _start(self, command: Sequence[str], settings: Mapping[str, str]) -> None:
        lifeline, self._lifeline = os.pipe()
        try:
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_GUARD), str(lifeline), *command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                pass_fds=[lifeline], start_new_session=True, env={**os.environ, **_SETTINGS, **settings},
            )  # fmt: skip
        finally:
            os.close(lifeline)
        _alive.add(self)
        self._stdin = self._guard.stdin
        assert self._guard.stdout
        assert self._guard.stderr
        self._stdout, self._stderr = self._guard.stdout, self._guard.stderr
        self._selector = selectors.DefaultSelector()
        for stream in (self._stdin, self._stdout, self._stderr):
            assert stream
            os.set_blocking(stream.fileno(), False)
        self._selector.register(self._stdout, selectors.EVENT_READ)
        self._selector.register(self._stderr, selectors.EVENT_READ)

    def _read_ready(self) -> Ready:
        waited = 0.0
        while True:
            waited += self._pump()
            while self._lines:
                line = self._lines.pop(0)
                with suppress(msgspec.DecodeError):
                    ready = msgspec.json.decode(line, type=Ready)
                    if ready.ready:
                        return ready
                self._no_answer(line)
            if self.ended:
                raise self._failed(f"{self._how_it_ended()} before it was ready")
            if waited > self.limits.start_seconds:
                raise self._failed(f"not ready after {self.limits.start_seconds:g} s")

    @property
    def takes_texts(self) -> bool:
        """Whether it runs and its input is open."""
        return not self.ended and self._stdin is not None

    @property
    def cpu_seconds(self) -> float:
        """User and system seconds since the worker was ready."""
        return self._cpu - self._cpu_at_start

    def ask(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Span]]]:
        """Each text's index with its spans as the worker gave them, in the order of its answers."""
        waiting = {str(self._numbered + index): index for index in range(len(texts))}
        self._requests = (
            json.dumps({"id": id_, "text": text}).encode("ascii") + b"\n"
            for id_, text in zip(list(waiting), texts, strict=True)
        )
        self._numbered += len(texts)
        silent = self._waited = 0.0
        while waiting:
            silent += self._pump()
            while self._lines:
                line = self._lines.pop(0)
                found = self._read_answer(line, waiting)
                if found is not None:
                    self._answered, silent = True, 0.0
                    yield found
            if waiting:
                self._check(len(waiting), silent)
        self._look()

    def _read_answer(self, line: bytes, waiting: dict[str, int]) -> tuple[int, list[Span]] | None:
        try:
            answer = msgspec.json.decode(line, type=Answer)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._no_answer(line)
            return None
        index = waiting.pop(answer.id, None)
        if index is not None:
            self.usage.update(answer.usage)
            return index, answer.spans
        given = answer.id.isdecimal() and int(answer.id) < self._numbered
        self.warnings["text answered twice" if given else "answer for an unknown id"] += 1
        return None

    def _no_answer(self, line: bytes) -> None:
        if line.strip():
            self.warnings["line that is no answer"] += 1
            self._keep_log(b"(on standard output) " + line[:200] + b"\n")

    def _check(self, unanswered: int, silent: float) -> None:
        if self.ended:
            raise self._failed(f"{self._how_it_ended()}, texts unanswered: {unanswered}")
        if silent > self.limits.text_seconds:
            raise self._failed(
                f"no answer for {self.limits.text_seconds:g} s, the limit a text; unanswered: {unanswered}"
            )
        if self._waited > self.limits.total_seconds:
            raise self._failed(
                f"not done after {self.limits.total_seconds:g} s, the limit in all; unanswered: {unanswered}"
            )
        if silent > _PATIENCE and not self._answered and not self._out:
            self._end_input()

    def _pump(self) -> float:
        """Move what can be moved between the pipes; returns the seconds spent waiting for the worker."""
        if self._stdin and not self._out:
            self._out = memoryview(b"".join(_upto(self._requests, 1 << 16)))
            self._watch_stdin()
        before = time.monotonic()
        events = self._selector.select(_TICK)
        now = time.monotonic()
        self._waited += now - before
        for key, _ in events:
            if key.fileobj is self._stdin:
                self._write()
            elif key.fileobj is self._stderr:
                self._keep_log(self._read(self._stderr))
            else:
                self._split(self._read(self._stdout))
        if now - self._looked > _TICK:
            self._look()
        return now - before

    def _watch_stdin(self) -> None:
        assert self._stdin
        watched = self._stdin in self._selector.get_map()
        if self._out and not watched:
            self._selector.register(self._stdin, selectors.EVENT_WRITE)
        elif watched and not self._out:
            self._selector.unregister(self._stdin)

    def _write(self) -> None:
        assert self._stdin
        try:
            self._out = self._out[os.write(self._stdin.fileno(), self._out) :]
        except BlockingIOError:
            return
        except OSError:  # the worker has closed its input; the end of its output will tell
            self._end_input()

    def _end_input(self) -> None:
        if self._stdin:
            self._out = memoryview(b"")
            self._watch_stdin()
            self._stdin.close()
            self._stdin = None

    def _read(self, stream: IO[bytes]) -> bytes:
        try:
            data = os.read(stream.fileno(), 1 << 20)
        except BlockingIOError:
            return b""
        if not data:
            self._selector.unregister(stream)
            self.ended = self.ended or stream is self._stdout
        return data

    def _split(self, data: bytes) -> None:
        self._partial += data
        if b"\n" in data or (self.ended and self._partial):
            *lines, rest = self._partial.split(b"\n")
            self._lines += map(bytes, [*lines, rest] if self.ended else lines)
            self._partial = bytearray() if self.ended else rest
        if len(self._partial) > _LONGEST_LINE:
            raise self._failed(f"a line of more than {_LONGEST_LINE >> 20} MiB")

    def _keep_log(self, data: bytes) -> None:
        self._log += data
        del self._log[:-_TAIL]

    @property
    def log_tail(self) -> str:
        """The last lines of the worker's log."""
        return "\n".join(self._log.decode("utf-8", "replace").splitlines()[-_LOG_LINES:])

    def _look(self) -> None:
        """Bring CPU time and peak memory up to date; raise ModelFailed over the memory limit."""
        self._looked = time.monotonic()
        processes = accounting.family(self._guard.pid)
        if self._killed:  # before the guard had started what there was to kill
            self.kill()
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
            if status < 0 or status > 128:
                number = -status if status < 0 else status - 128
                with suppress(ValueError):
                    return f"killed by {signal.Signals(number).name}"
            return f"ended with exit status {status}"
        return "closed its output"

    def _failed(self, reason: str) -> ModelFailed:
        self.kill()
        with suppress(OSError, ValueError):  # what it wrote last
            while data := os.read(self._stderr.fileno(), 1 << 16):
                self._keep_log(data)
        self.stop()
        return ModelFailed(self.model, reason, self.log_tail)

    def kill(self) -> None:
        """End the worker and all its processes now. Safe from any thread and more than once."""
        self._killed = True
        for process in accounting.family(self._guard.pid):
            with suppress(psutil.Error):
                process.kill()

    def stop(self) -> None:
        """End the input, give the worker a moment to end by itself, then leave no process behind."""
        if self not in _alive:
            return
        _alive.discard(self)
        self.ended = True
        self._selector.close()
        for stream in (self._stdin, self._stdout, self._stderr):
            if stream:
                with suppress(OSError):
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            self._guard.wait(timeout=_PATIENCE)
        self.kill()
        os.close(self._lifeline)  # the guard kills what else is in the worker's process group
        self._guard.wait()


def _upto(requests: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Requests until they add up to `size` bytes."""
    for request in requests:
        yield request
        size -= len(request)
        if size <= 0:
            return
