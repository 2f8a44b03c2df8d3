"""The command line from its first moment to its exit status, whatever happens on the way."""

from __future__ import annotations

import os
import sys

from allonym.cli.signals import take_signals


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit.

    0 done, 1 regressed or faults found, 2 broken, 3 nothing measured, 128 + N ended by signal N. Without `arguments`
    this is the process's own command: its signals and streams are taken care of too.
    """
    if arguments is not None:
        sys.exit(_run(arguments))
    take_signals()  # before anything is imported that takes time
    try:
        from allonym.cli.streams import mend_streams

        mend_streams()
        status = _run(sys.argv[1:])
    except KeyboardInterrupt as stopped:  # between two lines of the above
        status = getattr(stopped, "status", 130)
    os._exit(status) if status > 128 else sys.exit(status)  # no thread that is at work is waited for


def _run(arguments: list[str]) -> int:
    """The exit status of a command line; what went wrong is one line on standard error."""
    try:
        import gc

        # Values are frozen and hardly ever form cycles: to look for some after every 700 takes an eighth of a run.
        gc.set_threshold(100_000, 20, 20)
        from allonym.cli.group import allonym

        try:
            return _integer(allonym.main(arguments, prog_name="allonym", standalone_mode=False))
        except SystemExit as done:
            return _integer(done.code)
        finally:
            sys.stdout.flush()
    except BaseException as error:
        from allonym.cli.failures import report

        return report(error)


def _integer(status: object) -> int:
    """An exit status; what a command returns without one is done."""
    return status if isinstance(status, int) else 0 if status is None else 2
