"""Where the lexicon lies: in the package, or in the folder that ALLONYM_LEXICON names."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """The folder with names.bin, origins.bin and letters/."""
    return Path(os.environ.get("ALLONYM_LEXICON") or Path(__file__).parents[1] / "lexicon")
