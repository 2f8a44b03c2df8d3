"""Finished work is found again as long as nothing that makes it has changed, and a run with it says the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.command import worker
from support.runs import write_gold

from allonym import paths
from allonym.corpus.load import load_corpus
from allonym.evaluate.evaluation import Evaluation, evaluate
from allonym.predict import memo as finished
from allonym.predict.cache import Cache
from allonym.predict.memo import Finished, contents, fingerprint
from allonym.predict.models import read_model
from allonym.runs.write import leaderboard_json

WORKER = r"""
import json, re, sys
open(__file__ + ".starts", "a").write("started\n")
print(json.dumps({"ready": True, "model": "regex", "version": "1", "labels": ["P"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    found = re.finditer(r"Omar|Ali \w+|Idlib", request["text"])
    spans = [{"start": m.start(), "end": m.end(), "label": "P"} for m in found]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""


class Work:
    """Work that counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> int:
        self.done += 1
        return self.done


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "predictions.sqlite")


def test_the_same_is_worked_out_once(cache: Cache) -> None:
    work = Work()
    for _ in range(3):
        assert Finished(cache).get(work, "name", {"a": 1}, [2]) == 1
    assert work.done == 1


@pytest.mark.parametrize("other", [("other", {"a": 1}), ("name", {"a": 2}), ("name", {"b": 1}), ("name", {"a": 1}, 0)])
def test_another_name_or_part_is_other_work(cache: Cache, other: tuple[Any, ...]) -> None:
    work = Work()
    Finished(cache).get(work, "name", {"a": 1})
    assert Finished(cache).get(work, *other) == 2


def test_another_line_of_the_package_is_other_work(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work()
    Finished(cache).get(work, "name")
    monkeypatch.setattr(finished, "sources", lambda: b"changed")
    assert Finished(cache).get(work, "name") == 2


def test_contents_are_names_and_bytes(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "a.py"
    file.parent.mkdir()
    file.write_text("1")
    first = contents(tmp_path)
    (tmp_path / "a.pyc").write_text("compiled")
    assert contents(tmp_path) == first
    file.write_text("2")
    assert contents(tmp_path) != first
    file.write_text("1")
    file.rename(tmp_path / "sub" / "b.py")
    assert contents(tmp_path) != first


def test_refresh_works_it_out_and_keeps_the_newer(cache: Cache) -> None:
    work = Work()
    Finished(cache).get(work, "name")
    assert Finished(cache, refresh=True).get(work, "name") == 2
    assert Finished(cache).get(work, "name") == 2


def forget(cache: Cache) -> None:
    cache.forget("ab")


@pytest.mark.parametrize("forgotten", [forget, Cache.clear])
def test_results_go_with_the_answers_that_they_are_from(cache: Cache, forgotten: Callable[[Cache], None]) -> None:
    work = Work()
    Finished(cache).get(work, "name", model="ab")
    forgotten(cache)
    assert Finished(cache).get(work, "name", model="ab") == 2


def test_the_oldest_go_when_there_are_many(cache: Cache) -> None:
    for number in range(600):
        cache.keep_result(fingerprint(number), b"x")
    kept = [number for number in range(600) if cache.result(fingerprint(number))]
    assert kept == list(range(100, 600))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model, a corpus and a cache of its own."""
    (tmp_path / "worker.py").write_text(WORKER)
    write_gold(tmp_path / "small.jsonl")
    write_model(tmp_path, "PERSON")
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    return tmp_path


def write_model(place: Path, label: str) -> None:
    (place / "regex.toml").write_text(f"{worker(place / 'worker.py')}[labels]\nP = '{label}'\n")


def run(place: Path, **options: Any) -> Evaluation:
    return evaluate([read_model(place / "regex.toml")], [load_corpus(str(place / "small.jsonl"))], **options)


def told(one: Evaluation) -> dict[str, Any]:
    """What a run found out, but for its name and what its answers took."""
    board = leaderboard_json(one)
    del board["run"]
    about = {name: part for name, part in one.about.items() if name not in {"started", "timings", "models"}}
    return json.loads(json.dumps([board["rows"], board["standings"], about, one.entries[0].predictions], default=repr))


def counts(one: Evaluation) -> list[Any]:
    return [row.counts for row in one.rows if row.measure == "strict.f1" and row.label == "micro"]


def test_a_run_on_finished_work_says_the_same(place: Path) -> None:
    starts = place / "worker.py.starts"
    first = run(place)
    started = starts.read_text()
    again = run(place)
    assert starts.read_text() == started
    refreshed = run(place, refresh=True)
    assert starts.read_text() > started
    assert told(first) == told(again) == told(refreshed)
    assert first.entries[0].probes


def test_another_label_map_is_scored_anew_on_the_same_answers(place: Path) -> None:
    first = run(place)
    write_model(place, "ORG")
    second = run(place)
    assert counts(first) != counts(second)
    assert second.entries[0].predictions["small"]["d0"].mentions[0].label == "ORG"


def test_other_gold_is_scored_anew(place: Path) -> None:
    first = run(place)
    gold = place / "small.jsonl"
    gold.write_text(gold.read_text().replace("PERSON", "ORG"))
    assert counts(first) != counts(run(place))


def test_another_seed_draws_anew(place: Path) -> None:
    intervals = [[(row.low, row.high) for row in run(place, seed=seed).rows] for seed in (7, 8)]
    assert intervals[0] != intervals[1]
