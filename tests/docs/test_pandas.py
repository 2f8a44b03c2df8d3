"""The lines of docs/methods.md make the headline's number of a run's pairs.csv.gz."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.blocks import blocks_of
from support.checkout import ROOT
from support.command import allonym_here

from allonym.runs.pairs import COLUMNS


def test_the_lines_give_the_number_of_the_leaderboard(tmp_path: Path) -> None:
    model = "capitalised-runs"
    done = allonym_here(tmp_path, "bench", "--corpus", "retellings", "--model", model, "--probe", "respell", "--quiet")
    assert done.returncode == 0, done.stderr
    board = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text("utf-8"))
    place = {key: value for key, value in board["headline"].items() if key != "measure"}
    (row,) = (
        row for row in board["rows"] if row["measure"] == "spelling.both" and place.items() <= row.items()
    )  # fmt: skip
    (block,) = (one for one in blocks_of(ROOT / "docs" / "methods.md") if one.title == "both_ways.py")
    assert len([line for line in block.content.splitlines() if line]) <= 12
    run = subprocess.run(
        [sys.executable, "-c", block.content + "\nprint(repr(both.mean()))"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(run.stdout.split("(")[-1].rstrip(")\n")) == pytest.approx(row["value"], abs=1e-12)


def test_the_columns_are_said() -> None:
    page = (ROOT / "docs" / "methods.md").read_text("utf-8")
    assert all(name in page for name in COLUMNS)
