"""The figures of a benchmark as a table in the docs: what stands between <!-- benchmark:NAME --> and its end."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from allonym.corpus.files import read_text, writing
from allonym.show.table import Column, Table, markdown, text_column
from benchmarks.figure import Figure

_LIBRARIES = ("numpy", "scipy")


def write_figures(docs: Path, name: str, figures: Sequence[Figure]) -> list[Path]:
    """Put the figures into every page of `docs` that has their block; the pages that have one."""
    written = []
    for path in sorted(docs.glob("*.md")):
        text = read_text(path)
        if (new := renew(text, name, block(figures))) is None:
            continue
        with writing(path) as file:
            file.write(new)
        written.append(path)
    return written


def renew(page: str, name: str, body: str) -> str | None:
    """The page with another body in the block of that name, None where it has no such block.

    >>> renew("a\\n<!-- benchmark:x -->\\nold\\n<!-- end benchmark:x -->\\nb", "x", "new\\n")
    'a\\n<!-- benchmark:x -->\\nnew\\n<!-- end benchmark:x -->\\nb'
    """
    start, end = (f"<!-- {word}benchmark:{name} -->" for word in ("", "end "))
    found = re.compile(f"(?<={re.escape(start)}\n).*?(?={re.escape(end)})", re.DOTALL)
    return found.sub(lambda _: body, page) if found.search(page) else None


def block(figures: Sequence[Figure]) -> str:
    """The table of the figures, and what they were measured on."""
    heads = (text_column("what"), Column("measured"), text_column("unit"), text_column("bound"))
    rows = tuple((one.name, f"{one.value:,.3f}", one.unit, _bound(one)) for one in figures)
    return f"\n{markdown(Table('', heads, rows))}\n{_machine()}\n\n"


def _bound(figure: Figure) -> str:
    return figure.limit + ("" if figure.holds else ", missed")


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    load = os.getloadavg()[0]
    return (
        f"One run on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {versions}; "
        f"load of the machine at its end {load:.1f}."
    )
