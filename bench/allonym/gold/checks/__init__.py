"""One check a file: NAME.py holds `check`, a function from the tree of the gold to its findings; NAME is the rule."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree

Check = Callable[[Tree], Iterator[Finding]]


def checks() -> dict[str, Check]:
    """Every check of this folder by its name.

    >>> "overlaps" in checks()
    True
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    return {name: importlib.import_module(f"{__name__}.{name}").check for name in names}
