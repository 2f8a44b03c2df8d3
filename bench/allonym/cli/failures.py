"""What ended a command early, as one line on standard error and an exit status."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from allonym import paths
from allonym.cli.signals import Stopped, arrived
from allonym.errors import AllonymError
from allonym.printable import printable

_NAMED = ["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "ENAMETOOLONG", "ENOTDIR", "EISDIR", "EMFILE", "EIO"]
_SURROUNDINGS = {number for name in _NAMED if (number := getattr(errno, name, None))}
"""Errors of the system that say themselves what is to be done."""


def report(error: BaseException) -> int:
    """Say on standard error what happened; the exit status."""
    match arrived() or error:
        case AllonymError() as known:
            return _said(str(known), known.status)
        case click.ClickException() as usage:
            usage.show()
            return 2
        case click.Abort() | KeyboardInterrupt() | EOFError() as stopped:
            return _stopped(stopped)
        case OSError() as fault if fault.errno in _SURROUNDINGS:
            return _said(": ".join(filter(None, (fault.filename and str(fault.filename), fault.strerror))))
        case MemoryError():
            return _said(f"out of memory; {_keep_trace(error)}")
        case _:
            what = ": ".join(filter(None, (type(error).__name__, str(error)[:300])))
            return _said(f"this should not happen: {what}; {_keep_trace(error)}")


def _said(what: str, status: int = 2) -> int:
    click.echo(f"allonym: {printable(what)}", err=True)
    return status


def _stopped(error: BaseException) -> int:
    """What a signal ended, or a user who gave no answer to a question."""
    cause = error.__cause__ if isinstance(error, click.Abort) and error.__cause__ else error
    if isinstance(cause, EOFError):
        return _said("no answer")
    return _said(str(cause), cause.status) if isinstance(cause, Stopped) else _said("stopped", 130)


def _keep_trace(error: BaseException) -> str:
    """Where the whole trace is, for whoever mends it; on standard error where no folder takes it."""
    trace = "".join(traceback.format_exception(error))
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="allonym-trace-", suffix=".txt", dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(trace)
            return f"the full trace is in {name}"
    sys.stderr.write(trace)
    return "the full trace stands above, for no folder takes it"


def _folders() -> Iterator[Path]:
    with suppress(OSError):  # no temporary folder can be written
        yield Path(tempfile.gettempdir())
    yield paths.CACHE
