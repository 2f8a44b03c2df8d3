"""The figures of a benchmark as a table in the docs: what stands between <!-- benchmark:NAME --> and its end."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from allonym.corpus.files import read_text
from allonym.show.forms.markdown import markdown
from allonym.show.kinds import DECIMAL
from allonym.show.table import Column, Table, text_column
from allonym.tools.marked import rewrite
from benchmarks.figure import Figure

_LIBRARIES = ("numpy", "scipy")


def write_figures(docs: Path, name: str, figures: Sequence[Figure]) -> list[Path]:
    """Put the figures into every page of `docs` that has their block; the pages that have one."""
    pages = [path for path in sorted(docs.glob("*.md")) if f"<!-- benchmark:{name} -->" in read_text(path)]
    for page in pages:
        rewrite(page, {f"benchmark:{name}": lambda _: block(figures)})
    return pages


def block(figures: Sequence[Figure]) -> str:
    """The table of the figures, and what they were measured on."""
    heads = (text_column("what"), Column("measured", DECIMAL), text_column("unit"), text_column("bound"))
    rows = tuple((one.name, one.value, one.unit, _bound(one)) for one in figures)
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
