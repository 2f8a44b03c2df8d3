"""The researcher's script of docs/tasks.md gives the number that the run has; no task takes more than five commands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.blocks import blocks_of
from support.command import allonym
from support.real_run import write_inputs

from allonym.measures.main import BOTH_WAYS

PAGE = Path(__file__).parents[2] / "docs" / "tasks.md"


def test_the_script_recomputes_found_both_ways(tmp_path: Path) -> None:
    write_inputs(tmp_path)
    done = allonym(tmp_path, "bench", "--corpus", "small.jsonl", "--model", "careful.toml", "--model", "hasty.toml")
    assert done.returncode == 0, done.stderr
    (script,) = (block.content for block in blocks_of(PAGE) if block.title == "both.py")
    (tmp_path / "both.py").write_text(script)
    said = subprocess.run(
        [sys.executable, "both.py", "results/latest"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    ours = {model: float(value) for model, value in (line.split() for line in said.stdout.splitlines())}
    rows = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())["rows"]
    wanted = {"measure": BOTH_WAYS.name, "slice": BOTH_WAYS.slice, "probe": "respell", "label": "PER", "corpus": "all"}
    theirs = {row["model"]: row["value"] for row in rows if wanted.items() <= row.items()}
    assert ours
    assert ours == {model: pytest.approx(value, abs=1e-12) for model, value in theirs.items()}


def test_each_task_takes_five_commands_at_most() -> None:
    tasks = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(tasks) == 3
    for task in tasks:
        lines = [line for block in re.findall(r"```sh\n(.*?)```", task, re.DOTALL) for line in block.splitlines()]
        assert 1 <= len(lines) <= 5
