"""The table of promises in docs/reliability.md, counted from what pytest reports.

python -m allonym.tools.promises docs/reliability.md REPORT.xml FUZZ.json   (make reliability does it)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from allonym.tools.marked import MarkedBlock, rewrite

_HEAD = 2
"""Lines of a table above its rows."""
_FAULTS = ("failure", "error", "skipped")


def tried(reports: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """By test (FILE::FUNCTION): how many cases were tried, and how many held; of a later report where several have it.

    A test that tries several things in one says so: record_property("tried", N). A report of `make fuzz` is JSON;
    several, each from an input of its own on (--number), add up.
    """
    found: dict[str, tuple[int, int]] = {}
    for report in reports:
        if report.suffix == ".json":
            before, counted = found.get("make fuzz", (0, 0)), json.loads(report.read_bytes())["make fuzz"]
            found["make fuzz"] = before[0] + counted[0], before[1] + counted[1]
            continue
        cases, held = Counter[str](), Counter[str]()
        for case in ElementTree.parse(report).iter("testcase"):
            file = case.get("classname", "").replace(".", "/") + ".py"
            test = f"{file}::{case.get('name', '').partition('[')[0]}"
            count = sum(int(p.get("value", "0")) for p in case.iter("property") if p.get("name") == "tried") or 1
            cases[test] += count
            held[test] += count * all(case.find(kind) is None for kind in _FAULTS)
        found |= {test: (number, held[test]) for test, number in cases.items()}
    return found


def counted(block: MarkedBlock, reports: Iterable[Path]) -> str:
    """The table with its last two columns counted again."""
    numbers = tried(reports)
    lines = block.body.splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[_HEAD:]]
    counts = [numbers.get(test.strip("`"), (0, 0)) for _, test, *_ in rows]
    new = [f"| {row[0]} | {row[1]} | {cases} | {held} |" for row, (cases, held) in zip(rows, counts, strict=True)]
    return "\n".join([*lines[:_HEAD], *new]) + "\n"


def main() -> None:
    page, *reports = map(Path, sys.argv[1:])
    rewrite(page, {"promises": lambda block: counted(block, reports)})


if __name__ == "__main__":
    main()
