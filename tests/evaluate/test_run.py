"""`allonym bench` with a worker of our own, against numbers computed by hand."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.command import allonym, worker

WORKER = r"""
import json, re, sys
print(json.dumps({"ready": True, "model": "regex", "version": "1", "labels": ["P", "L"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    spans = [
        {"start": m.start(), "end": m.end(), "label": label}
        for label, pattern in {"P": "Ali Mamlouk|Fidan", "L": "Moscow|Mamluk"}.items()
        for m in re.finditer(pattern, request["text"])
    ]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""

GOLD = [
    {
        "id": "one",
        "text": "Ali Mamlouk met Hakan Fidan in Moscow.",
        "spans": [
            {"start": 0, "end": 11, "label": "PERSON", "entity": "ali_mamlouk"},
            {"start": 16, "end": 27, "label": "PERSON"},
            {"start": 31, "end": 37, "label": "GPE"},
        ],
    },
    {
        "id": "two",
        "text": "Ali Mamluk left. Idlib waits.",
        "spans": [
            {"start": 0, "end": 10, "label": "PERSON", "entity": "ali_mamlouk"},
            {"start": 17, "end": 22, "label": "GPE"},
        ],
    },
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "worker.py").write_text(WORKER)
    (tmp_path / "small.jsonl").write_text("".join(json.dumps(document) + "\n" for document in GOLD))
    (tmp_path / "regex.toml").write_text(
        worker(tmp_path / "worker.py") + 'licence = "Apache-2.0"\n[labels]\nP = "PERSON"\nL = "GPE"\n'
    )
    return tmp_path


def bench(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return allonym(place, "bench", "--corpus", "small.jsonl", "--model", "regex.toml", *arguments)


def rows_of(place: Path, **wanted: str) -> dict[str, Any]:
    board = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())
    rows = [row for row in board["rows"] if all(row[key] == value for key, value in wanted.items())]
    return {row["measure"]: row for row in rows}


def test_a_command_worker_scores_what_a_person_computes(place: Path) -> None:
    # Ali Mamlouk and Moscow are right; of Hakan Fidan half is found; "Mamluk" is called a place; Idlib is missed.
    done = bench(place)
    assert done.returncode == 0, done.stderr
    micro = rows_of(place, label="micro", tagset="coarse", convention="raw", slice="all")
    assert micro["strict.f1"]["counts"] == {"correct": 2, "incorrect": 2, "partial": 0, "missed": 1, "spurious": 0}
    assert micro["strict.precision"]["value"] == pytest.approx(2 / 4)
    assert micro["strict.recall"]["value"] == pytest.approx(2 / 5)
    assert micro["strict.f1"]["value"] == pytest.approx(4 / 9)
    assert micro["exact.f1"]["value"] == pytest.approx(4 / 9)
    assert micro["type.f1"]["value"] == pytest.approx(6 / 9)
    assert micro["partial.f1"]["value"] == pytest.approx(6 / 9)
    assert micro["strict.f1"]["n"] == 5
    macro = rows_of(place, label="macro", tagset="coarse", convention="raw", slice="all")
    assert macro["strict.f1"]["value"] == pytest.approx((2 / 5 + 2 / 4) / 2)
    fine = rows_of(place, label="GPE", tagset="fine", convention="raw", slice="all")
    assert fine["strict.f1"]["value"] == pytest.approx(2 / 4)


def test_the_two_spellings_stand_apart(place: Path) -> None:
    assert bench(place).returncode == 0
    found = rows_of(place, slice="spelling:ali_mamlouk:Ali Mamlouk")["found"]
    lost = rows_of(place, slice="spelling:ali_mamlouk:Ali Mamluk")["found"]
    assert (found["value"], found["n"]) == (1.0, 1)
    assert lost["counts"] == {"found": 0, "label": 0, "bounds": 1, "missed": 0}


def test_a_run_is_kept_whole(place: Path) -> None:
    assert bench(place).returncode == 0
    folder = place / "results" / "latest"
    whole = folder.resolve()
    names = {str(path.relative_to(whole)) for path in whole.rglob("*") if path.is_file()}
    boards = {"leaderboard.json", "leaderboard.md", "leaderboard.csv"}
    assert names >= {*boards, "run.json", "predictions/regex/small.jsonl"}
    about = json.loads((folder / "run.json").read_text())
    assert about["seqeval"]["regex/small"]["true_positives"] == 2
    assert about["models"]["regex"]["licence"] == "Apache-2.0"


def test_as_names_the_one_model(place: Path) -> None:
    assert bench(place, "--as", "mine").returncode == 0
    assert {row["model"] for row in rows_of(place, label="micro").values()} == {"mine"}


def test_a_model_that_fails_is_a_row_and_the_others_are_scored(place: Path) -> None:
    (place / "broken.toml").write_text('command = ["false"]\n[labels]\nP = "PERSON"\n')
    done = bench(place, "--model", "broken.toml")
    assert done.returncode == 0, done.stderr
    board = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())
    status = {model["model"]: model["status"] for model in board["models"]}
    assert status == {"regex": "ok", "broken": "failed"}
    assert "broken" in done.stdout
    assert {row["model"] for row in board["rows"]} == {"regex"}


def test_nothing_measured_is_status_3(place: Path) -> None:
    (place / "regex.toml").write_text('command = ["false"]\n[labels]\nP = "PERSON"\n')
    assert bench(place).returncode == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--corpus", "retelings"], "no corpus 'retelings'; did you mean retellings?"),
        (["--model", "en_core_web_sm-3.8"], "no model 'en_core_web_sm-3.8'; did you mean en_core_web_sm-3.8.0"),
        (["--corpus", "none.jsonl"], "none.jsonl: cannot be read: No such file or directory"),
        (["--model", "none.toml"], "none.toml: cannot be read"),
        (["--articles", "nowhere", "--corpus", "articles"], "nowhere: no such folder"),
        (["--corpus", "broken.jsonl"], "broken.jsonl:1: not a JSON object"),
        (["--corpus", "latin.jsonl"], "latin.jsonl:1: not a JSON object"),
        (["--corpus", "overlap.jsonl"], "overlap"),
        (["--corpus", "label.jsonl"], "unknown label 'PERSN'"),
        (["--as", "x", "--model", "all"], "--as names one model"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_written(place: Path, arguments: list[str], message: str) -> None:
    (place / "broken.jsonl").write_text('{"id": "a", "text": ')
    (place / "latin.jsonl").write_bytes('{"id": "a", "text": "Özkızılcık"}'.encode("latin-1", "replace"))
    spans = '{"start": 0, "end": 3, "label": "ORG"}, {"start": 2, "end": 4, "label": "ORG"}'
    (place / "overlap.jsonl").write_text(f'{{"id": "a", "text": "abcdef", "spans": [{spans}]}}')
    (place / "label.jsonl").write_text(
        '{"id": "a", "text": "abcdef", "spans": [{"start": 0, "end": 3, "label": "PERSN"}]}'
    )
    done = bench(place, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (place / "results").exists()
