"""Bad input is one line and exit 2: files that lie about their shape, size and depth."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from support.command import allonym_here
from support.hand_run import hand_run

from allonym.corpus.pages import texts
from allonym.errors import AllonymError, InputError
from allonym.gate.policy import read_policy

GOLD = json.dumps({"id": "a", "text": "Ali left.", "spans": [{"start": 0, "end": 3, "label": "PER"}]}) + "\n"
DEEP = "[" * 3000 + "]" * 3000
DIGITS = "9" * 5000


def refused(folder: Path, *arguments: str) -> str:
    """The one line with which a command ends."""
    done = allonym_here(folder, *arguments)
    assert done.returncode == 2, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
    assert line.startswith("allonym: ")
    assert line.isprintable()
    assert "should not happen" not in line
    return line


FILES: dict[str, tuple[str, bytes]] = {
    "JSON Lines nested deep": ("x.jsonl", GOLD.replace('"id"', f'"x": {DEEP}, "id"').encode()),
    "a table whose header is endless": ("x.csv", b"name," + b"x" * 140_000 + b"\n"),
    "bytes that are no text": ("x.conll", b"Ali\tB-PER\xff\n"),
    "NUL": ("x.conll", b"Ali\0\tB-PER\n"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_to_score(fault: str, tmp_path: Path) -> None:
    name, data = FILES[fault]
    (tmp_path / "g.jsonl").write_text(GOLD)
    (tmp_path / name).write_bytes(data)
    assert name in refused(tmp_path, "score", "g.jsonl", name)


@pytest.mark.parametrize(
    "content",
    [DEEP, DIGITS, '{"schema": "allonym/baseline/' + DIGITS + '"}', "[1]", "{}", '{"schema": "a", "schema": "b"}'],
)
def test_a_baseline(content: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(content)
    assert "b.json" in refused(tmp_path, "gate", "--baseline", "b.json")


@pytest.mark.parametrize("content", [f"corpora = {DEEP}", f"largest_loss = {DIGITS}", "[[measure]]\nname = 1"])
def test_a_policy(content: str, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(content)
    with pytest.raises(InputError, match=r"p\.toml"):
        read_policy(tmp_path / "p.toml")


BOARDS = [b'\xff{"schema": 1}', b"[" * 5000, b'{"schema":"allonym/leaderboard/1","rows":[1]}', b"9" * 5000]


@pytest.mark.parametrize("board", BOARDS)
def test_a_leaderboard(board: bytes, tmp_path: Path) -> None:
    (tmp_path / "l.json").write_bytes(board)
    assert "l.json" in refused(tmp_path, "show", "l.json")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("run.json", '"not_probed": {', '"not_probed": {"respell": 3}, "was": {'),
        ("run.json", '"gold": {', '"gold": null, "was": {'),
        ("run.json", '"versions": {', '"versions": [1], "was": {'),
        ("leaderboard.json", '"model":"good_one","status":"ok"', '"model":"good_one","status":1'),
        ("leaderboard.json", '"model":"good_one","status":"ok"', '"model":"another","status":"ok"'),
    ],
)
def test_a_run(name: str, old: str, new: str, tmp_path: Path) -> None:
    run = hand_run(tmp_path).folder
    assert run is not None
    text = (run / name).read_text()
    assert old in text
    (run / name).write_text(text.replace(old, new, 1))
    assert f"{name}: not a run" in refused(tmp_path, "show", str(run))


LISTS: dict[str, tuple[str, bytes]] = {
    "a header too long": ("n.csv", b'"' + b"x" * 140_000 + b'",name\nAli,x\n'),
    "no header": ("n.tsv", b'a\t"b\nc\nd"\nx\ty\n'),
    "no text": ("n.csv", b"name\n\xff\n"),
}


@pytest.mark.parametrize("fault", LISTS)
def test_a_list_of_names(fault: str, tmp_path: Path) -> None:
    name, data = LISTS[fault]
    (tmp_path / name).write_bytes(data)
    assert name in refused(tmp_path, "names", name, "--model", "capitalised-runs")


def _page(size: int) -> None:
    list(texts(b" " * size + b"x", "page"))


def test_ten_times_the_page_takes_about_ten_times_as_long() -> None:
    took = []
    for size in (20_000, 200_000):
        began = time.process_time()
        _page(size)
        took.append(time.process_time() - began)
    assert took[1] < 40 * max(took[0], 0.005)


def test_a_message_is_of_a_size_to_be_read() -> None:
    message = str(AllonymError("x" * 100_000 + "; mend it"))
    assert len(message) < 2000
    assert message.endswith("; mend it")
