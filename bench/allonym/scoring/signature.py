"""The signature of a score: how its numbers were made, in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from allonym import __version__
from allonym.match.counts import SCHEMES


def signature(recipe: Mapping[str, str | Path]) -> str:
    """The parts of a recipe with the schemes and the version; a path stands as its name and its digest."""
    parts = [f"{key}:{_shown(value)}" for key, value in recipe.items()]
    return "|".join(["+".join(SCHEMES), *parts, f"v{__version__}"])


def _shown(value: str | Path) -> str:
    return f"{value.name}@{digest(value)}" if isinstance(value, Path) else value


def digest(path: Path) -> str:
    """The first eight hexadecimal digits of the SHA-256 of a file, or of a folder's names and files."""
    total = hashlib.sha256()
    for file in sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]:
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()[:8]
