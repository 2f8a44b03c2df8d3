"""Runs a worker's command and sees to it that no process of it outlives its caller.

guard.py LIFELINE GROUP COMMAND...: LIFELINE is the number of a pipe's reading end whose writing end only
the caller holds; GROUP is the folder of an empty control group for the worker, or empty. When the caller
closes the pipe, or dies in whatever way, the worker is killed with all that it has started, as it is when
the worker itself ends. On Linux that includes what has moved to a session of its own or has become a
daemon: the guard is its reaper (prctl(2), PR_SET_CHILD_SUBREAPER), so that orphans become its children,
and a worker that kills the guard dies with it (PR_SET_PDEATHSIG). What is in the group ends whatever it
did before. The guard's exit status is the worker's (128 + N where signal N ended it; 127 where the command
cannot be run).
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PATIENCE = 2.0
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def begin(group: str) -> None:
    """What a worker does before it is one: it enters its group, and dies with the guard."""
    if group:
        with suppress(OSError):
            Path(group, "cgroup.procs").write_text("0")
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end_group(group: str) -> None:
    """Kill what is in a control group, and remove it with those below it; nothing where there is none."""
    if not group:
        return
    with suppress(OSError):
        Path(group, "cgroup.kill").write_text("1")
    until = time.monotonic() + PATIENCE
    while Path(group).is_dir() and time.monotonic() < until:
        with suppress(OSError):  # until the last process in it is gone
            for folder in [*sorted(Path(group).rglob("*/"), reverse=True), Path(group)]:
                folder.rmdir()
        time.sleep(0.005)


def parents() -> Iterator[tuple[int, int]]:
    """Each process with its parent; nothing where the system has no /proc."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            yield int(file.parent.name), int(file.read_bytes().rpartition(b")")[2].split()[1])


def kill_all(group: int) -> None:
    """Kill the group and every child, orphans that become children on the way among them, but reap none."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    for child, parent in parents():
        if parent == os.getpid():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


def wait_for(worker: int) -> int:
    """The worker's exit status; orphans that end before it are reaped."""
    while True:
        pid, status = os.wait()
        if pid == worker:
            return os.waitstatus_to_exitcode(status)


def leave_none(group: int) -> None:
    """Kill and reap until there is no child any more."""
    with suppress(ChildProcessError):
        while True:
            kill_all(group)
            os.wait()


def kill_when_ended(lifeline: int, group: int) -> None:
    with suppress(OSError):
        while os.read(lifeline, 1):
            pass
    kill_all(group)  # the main thread sees the worker end, and leaves none


def main() -> int:
    lifeline, group, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        # It inherits the streams, not the lifeline; there is no thread yet.
        worker = subprocess.Popen(command, process_group=0, preexec_fn=lambda: begin(group)).pid  # noqa: PLW1509
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        end_group(group)
        return 127
    # Only the worker may hold the streams, or its caller would never see their end.
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    threading.Thread(target=kill_when_ended, args=(lifeline, worker), daemon=True).start()
    status = wait_for(worker)
    end_group(group)
    leave_none(worker)
    return 128 - status if status < 0 else status


if __name__ == "__main__":
    os._exit(main())
