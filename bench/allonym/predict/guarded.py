"""Commands under a guard: whatever becomes of this process, they end with it, and so does all that they started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from allonym.predict.cgroup import own_group
from allonym.predict.guard import end_group

_GUARD = Path(__file__).with_name("guard.py")


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


def run_guarded(command: Sequence[str], settings: Mapping[str, str], hold: Sequence[int] = ()) -> tuple[int, str, str]:
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
