"""Folders and files that last for a while: a process that dies leaves them, and the next one clears them away.

Each is locked by the process that makes it (flock(2), which ends with the process): one that nobody holds is left over.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

PREFIX = "allonym-part-"


@contextmanager
def temporary_folder(parent: Path | None = None, prefix: str = PREFIX) -> Iterator[Path]:
    """A folder in `parent` (the system's folder for such things without) that is gone, or renamed, afterwards.

    What processes that died left there under the same prefix is cleared. Raises OSError where none can be made.
    """
    home = parent or Path(tempfile.gettempdir())
    clear_leftovers(home, prefix)
    with _locked(home, fcntl.LOCK_SH):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=home))
        held = os.open(folder, os.O_RDONLY)
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_SH)  # what makes a file in it holds it too
    try:
        with _named(home):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


@contextmanager
def temporary_file(parent: Path, prefix: str) -> Iterator[tuple[BinaryIO, Path]]:
    """A file in `parent`, open for writing, that is gone, or renamed, afterwards; otherwise as `temporary_folder`."""
    clear_leftovers(parent, prefix)
    with _locked(parent, fcntl.LOCK_SH):
        handle, name = tempfile.mkstemp(prefix=prefix, dir=parent)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with _named(parent), os.fdopen(handle, "wb") as file:
            yield file, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def clear_leftovers(parent: Path, prefix: str) -> None:
    """Remove what begins with the prefix, is the user's own, and is held by nobody."""
    if not any(parent.glob(f"{prefix}*")):
        return
    with suppress(OSError), _locked(parent, fcntl.LOCK_EX | fcntl.LOCK_NB):  # in use: the next one clears it
        for path in parent.glob(f"{prefix}*"):
            _remove_unless_held(path)


def _remove_unless_held(path: Path) -> None:
    with suppress(OSError):
        if path.is_symlink() or path.stat().st_uid != os.getuid() or not (path.is_dir() or path.is_file()):
            return
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
        finally:
            os.close(handle)


@contextmanager
def _named(place: Path) -> Iterator[None]:
    """Say of what is full where it is: writing to an open file tells no name."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) and error.filename is None:
            error.filename = str(place)
        raise


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    """Hold the folder: shared while something is made in it, alone while it is cleared."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError) if how == fcntl.LOCK_SH else nullcontext():  # not every file system has locks
            fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
