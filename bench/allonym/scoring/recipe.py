"""The recipe of a score: what its spans were read from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from allonym.corpus.source import is_poured, reading


def named(value: str | Path) -> str:
    """A part of a recipe in a signature: a path stands as its name and its digest."""
    return f"{value.name}@{digest(value)}" if isinstance(value, Path) else value


def digest(path: Path) -> str:
    """The first eight hexadecimal digits of the SHA-256 of a file, or of a folder's names and files."""
    total = hashlib.sha256()
    for file in sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]:
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode() + b"\0")
        opened: Any = reading(file) if is_poured(file) else file.open("rb")  # as the bytes lie there
        with opened as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()[:8]
