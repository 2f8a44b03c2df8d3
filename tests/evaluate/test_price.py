"""What an endpoint's answers use up is shown with its price, where one is given."""

import json
from pathlib import Path

import pytest
from support.command import allonym, worker
from support.runs import write_gold

WORKER = r"""
import json, sys
print(json.dumps({"ready": True, "model": "paid", "version": "1", "labels": []}), flush=True)
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "spans": [], "usage": {"tokens": 30}}), flush=True)
"""
TEXTS = ["Omar left Idlib.", "Sana is in Ankara now and waits."]
WORDS = sum(len(text.split()) for text in TEXTS)


def bench(place: Path, prices: str) -> str:
    (place / "worker.py").write_text(WORKER)
    write_gold(place / "small.jsonl", TEXTS)
    (place / "paid.toml").write_text(f"{worker('worker.py')}{prices}[labels]\n")
    options = ["--corpus", "small.jsonl", "--model", "paid.toml", "--probe", "none", "--out", "runs", "--format", "csv"]
    assert allonym(place, "bench", *options).returncode == 0
    shown = allonym(place, "show", "--out", "runs", "--format", "csv")
    assert shown.returncode == 0, shown.stderr
    return shown.stdout


def test_a_price_is_a_column_of_the_leaderboard_and_a_key_of_its_model(tmp_path: Path) -> None:
    shown = bench(tmp_path, "[prices]\ntokens = 2.0\n")
    (model,) = json.loads((tmp_path / "runs" / "latest" / "leaderboard.json").read_text())["models"]
    assert model["usage"] == {"tokens": 60}
    expected = 60 * 2.0 / 1e6 / WORDS * 1000
    assert model["price_of_thousand_words"] == pytest.approx(expected)
    assert "price of 1,000 words" in shown
    assert f"{expected:.3g}" in shown
    printed = (tmp_path / "runs" / "latest" / "leaderboard.md").read_text()
    assert "price of 1,000 words" in printed
    assert f"{expected:.3g}" in printed


def test_without_prices_there_is_no_such_column(tmp_path: Path) -> None:
    assert "price" not in bench(tmp_path, "")
    assert "price" not in (tmp_path / "runs" / "latest" / "leaderboard.md").read_text()
