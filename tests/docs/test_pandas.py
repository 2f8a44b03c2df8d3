"""The lines of docs/methods.md make the headline's numbers of a run's pairs.csv.gz and paragraphs.csv.gz."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.blocks import blocks_of
from support.checkout import ROOT
from support.command import allonym_here

from allonym.runs import pairs, paragraphs


def test_the_lines_give_the_numbers_of_the_leaderboard(tmp_path: Path) -> None:
    model = "capitalised-runs"
    done = allonym_here(tmp_path, "bench", "--corpus", "retellings", "--model", model, "--probe", "respell", "--quiet")
    assert done.returncode == 0, done.stderr
    board = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text("utf-8"))
    place = {key: value for key, value in board["headline"].items() if key != "measure"}
    numbers = {row["measure"]: row["value"] for row in board["rows"] if place.items() <= row.items()}
    (block,) = (one for one in blocks_of(ROOT / "docs" / "methods.md") if one.title == "both_ways.py")
    lines = [line for line in block.content.splitlines() if line]
    assert len(lines) <= 12
    shown = "\n".join([*lines[:-1], lines[-1].replace("print(", "print((").removesuffix(")") + ").to_json())"])
    run = subprocess.run([sys.executable, "-c", shown], cwd=tmp_path, capture_output=True, text=True, check=True)
    found = {name: numbers_of[model] for name, numbers_of in json.loads(run.stdout).items()}
    assert found == {name: pytest.approx(numbers[f"spelling.{name}"], abs=1e-9) for name in ("both", "precision", "f1")}


def test_the_columns_are_said() -> None:
    page = (ROOT / "docs" / "methods.md").read_text("utf-8")
    assert all(name in page for name in (*pairs.COLUMNS, *paragraphs.COLUMNS))
