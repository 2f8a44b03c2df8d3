"""The history: what runs leave, and the steps in it."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.command import HERE, allonym

from allonym.errors import InputError
from allonym.evaluate.rows import Row
from allonym.runs.history import FILE, remember, series, steps
from allonym.runs.read import Run


def run(folder: Path, number: int, value: float | None, *, digest: str = "d", speed: float = 100.0) -> Run:
    row = Row(
        model="m", corpus="stress", tagset="coarse", convention="neutral", label="micro",
        measure="strict.f1", value=value, low=0.1, high=0.9, n=5,
    )  # fmt: skip
    models = {"m": {"status": "ok", "digest": digest, "words_per_cpu_second": speed, "size_mb": None}}
    about = {"gold": {"stress": "g"}, "versions": {"allonym": "1"}}
    name = f"run-{number:03}"
    return Run(id=name, signature="signature", models=models, rows=(row,), about=about, folder=folder / name)


def points(folder: Path, measure: str = "strict.f1") -> list[tuple[float | None, float | None, str]]:
    (found,) = series(folder, "m", measure).values()
    return [(point.value, point.step, point.why) for point in found]


def test_a_change_is_a_step_that_says_what_changed(tmp_path: Path) -> None:
    for number, (value, digest) in enumerate([(0.5, "d"), (0.5, "d"), (0.75, "e"), (0.75, "e"), (None, "e")]):
        remember(run(tmp_path, number, value, digest=digest))
    assert points(tmp_path) == [
        (0.5, None, ""), (0.5, None, ""), (0.75, 0.25, "other model files"), (0.75, None, ""), (None, None, ""),
    ]  # fmt: skip


def test_a_measured_cost_may_waver_before_it_makes_a_step(tmp_path: Path) -> None:
    for number, speed in enumerate([100, 120, 90, 50, 52]):
        remember(run(tmp_path, number, 0.5, speed=speed))
    assert [step for _, step, _ in points(tmp_path, "words_per_cpu_second")] == [None, None, None, -50, None]


def test_steps_are_measured_from_the_level_since_the_last_one() -> None:
    rows = [(str(i), value, None, None, 1, "d", "g", "1") for i, value in enumerate([0.5, 0.6, 0.6, 0.5])]
    assert [point.step for point in steps(rows, 0.0)] == [None, pytest.approx(0.1), None, pytest.approx(-0.1)]


def test_a_run_is_remembered_once_however_often_it_is_added(tmp_path: Path) -> None:
    for _ in range(3):
        remember(run(tmp_path, 1, 0.5))
    assert len(points(tmp_path)) == 1


def test_runs_that_end_together_are_all_remembered(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: remember(run(tmp_path, number, 0.5)), range(24)))
    assert len(points(tmp_path)) == 24


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no history; every run adds to it: allonym bench"):
        series(tmp_path, "m", "strict.f1")
    remember(run(tmp_path, 1, 0.5))
    with pytest.raises(InputError, match=r"no measure 'strict.f2'; did you mean strict.f1\?"):
        series(tmp_path, "m", "strict.f2")
    with pytest.raises(InputError, match="no model 'x'"):
        series(tmp_path, "x", "strict.f1")


def test_a_file_that_is_no_history_is_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not SQLite, and long enough to be looked at" * 20)
    with pytest.raises(InputError, match="not a history"):
        remember(run(tmp_path, 1, 0.5))


def history(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return allonym(HERE, "runs", "history", "m", "strict.f1", "--out", folder, *arguments)


def test_the_command_draws_the_series_and_marks_its_steps(tmp_path: Path) -> None:
    remember(run(tmp_path, 1, 0.5))
    remember(run(tmp_path, 2, 0.25))
    shown = history(tmp_path).stdout.splitlines()
    assert shown[0].split() == ["m", "strict.f1", "stress", "original", "coarse", "neutral", "micro"]
    assert shown[-3].split() == ["run-001", "50.0", "10.0", "…", "90.0", "█" * 12]
    assert shown[-2].split() == ["run-002", "25.0", "10.0", "…", "90.0", "█" * 6, "▼", "-25.0"]


def test_the_command_prints_json_and_csv(tmp_path: Path) -> None:
    remember(run(tmp_path, 1, 0.5))
    told: dict[str, Any] = json.loads(history(tmp_path, "--format", "json").stdout)
    assert told["schema"] == "allonym/history/1"
    assert (told["points"][0]["run"], told["points"][0]["value"]) == ("run-001", 0.5)
    assert history(tmp_path, "--format", "csv").stdout.splitlines()[1].startswith("m,strict.f1,stress,original")


def test_an_unknown_model_exits_2(tmp_path: Path) -> None:
    done = history(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("allonym: ")
