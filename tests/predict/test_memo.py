"""Finished work is found again as long as nothing that makes it has changed, and a run with it says the same."""

import json
import pickle
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from markupsafe import Markup
from numpy.typing import NDArray
from support.command import worker
from support.runs import write_gold

from allonym import paths
from allonym.corpus.load import load_corpus
from allonym.evaluate.about import about
from allonym.evaluate.evaluation import Evaluation, evaluate
from allonym.evaluate.task import Means, Task
from allonym.predict import memo
from allonym.predict.cache import Cache
from allonym.predict.memo import Finished, ResultKind, contents, fingerprint, packed, unpacked
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


NUMBER: ResultKind[int] = ResultKind("number", int, ("labels", "match"))
OTHER: ResultKind[int] = ResultKind("other", int, ("labels", "match"))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "predictions.sqlite")


def test_the_same_is_worked_out_once(cache: Cache) -> None:
    work = Work()
    for _ in range(3):
        assert Finished(cache).get(NUMBER, work, {"a": 1}, [2]) == 1
    assert work.done == 1


@pytest.mark.parametrize(
    ("kind", "made_from"),
    [(OTHER, ({"a": 1},)), (NUMBER, ({"a": 2},)), (NUMBER, ({"b": 1},)), (NUMBER, ({"a": 1}, 0))],
)
def test_another_kind_or_part_is_other_work(cache: Cache, kind: ResultKind[int], made_from: tuple[Any, ...]) -> None:
    work = Work()
    Finished(cache).get(NUMBER, work, {"a": 1})
    assert Finished(cache).get(kind, work, *made_from) == 2


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of three rooms whose sources may be changed; change(room) does."""
    folder = tmp_path / "package"
    for room in ("match", "cli"):
        (folder / room).mkdir(parents=True)
        (folder / room / "a.py").write_text("1")
    (folder / "labels.py").write_text("1")
    monkeypatch.setattr(memo, "_PACKAGE", folder)
    monkeypatch.setattr(memo, "sources", memo.sources.__wrapped__)
    monkeypatch.setattr(memo, "_room", memo._room.__wrapped__)
    return folder


@pytest.mark.parametrize(("changed", "done"), [("cli/a.py", 1), ("match/a.py", 2), ("labels.py", 2)])
def test_a_changed_room_makes_other_work_only_of_what_comes_from_it(
    cache: Cache, package: Path, changed: str, done: int
) -> None:
    work = Work()
    Finished(cache).get(NUMBER, work)
    (package / changed).write_text("2")
    Finished(cache).get(NUMBER, work)
    assert work.done == done


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
    Finished(cache).get(NUMBER, work)
    assert Finished(cache, refresh=True).get(NUMBER, work) == 2
    assert Finished(cache).get(NUMBER, work) == 2


def forget(cache: Cache) -> None:
    cache.forget("ab")


@pytest.mark.parametrize("forgotten", [forget, Cache.clear])
def test_results_go_with_the_answers_that_they_are_from(cache: Cache, forgotten: Callable[[Cache], None]) -> None:
    work = Work()
    Finished(cache).get(NUMBER, work, model="ab")
    forgotten(cache)
    assert Finished(cache).get(NUMBER, work, model="ab") == 2


def test_the_oldest_go_when_there_are_many(cache: Cache) -> None:
    for number in range(600):
        cache.keep_result(fingerprint(number), b"x")
    kept = [number for number in range(600) if cache.result(fingerprint(number))]
    assert kept == list(range(100, 600))


@dataclass(frozen=True)
class Table:
    """A value with arrays in it."""

    counts: NDArray[np.int64]
    chosen: NDArray[np.bool_]
    svg: Markup


@given(
    arrays(np.int64, st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))),
    arrays(np.bool_, st.integers(0, 9)),
)
def test_a_result_comes_back_as_it_was(counts: NDArray[np.int64], chosen: NDArray[np.bool_]) -> None:
    back: Table = unpacked(packed(Table(counts[::2], chosen, Markup("<svg>"))), Table)
    assert back.counts.dtype == np.int64
    assert back.counts.shape == counts[::2].shape
    assert back.counts.tolist() == counts[::2].tolist()
    assert back.chosen.tolist() == chosen.tolist()
    assert back.svg == Markup("<svg>")
    assert type(back.svg) is Markup


TABLE = Table(np.arange(99), np.zeros(9, np.bool_), Markup("<svg>"))


class Poison:
    """A pickle that leaves a file when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def _array_of(*packed_array: Any) -> bytes:
    return packed({"counts": packed_array, "chosen": ("|b1", (0,), b""), "svg": ""})


BROKEN = {
    "no compressed bytes": b"nothing of the kind",
    "cut short": packed(TABLE)[:-20],
    "another type": packed("text"),
    "a field missing": packed({"counts": ("<i8", (1,), bytes(8))}),
    "an array of objects": _array_of("|O", (1,), bytes(8)),
    "an array of other numbers": _array_of("<f8", (1,), bytes(8)),
    "fewer bytes than its shape": _array_of("<i8", (9,), bytes(8)),
    "a shape below nothing": _array_of("<i8", (-1,), bytes(8)),
    "too deep": zlib.compress(b"\x91" * 100_000),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_row_that_is_no_result_is_worked_out_again(cache: Cache, broken: bytes) -> None:
    kind: ResultKind[Table] = ResultKind("table", Table, ("labels",))
    cache.keep_result(kind.key(), broken)
    finished = Finished(cache)
    assert finished.get(kind, lambda: TABLE) is TABLE
    assert finished.unreadable == 1
    assert finished.get(kind, lambda: TABLE).counts.tolist() == TABLE.counts.tolist()
    assert finished.unreadable == 1


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


def run(place: Path, *, seed: int = 7, refresh: bool = False) -> Evaluation:
    gold = load_corpus(str(place / "small.jsonl"))
    task = Task(models=[read_model(place / "regex.toml")], corpora=[gold], seed=seed)
    return evaluate(task, Means(refresh=refresh))


def told(one: Evaluation) -> dict[str, Any]:
    """What a run found out, but for its name and what its answers took."""
    board = leaderboard_json(one, "")
    known = {name: part for name, part in about(one).items() if name not in {"run", "started", "timings", "models"}}
    return json.loads(json.dumps([board["rows"], board["standings"], known, one.entries[0].predictions], default=repr))


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


def test_a_pickle_in_the_cache_is_never_run(place: Path) -> None:
    first = run(place)
    poison = zlib.compress(pickle.dumps(Poison(place / "OWNED")))
    with sqlite3.connect(paths.CACHE / "predictions.sqlite") as cache:
        assert cache.execute("UPDATE results SET result = ?", (poison,)).rowcount == 5
    cache.close()
    again = run(place)
    assert not (place / "OWNED").exists()
    assert told(first) == told(again)
    assert again.warnings == ("5 results in the cache could not be read, and were worked out again",)
    assert run(place).warnings == ()


def test_no_module_of_the_package_can_read_a_pickle() -> None:
    sources = {path: path.read_text("utf-8") for path in Path(memo._PACKAGE).rglob("*.py")}
    assert [path for path, source in sources.items() if "pickle" in source.replace("allow_pickle=False", "")] == []
