"""Run the benchmarks, all or those named, and print each figure with its bound. Exit 1 where one is missed."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

_NOT_SUBJECTS = {"__init__", "__main__", "figure"}


def main(wanted: list[str]) -> int:
    subjects = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in _NOT_SUBJECTS)
    if strange := sorted(set(wanted) - set(subjects)):
        print(f"no benchmark {', '.join(strange)}; there is {', '.join(subjects)}", file=sys.stderr)
        return 2
    missed = 0
    for subject in wanted or subjects:
        print(f"\n{subject}")
        for figure in importlib.import_module(f"benchmarks.{subject}").figures():
            print(f"  {figure}", flush=True)
            missed += not figure.holds
    return 1 if missed else 0


sys.exit(main(sys.argv[1:]))
