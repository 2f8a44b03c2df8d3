"""What the tests of tests/attack have in common: models whose workers mean no good, and a look at what they leave."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import psutil

HOSTILE = Path(__file__).with_name("hostile.py")
LIMITS = {"start_seconds": 3, "text_seconds": 1.5, "total_seconds": 4}
MARK = "ALLONYM_ATTACK"
"""A variable that all processes of a test inherit."""
TINY = [
    {"id": "1", "text": "Ali met Omar.", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]},
    {"id": "2", "text": "Ana fell in Bonn.", "spans": [{"start": 12, "end": 16, "label": "GPE"}]},
    {"id": "3", "text": "Tom is nobody.", "spans": []},
]


def write_model(folder: Path, mode: str, **limits: float) -> Path:
    """The TOML of a model whose worker is in this mode."""
    lines = [f"command = {json.dumps([sys.executable, str(HOSTILE), mode])}", "[labels]", 'PER = "PERSON"', "[limits]"]
    path = folder / f"{mode}.toml"
    path.write_text("\n".join([*lines, *(f"{name} = {value}" for name, value in limits.items())]) + "\n")
    return path


def write_tiny(folder: Path) -> Path:
    """A corpus of three texts."""
    path = folder / "tiny.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in TINY))
    return path


def left(mark: str, wanted: int = 0) -> list[str]:
    """The commands of the processes that inherited the mark, once there are no more than `wanted`, or after a while."""
    deadline = time.monotonic() + 10
    while len(found := [p for p in psutil.process_iter() if _is_marked(p, mark)]) > wanted:
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return [str(process) for process in found]


def _is_marked(process: psutil.Process, mark: str) -> bool:
    try:
        mine = process.environ().get(MARK) == mark and process.pid != os.getpid()
        return bool(mine and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
