"""The remedies, one a file: `CHANGES` declares what it may change, `remedy(ask, means)` is the model with it.

`CHANGES` holds some of "texts" (what the model is asked), "adds" (spans where there was none), "labels", "bounds".
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

from allonym.errors import unknown


@cache
def remedies() -> dict[str, ModuleType]:
    """The modules of this folder, by name.

    >>> sorted(remedies())
    ['consistency', 'corrector', 'normalise', 'watchlist']
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def find_remedy(name: str) -> ModuleType:
    """A remedy by its name. InputError for another."""
    if name not in remedies():
        raise unknown("remedy", name, remedies())
    return remedies()[name]
