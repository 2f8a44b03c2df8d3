"""The forms of a table, a file each: `write(tables, file)` puts tables there, for a person or a program."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import TextIO

from allonym.show.forms.csv import comma_separated
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


def write(
    tables: Sequence[Table],
    form: str,
    file: TextIO | None = None,
    *,
    record: object = None,
    rows: tuple[Sequence[str], Iterable[Sequence[object]]] | None = None,
) -> None:
    """Write tables in a form to a file, else to standard output.

    In their place JSON has `record`, a value or its text, and CSV the header and `rows`, where they are given.
    """
    file = file or sys.stdout
    if form == "json" and record is not None:
        file.write(f"{record if isinstance(record, str) else dumps(record, ensure_ascii=False)}\n")
    elif form == "csv" and rows is not None:
        file.write(comma_separated(*rows))
    else:
        name = next((name for name, short in _SHORT.items() if short == form), form)
        import_module(f"{__name__}.{name}").write(tables, file)
