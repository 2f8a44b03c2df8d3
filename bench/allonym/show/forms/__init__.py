"""The forms of a table, a file each: `write(tables, file)` puts tables there, for a person or a program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

from allonym.show.table import Table

_SHORT = {"terminal": "table", "markdown": "md"}
"""What the commands call a form, where that is not the name of its file."""


def form_names() -> list[str]:
    """The forms that there are, the one for a terminal first.

    >>> form_names()[0], "md" in form_names()
    ('table', True)
    """
    found = {_SHORT.get(path.stem, path.stem) for path in Path(__file__).parent.glob("[a-z]*.py")}
    return ["table", *sorted(found - {"table"})]


def write(tables: Sequence[Table], form: str, file: TextIO | None = None, **other: Callable[[], str]) -> None:
    """Write tables in a form to a file, else to standard output; `other` gives what some forms have instead of them."""
    file = file or sys.stdout
    if form in other:
        file.write(other[form]())
        return
    name = next((name for name, short in _SHORT.items() if short == form), form)
    import_module(f"{__name__}.{name}").write(tables, file)
