"""Where things lie: the data beside the code, and what runs leave behind."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"

IN_CHECKOUT = not _INSTALLED.is_dir()
DATA = _PACKAGE.parents[1] if IN_CHECKOUT else _INSTALLED
"""Folder of gold/ and models/: the checkout, or the installed package's copy."""

HOME = DATA if IN_CHECKOUT else Path.home() / ".allonym"
"""Folder for what is made and kept: environments, cache, the user's article texts."""

GOLD = DATA / "gold"
MODELS = DATA / "models"
RECORDS = DATA / "records"
CORPORA = DATA / "corpora"
ENVIRONMENTS = Path(os.environ.get("ALLONYM_ENVIRONMENTS") or HOME / ".venvs")
"""Model environments; machines that share a disk may share them."""
CACHE = HOME / ".cache"
CORPORA_TEXTS = CACHE / "corpora"
"""Files of public corpora that the user brought."""
ARTICLE_TEXTS = HOME / "gold" / "articles" / "text"
RESULTS = Path("results")
"""Runs are written below the folder in which the command is called."""
