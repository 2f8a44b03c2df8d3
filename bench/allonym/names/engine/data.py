"""Where the lexicon lies: in the package, or in the folder that ALLONYM_LEXICON names."""

from __future__ import annotations

import os
from pathlib import Path

from allonym.errors import InputError


def folder() -> Path:
    """The folder with names.bin, origins.bin and letters/."""
    named = os.environ.get("ALLONYM_LEXICON")
    if named and not (Path(named) / "origins.bin").is_file():
        raise InputError(
            f"no lexicon in ALLONYM_LEXICON, {named[:80]!r}", todo="name a folder with names.bin and the rest"
        )
    return Path(named or Path(__file__).parents[1] / "lexicon")
