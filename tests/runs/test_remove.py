"""`allonym runs list` and `rm`: what there is, and what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command import allonym_here
from support.runs import keep_run, perfect, write_gold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = write_gold(tmp_path / "gold.jsonl")
    for day in (1, 2, 3):
        started = f"2026-01-0{day}T00:00:00+00:00"
        keep_run(tmp_path / "results", f"run{day}", gold, {"m": perfect(), "n": perfect()}, started=started)
    (tmp_path / "results" / "notes").mkdir()
    return tmp_path


def listed(folder: Path) -> list[dict[str, object]]:
    done = allonym_here(folder, "runs", "list", "--format", "json")
    assert done.returncode == 0, done.stderr
    records: list[dict[str, object]] = json.loads(done.stdout)
    return records


def test_each_run_is_a_row_the_newest_first(folder: Path) -> None:
    records = listed(folder)
    assert [(run["id"], run["links"]) for run in records] == [("run3", ["latest"]), ("run2", []), ("run1", [])]
    files = [path for path in (folder / "results" / "run3").rglob("*") if path.is_file()]
    assert records[0]["size"] == sum(len(path.read_bytes()) for path in files) > 1000
    assert (records[0]["corpora"], records[0]["started"]) == (["gold"], "2026-01-03T00:00:00+00:00")
    shown = allonym_here(folder, "runs", "list").stdout
    assert next(line.split()[:3] for line in shown.splitlines() if "run3" in line) == [
        "run3",
        "2026-01-03T00:00:00+00:00",
        "gold",
    ]


def test_removed_runs_are_gone_and_the_space_is_told(folder: Path) -> None:
    size = listed(folder)[2]["size"]
    done = allonym_here(folder, "runs", "rm", "run1", "results/run2")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"run1: {int(str(size)) / 1e6:.1f} MB freed" in done.stdout
    assert [run["id"] for run in listed(folder)] == ["run3"]
    assert (folder / "results" / "latest").resolve().name == "run3"


def test_the_newest_needs_force_and_latest_follows(folder: Path) -> None:
    done = allonym_here(folder, "runs", "rm", "run1", "latest")
    assert (done.returncode, done.stdout) == (2, "")
    assert "run3 is the newest run; to remove it all the same: --force" in done.stderr
    assert len(listed(folder)) == 3
    assert allonym_here(folder, "runs", "rm", "latest", "--force").returncode == 0
    assert [(run["id"], run["links"]) for run in listed(folder)] == [("run2", ["latest"]), ("run1", [])]
    assert allonym_here(folder, "runs", "rm", "run1", "run2", "--force").returncode == 0
    assert not (folder / "results" / "latest").is_symlink()


def test_a_list_of_names_is_no_successor_of_a_run(folder: Path) -> None:
    kept = folder / "results" / "names-1"
    kept.mkdir()
    (kept / "names.json").write_text("{}")
    (kept / "run.json").write_text("broken")
    assert allonym_here(folder, "runs", "rm", "run3", "--force").returncode == 0
    assert (folder / "results" / "latest").resolve().name == "run2"
    assert "names-1 is the newest run" in allonym_here(folder, "runs", "rm", "names-1").stderr


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("notes", "results/notes: no run's folder; see what there is: allonym runs list --out results"),
        ("gold.jsonl", "gold.jsonl: no run's folder"),
        ("run4", "no run 'run4'; did you mean run"),
        ("..", "no run's folder"),
    ],
)
def test_what_is_no_run_is_left_alone(folder: Path, name: str, line: str) -> None:
    done = allonym_here(folder, "runs", "rm", "run1", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr
    assert len(listed(folder)) == 3
    assert (folder / "results" / "notes").is_dir()
