"""The signature: how a number was made, in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from allonym import __version__
from allonym.corpus.source import is_poured, reading


def signature(number: Iterable[str], recipe: Mapping[str, str]) -> str:
    """A signature: what the number is, its recipe, the version, parts with a bar between.

    What the number is stands by itself: schemes joined with "+", then average and label set where there is one of
    each. The recipe's parts are KEY:VALUE. Several values are joined with "+"; NAME@DIGEST is a file, a corpus or a
    model with the first digits of its SHA-256; what qualifies a value follows in parentheses, parameters after commas.

    >>> signature(("strict", "micro", "coarse"), {"conv": "neutral", "gold": "stress@3f2a"})  # doctest: +ELLIPSIS
    'strict|micro|coarse|conv:neutral|gold:stress@3f2a|v...'
    """
    return "|".join([*number, *(f"{key}:{value}" for key, value in recipe.items()), f"v{__version__}"])


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
