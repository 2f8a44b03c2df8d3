"""What a process and its children have used, from the operating system's books."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

MIB = 1 << 20
MARK = "ALLONYM_WORKER"
"""A variable that a worker's processes inherit."""
_ROUNDS = 50
"""Times that marked processes are looked for while they start others."""


def family(pid: int) -> list[psutil.Process]:
    """The descendants of a process that are alive, without itself."""
    with suppress(psutil.NoSuchProcess):
        descendants: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
        return descendants
    return []


def kill_marked(mark: str) -> None:
    """Kill the processes that have `mark` (NAME=VALUE) in their environment, and those that they start meanwhile."""
    for _ in range(_ROUNDS):
        marked = [process for process in psutil.process_iter() if _is_marked(process, mark)]
        for process in marked:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(marked, timeout=1)
        if not marked:
            return


def _is_marked(process: psutil.Process, mark: str) -> bool:
    with suppress(psutil.Error, OSError):
        name, _, value = mark.partition("=")
        return bool(process.status() != psutil.STATUS_ZOMBIE and process.environ().get(name) == value)
    return False


def cpu_seconds(processes: list[psutil.Process]) -> float:
    """User plus system time of processes and of those of their children that have ended."""
    total = 0.0
    for process in processes:
        with suppress(psutil.Error):
            times = process.cpu_times()
            own = times.user + times.system
            with suppress(OSError):
                own = _clock(process.pid) if sys.platform == "linux" else own
            total += own + times.children_user + times.children_system
    return total


def _clock(pid: int) -> float:
    """A process's CPU clock in nanosecond steps, where its books are kept in steps of 10 ms.

    The id is that of clock_getcpuclockid(3): the complement of the pid, and 2 for the scheduler's clock.
    """
    return time.clock_gettime((~pid << 3) | 2)


def memory(processes: list[psutil.Process]) -> tuple[int, int]:
    """Resident bytes of processes together now, and the highest that one of them had."""
    now = highest = 0
    for process in processes:
        with suppress(psutil.Error):
            now += process.memory_info().rss
            highest = max(highest, _high_water(process.pid))
    return now, max(now, highest)


def _high_water(pid: int) -> int:
    """Peak resident bytes since the program started, which wait(2) would mix with its parent's."""
    with suppress(OSError, ValueError, IndexError):
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    return 0
