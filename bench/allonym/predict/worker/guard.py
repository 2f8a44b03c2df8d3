"""Runs a worker's command and sees to it that no process of it outlives its caller.

guard.py LIFELINE COMMAND...: LIFELINE is the number of a pipe's reading end whose writing end only
the caller holds. When the caller closes it, or dies in whatever way, the pipe ends and the worker's
process group is killed, as it is when the worker itself ends. The guard's exit status is the
worker's (128 + N where signal N ended it; 127 where the command cannot be run).
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress


def kill_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def kill_when_ended(lifeline: int, group: int) -> None:
    while os.read(lifeline, 1):
        pass
    kill_group(group)


def main() -> int:
    lifeline = int(sys.argv[1])
    try:
        worker = subprocess.Popen(sys.argv[2:], process_group=0)  # inherits the streams, not the lifeline
    except OSError as error:
        print(f"{sys.argv[2]}: {error.strerror}", file=sys.stderr)
        return 127
    # Only the worker may hold the streams, or its caller would never see their end.
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    threading.Thread(target=kill_when_ended, args=(lifeline, worker.pid), daemon=True).start()
    status = worker.wait()
    kill_group(worker.pid)
    return 128 - status if status < 0 else status


if __name__ == "__main__":
    os._exit(main())
