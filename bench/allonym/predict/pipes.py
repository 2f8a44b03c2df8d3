"""The three pipes of a worker process: what it is given, says and logs. None of them ever blocks."""

from __future__ import annotations

import os
import selectors
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from allonym.printable import printable_log

_READ = 1 << 16
_TAIL = 16 * 1024
_LOG_LINES = 20


class Pipes:
    """Non-blocking reading and writing; `pump` moves what can be moved.

    `lines` are the lines of standard output that nobody took yet, `said` counts its bytes, `ended` says that there
    will be no more.
    """

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self.lines: deque[bytes] = deque()
        self.said = 0
        self.ended = False
        self._partial = bytearray()
        self._log = bytearray()
        self._out = memoryview(b"")
        self._requests: Iterator[bytes] = iter(())
        self._stdin: IO[bytes] | None = stdin
        self._stdout, self._stderr = stdout, stderr
        for stream in (stdin, stdout, stderr):
            os.set_blocking(stream.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(stdout, selectors.EVENT_READ)
        self._selector.register(stderr, selectors.EVENT_READ)

    def send(self, requests: Iterator[bytes]) -> None:
        """Give the worker these lines, as fast as it takes them, from now on."""
        self._requests = requests

    @property
    def sent(self) -> bool:
        """Whether the worker has taken all that it was given."""
        return not self._out

    @property
    def input_open(self) -> bool:
        return self._stdin is not None

    def pump(self, seconds: float) -> None:
        """Move what can be moved, or wait so long for something that can."""
        if self._stdin and not self._out:
            self._out = memoryview(b"".join(_upto(self._requests, _READ)))
            self._watch_stdin()
        for key, _ in self._selector.select(seconds):
            if key.fileobj is self._stdin:
                self._write()
            elif key.fileobj is self._stderr:
                self.log(self._read(self._stderr))
            else:
                self._split(self._read(self._stdout))

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
            self.end_input()

    def end_input(self) -> None:
        """Let the worker see the end of its input."""
        if self._stdin:
            self._out = memoryview(b"")
            self._watch_stdin()
            self._stdin.close()
            self._stdin = None

    def _read(self, stream: IO[bytes]) -> bytes:
        try:
            data = os.read(stream.fileno(), _READ)
        except BlockingIOError:
            return b""
        if not data:
            self._selector.unregister(stream)
            self.ended = self.ended or stream is self._stdout
        return data

    def _split(self, data: bytes) -> None:
        self.said += len(data)
        first, *more = data.split(b"\n")
        self._partial += first
        if more or (self.ended and self._partial):
            self.lines.append(bytes(self._partial))
            self.lines.extend(more[:-1])
            self._partial = bytearray(b"".join(more[-1:]))

    def log(self, data: bytes) -> None:
        """Add to the log, of which the end is kept."""
        self._log += data
        del self._log[:-_TAIL]

    def read_rest_of_log(self) -> None:
        """Take what an ended worker wrote last."""
        with suppress(OSError, ValueError):
            while data := os.read(self._stderr.fileno(), _READ):
                self.log(data)

    @property
    def log_tail(self) -> str:
        """The last lines of the log, fit to be printed."""
        return printable_log("\n".join(self._log.decode("utf-8", "replace").splitlines()[-_LOG_LINES:]))

    def close(self) -> None:
        self.ended = True
        self._selector.close()
        for stream in (self._stdin, self._stdout, self._stderr):
            if stream:
                with suppress(OSError):
                    stream.close()
        self._stdin = None


def _upto(requests: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Requests until they add up to `size` bytes."""
    for request in requests:
        yield request
        size -= len(request)
        if size <= 0:
            return
