"""`allonym bench` with probes, in a process of its own, on a name of the shipped registry."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from support.command import allonym, worker

WORKER = r"""
import json, re, sys
print(json.dumps({"ready": True, "model": "mamlouk", "version": "1", "labels": ["P"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    spans = [{"start": m.start(), "end": m.end(), "label": "P"} for m in re.finditer("Mamlouk", request["text"])]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""
TEXT = "On Monday Mamluk came.\nThen Mamlouk spoke."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "worker.py").write_text(WORKER)
    spans = [
        {"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "label": "PERSON", "entity": "ali_mamlouk"}
        for name in ("Mamluk", "Mamlouk")
    ]
    (tmp_path / "two.jsonl").write_text(json.dumps({"id": "d", "text": TEXT, "spans": spans}) + "\n")
    (tmp_path / "mamlouk.toml").write_text(f'{worker(tmp_path / "worker.py")}[labels]\nP = "PERSON"\n')
    return tmp_path


def bench(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return allonym(place, "bench", "--corpus", "two.jsonl", "--model", "mamlouk.toml", *arguments)


def test_probes_are_rows_columns_and_a_matrix(place: Path) -> None:
    done = bench(place)
    assert done.returncode == 0, done.stderr
    for heading in ("F1 both ways", "both ways", "split", "English names", "unseen"):
        assert heading in allonym(place, "show", "--by", "leaderboard").stdout
    latest = place / "results" / "latest"
    board = json.loads((latest / "leaderboard.json").read_text(encoding="utf-8"))
    rows = {(r["probe"], r["corpus"], r["slice"], r["label"], r["measure"]): r for r in board["rows"]}
    # Every spelling but Mamlouk itself is lost, whichever of the two was printed.
    assert rows["respell", "two", "all", "PER", "spelling.flip"]["value"] == 1
    assert rows["respell", "two", "all", "PER", "spelling.worst"]["value"] == 0
    recall = rows["respell", "all", "all", "PER", "spelling.recall"]["counts"]
    assert recall["found"] > 0
    assert recall["missed"] > recall["found"]
    assert rows["original", "two", "all", "micro", "consistency.some"]["value"] == 1
    assert "| ali_mamlouk | Ali Mamluk | attested |" in (latest / "leaderboard.md").read_text(encoding="utf-8")
    not_probed = json.loads((latest / "run.json").read_text(encoding="utf-8"))["not_probed"]
    assert "no paragraphs with other slots left" in not_probed["unseen"]


def test_probes_can_be_chosen_and_left_out(place: Path) -> None:
    bench(place, "--probe", "none")
    board = json.loads((place / "results" / "latest" / "leaderboard.json").read_text(encoding="utf-8"))
    assert {row["probe"] for row in board["rows"]} == {"original"}
    wrong = bench(place, "--probe", "respel")
    assert wrong.returncode == 2
    assert wrong.stderr.splitlines()[-1] == "allonym: no probe 'respel'; did you mean respell?"
