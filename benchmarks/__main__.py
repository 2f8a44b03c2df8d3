"""Run the benchmarks, all or those named, and print each figure with its bound. Exit 1 where one is missed.

With --docs the figures of a benchmark that ran to its end are put into the pages that have a block for them.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.page import write_figures

_ROOT = Path(__file__).parents[1]
_NOT_SUBJECTS = {"__init__", "__main__", "figure", "page"}


def main(arguments: Sequence[str]) -> int:
    subjects = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in _NOT_SUBJECTS)
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="NAME", help=", ".join(subjects))
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    asked = parser.parse_args(arguments)
    if strange := sorted(set(asked.subjects) - set(subjects)):
        parser.error(f"no benchmark {', '.join(strange)}; there is {', '.join(subjects)}")
    held = True
    for subject in asked.subjects or subjects:
        print(f"\n{subject}")
        figures = _shown(importlib.import_module(f"benchmarks.{subject}").figures())
        held = held and all(figure.holds for figure in figures)
        for page in write_figures(_ROOT / "docs", subject, figures) if asked.docs else ():
            print(f"  written to {page.relative_to(_ROOT)}")
    return 0 if held else 1


def _shown(figures: Iterable[Figure]) -> list[Figure]:
    """The figures, each printed when it is measured."""
    kept = []
    for figure in figures:
        print(f"  {figure}", flush=True)
        kept.append(figure)
    return kept


sys.exit(main(sys.argv[1:]))
