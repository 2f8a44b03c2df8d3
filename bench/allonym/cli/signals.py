"""Ctrl-C, SIGTERM and SIGHUP: the work ends within a moment."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from threading import Timer  # whole before a signal is taken: one may arrive in the midst of any import
from types import FrameType

GRACE = 1.5
"""Seconds that the work has to put its things away."""
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A signal asked the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.status = 128 + number

    def __str__(self) -> str:
        return "; ".join(["stopped", *getattr(self, "__notes__", ())])


_arrived: list[Stopped] = []


def arrived() -> Stopped | None:
    """The signal that is ending the process: whatever fails from then on, an import cut short too, is its doing."""
    return _arrived[0] if _arrived else None


def take_signals() -> None:
    """Have the first signal raise Stopped in the main thread, and a second one, or GRACE seconds, end the process.

    A signal that the process's parent has it ignore (nohup, a job in the background) stays ignored.
    """
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    for other in _ENDING:
        if signal.getsignal(other) is _stop:
            signal.signal(other, _end)
    stopped = Stopped(number)
    _arrived.append(stopped)
    late = Timer(GRACE, _end_late, (stopped,))
    late.daemon = True
    late.start()
    raise stopped


def _end(number: int, _: FrameType | None) -> None:
    """End now: what lies about is put away by the next run."""
    os._exit(128 + number)


def _end_late(stopped: Stopped) -> None:
    with suppress(OSError):
        os.write(2, f"allonym: {stopped}\n".encode())
    os._exit(stopped.status)
