"""Baseline and policy as another branch has them, so that a change under review cannot bless itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

from allonym.errors import InputError


def copied_from(reference: str, path: Path, folder: Path) -> Path:
    """A file of the working folder as a commit has it, in another folder.

    Where the commit lacks the file so does the folder. Raises InputError outside a checkout, and for a reference that
    is not there.
    """
    _git("no commit " + repr(reference), "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}")
    root = Path(_git("not a checkout of git", "rev-parse", "--show-toplevel").decode().strip())
    try:
        inside = path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise InputError("outside the checkout", where=str(path), todo="leave out --baseline-from") from None
    copy = folder / path.name
    if _git("not to be listed", "ls-tree", "--full-tree", "-r", "--name-only", reference, "--", inside):
        copy.write_bytes(_git("not to be read", "show", f"{reference}:{inside}"))
    return copy


def _git(fault: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("git is not installed", todo="install it, or leave out --baseline-from") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        what = f"{fault}: {said}" if said else fault
        raise InputError(what, where="--baseline-from", todo="fetch it: git fetch origin BRANCH")
    return done.stdout
