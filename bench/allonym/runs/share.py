"""Files that a run has in common with the one before lie on the disk once."""

from __future__ import annotations

import filecmp
from contextlib import suppress
from pathlib import Path


def share_unchanged(folder: Path, before: Path) -> None:
    """Make each file of a folder that is byte for byte that of another folder a hard link to it.

    Where the file system has no such links, the files stay as they are.
    """
    for path in folder.rglob("*"):
        other = before / path.relative_to(folder)
        if path.is_file() and other.is_file() and filecmp.cmp(path, other, shallow=False):
            with suppress(OSError):
                link = path.with_name(f".{path.name}")
                link.hardlink_to(other)
                link.replace(path)


def own_size(folder: Path) -> int:
    """The bytes that go with a folder: those of its files that no other folder shares."""
    states = (path.lstat() for path in folder.rglob("*") if path.is_file())
    return sum(state.st_size for state in states if state.st_nlink == 1)
