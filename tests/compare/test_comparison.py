"""`allonym compare`: numbers by hand, the names that moved, and what is said first."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.command import allonym, allonym_here
from support.pairs import table
from support.runs import TEXTS, keep_run, perfect, without, write_gold

from allonym.compare import probed
from allonym.match.mentions import MISSED
from allonym.measures import measures
from allonym.measures.main import Selection
from allonym.measures.pairs import Pairs

ROW = {
    "corpus": "gold", "probe": "original", "slice": "all", "tagset": "coarse", "convention": "neutral",
    "label": "micro", "measure": "strict.f1", "low": None, "high": None, "n": 9, "counts": {},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = write_gold(tmp_path / "gold.jsonl")
    results = tmp_path / "results"
    models = {"m": perfect(), "n": without("Sana")}
    keep_run(results, "before", gold, models, rows=[{**ROW, "model": "m", "value": 1.0}])
    worse = without("Idlib", "Ali Mamluk")
    worse["d6"] = [(0, 6, "GPE"), (8, 14, "GPE"), (16, 21, "GPE")]
    keep_run(results, "after", gold, {"m": worse}, rows=[{**ROW, "model": "m", "value": 0.9}], seed=8)
    return tmp_path


def compare(folder: Path, *arguments: str) -> Any:
    return allonym_here(folder, "compare", *arguments, "--corpus", "gold.jsonl")


def told(folder: Path, *arguments: str) -> Any:
    done = compare(folder, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_numbers_are_those_that_a_person_computes(folder: Path) -> None:
    compared = told(folder, "before", "after")
    (recall,) = (line for line in compared["lines"] if line["measure"] == "strict.recall")
    names = sum(len(spans) for spans in perfect().values())
    # Lost: Idlib in d0 (twice), d1 and d4, and Ali Mamluk in d0; Idlib in d6 is found.
    assert recall["one"] == 1.0
    assert recall["two"] == pytest.approx((names - 5) / names)
    assert recall["low"] < recall["difference"] < recall["high"] <= 0
    (found,) = (line for line in compared["lines"] if line["measure"] == "names.found")
    assert found["difference"] == pytest.approx(-5 / names)
    # Exact McNemar, 5 : 0 discordant, 2 / 2**5; Holm: it is not the smallest of the table, nor made smaller.
    assert found["p"] >= 2 / 2**5
    assert found["low"] < found["difference"] < found["high"] <= 0


def test_the_names_that_moved_are_listed_with_their_words(folder: Path) -> None:
    compared = told(folder, "before", "after")
    assert [(name["surface"], name["document"], name["start"]) for name in compared["lost"]] == [
        ("Ali Mamluk", "d0", 0), ("Idlib", "d0", 23), ("Idlib", "d0", 30), ("Idlib", "d1", 13), ("Idlib", "d4", 19),
    ]  # fmt: skip
    assert compared["found"] == []
    shown = compare(folder, "after", "before").stdout
    assert "Lost before, found now: 5" in shown
    assert "[Idlib] was quiet." in shown
    assert "Ali Mamluk met Omar in [Idlib]." in shown


def test_two_models_of_one_run(folder: Path) -> None:
    compared = told(folder, "m@before", "n@before")
    assert [name["surface"] for name in compared["lost"]] == ["Sana", "Sana"]
    assert (compared["one"], compared["two"], compared["differing"]) == ("m@before", "n@before", [])


def test_another_seed_is_said_first(folder: Path) -> None:
    done = allonym(folder, "compare", "before", "after", "--corpus", "gold.jsonl")  # the command, in its own process
    assert done.stdout.splitlines()[0] == "different seed: 7 and 8"


def test_another_gold_is_refused_unless_asked_for(folder: Path) -> None:
    gold = write_gold(folder / "gold.jsonl", [*TEXTS[:-1], "Omar left Ankara."])
    keep_run(folder / "results", "newer", gold, {"m": perfect() | {"d7": [(0, 4, "PERSON")]}},
             rows=[{**ROW, "model": "m", "value": 0.95}])  # fmt: skip
    done = compare(folder, "before", "newer")
    assert (done.returncode, done.stdout) == (2, "")
    assert "were scored on different gold (gold); --across-gold shows them anyway" in done.stderr
    anyway = told(folder, "before", "newer", "--across-gold")
    assert anyway["differing"][0].startswith("different gold: gold ")
    assert [(line["measure"], line["one"], line["two"], line["p"]) for line in anyway["lines"]] == [
        ("strict.f1", 1.0, 0.95, None)
    ]


def test_leaderboard_files_alone_give_numbers_without_tests(folder: Path) -> None:
    files = [f"results/{run}/leaderboard.json" for run in ("before", "after")]
    compared = told(folder, *files)
    assert [(line["one"], line["two"], line["low"]) for line in compared["lines"]] == [(1.0, 0.9, None)]
    assert compared["notes"] == ["gold: no predictions of both; numbers only"]


def test_probes_stand_below(folder: Path) -> None:
    for run, value in (("p1", 0.3), ("p2", 0.5)):
        row = {**ROW, "model": "m", "probe": "respell", "measure": "spelling.both", "label": "PER", "value": value}
        keep_run(folder / "results", run, folder / "gold.jsonl", {"m": perfect()}, rows=[row])
    last = told(folder, "p1", "p2")["lines"][-1]
    assert (last["probe"], last["measure"], last["difference"]) == ("respell", "spelling.both", pytest.approx(0.2))


OF_PAIRS = [one for one in measures("pairs") if one.tables == ("pairs",)]


def keep_probed(folder: Path, run: str, pairs: Pairs) -> None:
    mine = pairs.part("gold")
    rows = [
        {**ROW, "model": "m", "probe": "respell", "measure": one.name, "value": terms.value}
        for one in OF_PAIRS
        if (terms := one.compute(mine)).n
    ]
    probes = {"m": {"respell": pairs}}
    keep_run(folder / "results", run, folder / "gold.jsonl", {"m": perfect()}, rows=rows, pairs=probes)


def test_numbers_of_the_probes_have_an_interval_and_a_test(folder: Path) -> None:
    before = table(1)
    lost = np.where((before.codes["entity"] > 2) & ~before.printed, MISSED, before.numbers["after"])
    after = replace(before, numbers={**before.numbers, "after": lost})
    keep_probed(folder, "p1", before)
    keep_probed(folder, "p2", after)
    lines = {line["measure"]: line for line in told(folder, "p1", "p2")["lines"] if line["probe"] == "respell"}
    assert list(lines) == [one.name for one in OF_PAIRS]
    recall = lines["spelling.recall"]
    assert recall["low"] < recall["difference"] < recall["high"] < 0
    selection = Selection(name="spelling.recall", probe="respell")
    sides = [probed.entity_counts(selection, "gold", "m", {"respell": {"m": pairs}}) for pairs in (before, after)]
    assert sides[0] is not None
    assert sides[1] is not None
    assert probed.p_value(selection, *sides) <= recall["p"] < 0.5
    same = lines["spelling.spurious"]
    assert (same["difference"], same["low"], same["high"], same["p"]) == (0, 0, 0, 1)
    shown = compare(folder, "p1", "p2").stdout
    assert "The same on the probes" in shown


def test_other_questions_leave_the_numbers_alone(folder: Path) -> None:
    keep_probed(folder, "p1", table(1))
    keep_probed(folder, "p2", table(1).where("stratum", "stratum0"))
    compared = told(folder, "p1", "p2")
    assert "respell: asked other spellings or places; numbers only" in compared["notes"]
    assert all(line["p"] is None for line in compared["lines"] if line["probe"] == "respell")


def test_outcomes_of_an_older_version_leave_the_numbers_alone(folder: Path) -> None:
    for run in ("p1", "p2"):
        keep_probed(folder, run, table(1))
    path = folder / "results" / "p2" / "spellings.jsonl.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b'"slots":', b'"places":')))
    compared = told(folder, "p1", "p2")
    assert any(note.startswith("respell: not the outcomes of this version") for note in compared["notes"])


def test_one_model_on_each_side_needs_no_common_name(folder: Path) -> None:
    assert told(folder, "n@before", "after")["two"] == "m@after"


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (("before", "afte"), "no run 'afte'; did you mean after?"),
        (("k@before", "m@after"), "no measured model 'k'"),
        (("before", "gold.jsonl"), "not a run"),
    ],
)
def test_what_cannot_be_compared_is_one_line(folder: Path, runs: tuple[str, str], line: str) -> None:
    done = compare(folder, *runs)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert line in done.stderr


def test_a_damaged_leaderboard_is_one_line(folder: Path) -> None:
    path = folder / "results" / "after" / "leaderboard.json"
    for damage, line in (
        ('{"schema": "allonym/leaderboard/9"}', "is not allonym/leaderboard/1"),
        ('{"schema"', "not a run"),
    ):
        path.write_text(damage)
        done = compare(folder, "before", "after")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert line in done.stderr
