"""From a model of a hub to a pull request, as docs/submit.md says: a small model that is made here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from support.command import allonym
from support.real_run import GOLD

from allonym.predict.environments import install, read_environment

ROOT = Path(__file__).parents[2]
MAKER = ROOT / "tests" / "predict" / "make_hub_model.py"
pytestmark = pytest.mark.hub


def test_a_model_of_a_hub_becomes_a_record_that_ci_scores_alike(tmp_path: Path) -> None:
    environment = read_environment("hub")
    install(environment)
    begun = time.monotonic()
    made = [*environment.interpreter, str(MAKER), "transformers", str(tmp_path / "small")]
    subprocess.run(made, check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    (tmp_path / "mine.toml").write_text(_described())
    (tmp_path / "small.jsonl").write_text("".join(json.dumps(one) + "\n" for one in GOLD))
    corpus = ("--corpus", "small.jsonl")
    live = _rows(tmp_path, "bench", *corpus, "--model", "mine.toml", "--out", "live")
    packed = allonym(tmp_path, "records", "pack", "live/latest", "--model", "mine", *corpus, "--to", "mine.json.gz")
    assert packed.returncode == 0, packed.stderr
    checked = allonym(tmp_path, "records", "check", "mine.json.gz", *corpus)
    assert (checked.returncode, checked.stderr) == (0, "1 records, 0 faults\n")
    shutil.rmtree(tmp_path / "small")
    again = _rows(
        tmp_path, "bench", *corpus, "--model", "capitalised-runs", "--answers", "mine=mine.json.gz", "--out", "ci"
    )
    assert again == live
    assert any(row["value"] for row in live)
    assert time.monotonic() - begun < 600


def _described() -> str:
    """The file of docs/submit.md, whose weights lie in a folder as the page says."""
    page = (ROOT / "docs" / "submit.md").read_text("utf-8")
    block = re.search(r'```toml title="mine.toml"\n(.*?)```', page, re.DOTALL)
    assert block
    described = "\n".join(line.strip() for line in block[1].splitlines())
    fetch = described[described.index("[fetch]") : described.index("[labels]")]
    return described.replace(fetch, "").replace("[labels]", 'path = "small"\n[labels]')


def _rows(place: Path, *call: str) -> list[dict[str, object]]:
    done = allonym(place, *call)
    assert done.returncode == 0, done.stderr
    found = json.loads((place / call[-1] / "latest" / "leaderboard.json").read_text("utf-8"))
    return [row for row in found["rows"] if row["model"] == "mine"]
