"""A copy of the project that a test may spoil."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support.command import allonym

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Checkout:
    """A copy of the project's code and gold."""

    root: Path

    @property
    def gold(self) -> Path:
        return self.root / "gold"

    def allonym(self, *arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run the copy's command in a process of its own."""
        places = {"PYTHONPATH": str(self.root / "bench"), "PYTHONDONTWRITEBYTECODE": "1"}
        return allonym(self.root, *arguments, given=given, **places)


def copy_checkout(to: Path) -> Checkout:
    """Copy bench/, gold/ and models/ below a folder; article texts that the reader keeps stay behind."""
    for folder in ("bench", "gold", "models"):
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__", "text"))
    return Checkout(to)
