"""Commands under a guard: whatever becomes of this process, they end with it, and so does all that they started."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from allonym.predict.guard import end_group

_GUARD = Path(__file__).with_name("guard.py")
_GROUP = "allonym-worker-"


def own_group() -> str:
    """The folder of a new, empty control group (Linux, cgroup v2), out of which no daemon gets; "" without one.

    One can be had below the group that this process is in, if that is ours to write: of root, or delegated to the user,
    as systemd does for what a user starts. Nothing is limited by it.
    """
    with suppress(OSError, StopIteration):
        mounts = (line.split() for line in Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines())
        root = next(Path(mount[1]) for mount in mounts if mount[2] == "cgroup2")
        lines = Path("/proc/self/cgroup").read_text("utf-8", "replace").splitlines()
        home = root / next(line.removeprefix("0::/") for line in lines if line.startswith("0::/"))
        group = home / f"{_GROUP}{os.getpid()}-{uuid.uuid4().hex[:8]}"
        group.mkdir()
        if (group / "cgroup.kill").is_file():  # since Linux 5.14
            return str(group)
        end_group(str(group))
    return ""


class Guarded:
    """A started command: the guard's process, which has its streams, and the pipe whose end kills it."""

    def __init__(
        self,
        command: Sequence[str],
        settings: Mapping[str, str],
        hold: Sequence[int] = (),
        stdin: int = subprocess.PIPE,
    ) -> None:
        """`settings` are added to the environment; the guard holds the descriptors `hold`, and what is locked by them.

        Raises OSError, ValueError where nothing can be started.
        """
        lifeline, writing_end = os.pipe()
        self._group = own_group()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_GUARD), str(lifeline), self._group, *command],
                stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                pass_fds=[lifeline, *hold], start_new_session=True, env={**os.environ, **settings},
            )  # fmt: skip
        except BaseException:
            os.close(writing_end)
            end_group(self._group)
            raise
        finally:
            os.close(lifeline)
        self._lifeline: int | None = writing_end

    def kill(self) -> None:
        """Have the guard kill everything. More than once is the same as once."""
        held, self._lifeline = self._lifeline, None
        if held is not None:
            with suppress(OSError):
                os.close(held)

    def leave_none(self) -> None:
        """End what the guard, which has ended, may have left because somebody killed it."""
        end_group(self._group)


def run_guarded(command: Sequence[str], settings: Mapping[str, str], hold: Sequence[int]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command that is given nothing; waited for.

    Raises OSError where it cannot be started.
    """
    started = Guarded(command, settings, hold, subprocess.DEVNULL)
    try:
        out, err = started.process.communicate()
    finally:
        started.kill()
        started.process.wait()
        started.leave_none()
    return started.process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
