"""What a run leaves in its folder, what it shares with the run before, and where `latest` points."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest
from support.command import allonym_here
from support.real_run import write_inputs

from allonym.corpus.load import load_corpus
from allonym.runs.read import read_run
from allonym.runs.share import own_size
from allonym.show.run import leaderboard_markdown, show_run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs that differ in nothing, and a third on another corpus; their warnings in said.json."""
    place = tmp_path_factory.mktemp("runs")
    write_inputs(place)
    shutil.copy(place / "small.jsonl", place / "mine.jsonl")
    said = [
        allonym_here(place, "bench", "--corpus", f"{corpus}.jsonl", "--model", "careful.toml")
        for corpus in ("small", "small", "mine")
    ]
    assert [done.returncode for done in said] == [0, 0, 0], said
    (place / "said.json").write_text(json.dumps([done.stderr for done in said]))
    (place / "printed.txt").write_text(said[-1].stdout)
    return place


def folders(place: Path) -> list[Path]:
    return sorted(path for path in (place / "results").iterdir() if path.is_dir() and not path.is_symlink())


def test_what_two_runs_have_in_common_lies_on_the_disk_once(place: Path) -> None:
    first, second, other = folders(place)
    common = (
        "leaderboard.csv",
        "spellings.jsonl.gz",
        "pairs.csv.gz",
        "paragraphs.csv.gz",
        "predictions/careful/small.jsonl",
    )
    for name in common:
        assert (first / name).samefile(second / name)
    for name in ("leaderboard.json", "run.json"):
        assert not (first / name).samefile(second / name)
    assert not (other / "predictions/careful/small.jsonl").exists()
    whole = sum(path.stat().st_size for path in second.rglob("*") if path.is_file())
    assert own_size(second) == whole - sum((second / name).stat().st_size for name in common)


def test_a_run_that_goes_leaves_the_files_of_the_other(place: Path) -> None:
    copy = place / "copy"
    first, *_ = folders(place)
    for path in (one for one in first.rglob("*") if one.is_file()):
        target = copy / path.relative_to(first)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)
    shutil.rmtree(copy)
    assert json.loads((first / "leaderboard.json").read_text())["run"] == first.name


def test_a_row_is_a_line_of_leaderboard_json(place: Path) -> None:
    text = (folders(place)[0] / "leaderboard.json").read_text()
    board = json.loads(text)
    lines = text.splitlines()
    rows = lines[lines.index('"rows": [') + 1 : -2]
    assert [json.loads(line.removesuffix(",")) for line in rows] == board["rows"]


def test_what_is_printed_is_what_the_folder_gives_later(place: Path) -> None:
    run = read_run(place / "results" / "latest")
    with chdir(place), redirect_stdout(io.StringIO()) as again:
        show_run(run, "table", [load_corpus("mine.jsonl")])
    assert again.getvalue() == (place / "printed.txt").read_text()
    assert leaderboard_markdown(run) == (place / "results" / "latest" / "leaderboard.md").read_text()
    shown = allonym_here(place, "show", "--full").stdout
    assert shown.startswith(allonym_here(place, "show", "--by", "leaderboard").stdout)


def test_latest_moves_to_another_corpus_with_a_word(place: Path) -> None:
    first, second, third = json.loads((place / "said.json").read_text())
    moved = f"warning: results/latest is now this run, on mine; the one before, on small, is {folders(place)[1].name}"
    assert moved in third.splitlines()
    assert "latest" not in first + second
    assert (place / "results" / "latest").resolve() == folders(place)[2]
