"""`make fuzz MINUTES=20`: every target for its share of the time, one a core; a table of what was tried.

Input 17 of target docbin is the same everywhere: `python -m fuzz --target docbin --number 17` tries it alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_SPACE = 6 << 30
"""Bytes of memory that a target may have."""
_KINDS = 20
"""Kinds of faults of a target that are kept."""


def main() -> int:
    arguments = _arguments()
    if arguments.target:
        print(json.dumps(_one(arguments)))
        return 0
    from fuzz.targets import TARGETS

    names = list(TARGETS)
    jobs = min(arguments.jobs, len(names))
    seconds = arguments.minutes * 60 * jobs / len(names)
    with ThreadPoolExecutor(jobs) as pool:
        done = list(pool.map(lambda name: _process(name, seconds, arguments.number), names))
    _say(done)
    if arguments.counts:
        tried, faults = sum(one["inputs"] for one in done), sum(map(_faults, done))
        counts = {"make fuzz": [tried, tried - faults], "targets": {one["target"]: one["inputs"] for one in done}}
        arguments.counts.write_text(json.dumps(counts) + "\n")
    return 1 if any(one["faults"] for one in done) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("fuzz")
    parser.add_argument("--minutes", type=float, default=2, help="of all targets together")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="targets side by side")
    parser.add_argument("--counts", type=Path, help="a file to write the numbers to, as JSON")
    parser.add_argument("--number", type=int, default=0, help="the first input's")
    parser.add_argument("--target", help="this one alone")
    parser.add_argument("--seconds", type=float, default=0, help="of this target; 0: one input")
    return parser.parse_args()


def _process(name: str, seconds: float, number: int) -> dict[str, Any]:
    """A target in a process of its own, which may die of an input."""
    command = [sys.executable, "-m", "fuzz", "--target", name, "--seconds", str(seconds), "--number", str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found
    said = done.stderr.strip().splitlines()
    fault = {
        "target": name,
        "number": -1,
        "what": f"the process ended with {done.returncode}",
        "where": (said or [""])[-1],
    }
    return {"target": name, "inputs": 0, "read": 0, "refused": 0, "faults": [fault]}


def _one(arguments: argparse.Namespace) -> dict[str, Any]:
    os.environ.setdefault("ALLONYM_UNPACK_GIB", "0.03")
    from fuzz.inputs import fuzzed

    with TemporaryDirectory(prefix="allonym-fuzz-") as folder:
        tried = fuzzed(arguments.target, Path(folder))
        resource.setrlimit(resource.RLIMIT_DATA, (_SPACE, _SPACE))
        faults: dict[tuple[str, str], Any] = {}
        number, end = arguments.number, time.monotonic() + arguments.seconds
        while tried.names:
            if fault := tried.try_number(number):
                kept = faults.setdefault((fault.where, fault.what.partition(":")[0]), asdict(fault) | {"times": 0})
                kept["times"] += 1
            number += 1
            if time.monotonic() >= end or len(faults) >= _KINDS:
                break
        inputs = number - arguments.number
        return {
            "target": arguments.target, "inputs": inputs, "read": tried.read, "refused": tried.refused,
            "faults": list(faults.values()),
        }  # fmt: skip


def _faults(one: dict[str, Any]) -> int:
    return sum(fault.get("times", 1) for fault in one["faults"])


def _say(done: Sequence[dict[str, Any]]) -> None:
    print(f"{'target':<16}{'inputs':>10}{'read':>10}{'refused':>10}{'faults':>8}")
    total = {key: sum(one[key] for one in done) for key in ("inputs", "read", "refused")}
    found = [fault for one in done for fault in one["faults"]]
    for one in [*done, {"target": "all", **total, "faults": found}]:
        print(f"{one['target']:<16}{one['inputs']:>10,}{one['read']:>10,}{one['refused']:>10,}{_faults(one):>8,}")
    for fault in found:
        name = f"{fault['target']} {fault['number']} ({fault.get('times', 1)} times)"
        print(f"\n{name}: {fault['what']}  [{fault['where']}]")


if __name__ == "__main__":
    sys.exit(main())
