"""A model costs one row, whatever its worker does: each way with a real process, and nothing of it stays."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import psutil
import pytest
from support.attack import HOSTILE, LIMITS, MARK, left, write_model, write_tiny
from support.command import allonym

from allonym.predict.failures import ModelFailed
from allonym.predict.guard import end_group
from allonym.predict.guarded import own_group
from allonym.predict.models import read_model
from allonym.predict.predict import Predictor

TEXTS = ["Ali met Omar.", "Ana fell in Bonn.", "Tom is nobody."]
UNANSWERED = "texts unanswered: 3|no answer for 1.5 s"
FLOODED = "more than 64 MiB of output without an answer|no answer for 1.5 s"
FAILS = {
    "ready_deep": "not ready after 3 s",
    "ready_not_utf8": "not ready after 3 s",
    "ready_half_a_character": "not ready after 3 s",
    "ready_flood": "more than 64 MiB of output without an answer|not ready after 3 s",
    "ready_flood_of_the_log": "not ready after 3 s",
    "ready_never": "not ready after 3 s",
    "ready_nul": "not ready after 3 s",
    "id_is_a_number": UNANSWERED,
    "answer_deep": UNANSWERED,
    "answer_not_utf8": UNANSWERED,
    "answer_cut": "no answer for 1.5 s, the limit a text; unanswered: 3",
    "bound_nan": UNANSWERED,
    "bound_infinite": UNANSWERED,
    "bound_fraction": UNANSWERED,
    "bound_true": UNANSWERED,
    "bound_text": UNANSWERED,
    "bound_null": UNANSWERED,
    "bound_of_5000_digits": UNANSWERED,
    "spans_by_the_million": "1,000,000 spans for a text of 13 characters|no answer for 1.5 s",
    "flood_of_junk": FLOODED,
    "flood_of_blank_lines": FLOODED,
    "flood_of_answers_never_asked_for": FLOODED,
    "flood_of_one_answer": FLOODED,
    "flood_without_an_end": FLOODED,
    "flood_of_the_log": "no answer for 1.5 s",
    "flood_that_trickles": "no answer for 1.5 s",
    "output_closed": "closed its output, texts unanswered: 3",
    "signals_ignored": "no answer for 1.5 s",
    "stops_itself": "no answer for 1.5 s",
    "ends_early": "ended with exit status 0, texts unanswered: 2",
    "log_gives_orders": "ended with exit status 3, texts unanswered: 3",
    "kills_its_guard": "its guard was killed, texts unanswered: 3",
    "kills_its_guard_and_leaves_a_daemon": "its guard was killed, texts unanswered: 3",
    "writes_to_the_terminal": "ended with exit status 3, texts unanswered: 3",
    "bound_beyond_all_floats": UNANSWERED,
    "stops_its_guard": "no answer for 1.5 s",
}
"""Mode to what the reason says; where two limits are near, which is met first is chance."""
WARNS: dict[str, dict[str, Any]] = {
    "ready_not_utf8_elsewhere": {},
    "ready_twice": {"line that is no answer": 1},
    "ready_version_of_control_characters": {},
    "id_of_5000_digits": {"answer for an unknown id": 3},
    "id_of_arabic_digits": {"answer for an unknown id": 3},
    "usage_of_10_to_the_30": {"usage that is no number of anything": 3},
    "usage_below_nothing": {"usage that is no number of anything": 3},
    "usage_of_odd_names": {"usage that is no number of anything": 3},
    "usage_of_many_names": {"usage that is no number of anything": 3},
    "answer_deep_beside_answers": {"line that is no answer": 6},
    "answers_to_ids_never_asked": {"answer for an unknown id": 6},
    "answers_before_questions": {"answer for an unknown id": ANY},
    "bound_negative": {"span outside the text": 3},
    "bound_int64": {"span outside the text": 3},
    "bound_of_30_digits": {"span outside the text": 3},
    "label_escape": {r"label 'PER\x1b[2J\x1b]0;owned\x07' is not in [labels]": 3},
    "label_line_end": {r"label 'PER\n::error::owned' is not in [labels]": 3},
    "label_html": {"label '<script>alert(1)</script>' is not in [labels]": 3},
    "label_nul": {r"label 'P\x00' is not in [labels]": 3},
    "label_long": {f"label '{'L' * 59} is not in [labels]": 3},
    "label_empty": {"label '' is not in [labels]": 3},
    "removes_its_folder": {},
    "child": {},
    "child_that_holds_the_streams": {},
    "child_in_a_session_of_its_own": {},
    "child_that_is_a_daemon": {},
    "child_that_is_a_daemon_three_times_over": {},
    "child_that_breeds": {},
}
"""Mode to the warnings of a model that answers all the same."""


WITHOUT_ENVIRONMENT = "kills_its_guard_and_leaves_a_daemon_without_environment"


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What all processes of a test inherit; they work in a folder that they may remove."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "may-be-removed").touch()
    monkeypatch.chdir(home)
    monkeypatch.setenv(MARK, str(tmp_path))
    return str(tmp_path)


def test_every_mode_is_tried() -> None:
    modes = {line.split("(")[0].removeprefix("def ") for line in _functions()}
    assert len(modes) > 40
    assert modes <= FAILS.keys() | WARNS.keys() | {"labels_by_the_thousand", WITHOUT_ENVIRONMENT}


def _functions() -> list[str]:
    return [line for before, line in pairwise(HOSTILE.read_text().splitlines()) if before == "@mode"]


@pytest.mark.parametrize("mode", FAILS)
def test_it_fails_within_its_limits_and_says_why(mode: str, tmp_path: Path, mark: str) -> None:
    limits = LIMITS if mode.startswith("ready") else LIMITS | {"start_seconds": 60}
    model = read_model(write_model(tmp_path, mode, **limits))
    began = time.monotonic()
    with Predictor(model) as predictor, pytest.raises(ModelFailed, match=FAILS[mode]) as caught:
        list(predictor.predict(TEXTS))
    assert time.monotonic() - began < 55, "its limits, and a busy machine"
    assert all(line.isprintable() for line in [str(caught.value), *caught.value.log_tail.splitlines()])
    assert not left(mark)


def test_nothing_leaves_a_control_group(tmp_path: Path, mark: str) -> None:
    """Where one can be had: else the guard, and the mark in the environment, are all that there is."""
    if not (group := own_group()):
        pytest.skip("no control group can be made here")
    end_group(group)
    model = read_model(write_model(tmp_path, WITHOUT_ENVIRONMENT, **LIMITS | {"start_seconds": 60}))
    with Predictor(model) as predictor, pytest.raises(ModelFailed, match="its guard was killed"):
        list(predictor.predict(TEXTS))
    sleeping = [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["/bin/sleep", "7.77e2"]]
    assert not sleeping
    assert not [one for one in Path(group).parent.glob("allonym-worker-*") if f"-{os.getpid()}-" in one.name]


@pytest.mark.parametrize("mode", WARNS)
def test_it_answers_and_what_is_odd_is_counted(mode: str, tmp_path: Path, mark: str) -> None:
    model = read_model(write_model(tmp_path, mode))
    with Predictor(model) as predictor:
        assert len(list(predictor.predict(TEXTS))) == 3
        assert predictor.cost
        assert predictor.cost.usage == {}
    assert predictor.warnings == Counter(WARNS[mode])
    assert len(predictor.version) <= 500
    assert predictor.version.isprintable()
    assert not left(mark)


def test_kinds_of_warnings_are_bounded(tmp_path: Path, mark: str) -> None:
    model = read_model(write_model(tmp_path, "labels_by_the_thousand"))
    with Predictor(model) as predictor:
        list(predictor.predict([f"Text {number}" for number in range(100)]))
    assert len(predictor.warnings) == 51
    assert predictor.warnings.total() == 900 * 100
    assert not left(mark)


def test_a_board_with_all_of_them_is_a_board(tmp_path: Path, mark: str) -> None:
    """One command: the floor of the roster has its numbers, each hostile model its row."""
    modes = {
        "ready_deep", "ready_not_utf8", "id_of_5000_digits", "usage_of_10_to_the_30", "answer_deep", "flood_of_junk",
        "child_that_is_a_daemon", "kills_its_guard", "log_gives_orders", "label_escape", "spans_by_the_million",
    }  # fmt: skip
    files = [str(write_model(tmp_path, mode, **LIMITS | {"start_seconds": 10})) for mode in sorted(modes)]
    chosen = [part for file in ["capitalised-runs", *files] for part in ("--model", file)]
    corpus = ["--corpus", str(write_tiny(tmp_path)), "--probe", "none", "--jobs", "4"]
    done = allonym(tmp_path, "bench", *chosen, *corpus)
    assert done.returncode == 0, done.stderr
    latest = tmp_path / "results" / "latest"
    board = json.loads((latest / "leaderboard.json").read_text())
    status = {model["model"]: model["status"] for model in board["models"]}
    assert status == {"capitalised-runs": "ok"} | {mode: "failed" if mode in FAILS else "ok" for mode in modes}
    assert {row["model"] for row in board["rows"]} == {name for name, state in status.items() if state == "ok"}
    for shown in (done.stdout, done.stderr, (latest / "leaderboard.md").read_text()):
        assert not {sign for sign in shown if not sign.isprintable()} - {"\n"}
        assert not [line for line in shown.splitlines() if line.lstrip().startswith("::") or "##[" in line]
    assert not left(mark)
