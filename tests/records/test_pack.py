"""A record: a run's answers without text, scored anew elsewhere; what is wrong with one is told."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.command import allonym_here
from support.real_run import GOLD
from support.travel import board, texts, write_answers

from allonym import paths
from allonym.predict.record import digest, read_record

CHECK = ("records", "check", "--corpus", "small.jsonl")
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def place(tmp_path: Path, made: tuple[Path, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small corpus, its models, a run and its record."""
    shutil.copytree(made[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    monkeypatch.setattr(paths, "RECORDS", tmp_path / "records")
    return tmp_path


def pack(place: Path, model: str = "careful", *more: str) -> subprocess.CompletedProcess[str]:
    return allonym_here(place, "records", "pack", "--model", model, "--corpus", "small.jsonl", *more)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """The folder that each test gets a copy of, and the rows of the live model of which the record was made."""
    place = tmp_path_factory.mktemp("made")
    texts(place)
    toml = place / "careful.toml"
    toml.write_text('version = "1"\nlicence = "MIT"\n' + toml.read_text().replace(str(place), "."))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paths, "RECORDS", place / "records")
        rows = board(place, "--model", "careful.toml", model="careful")
        done = pack(place)
    assert done.returncode == 0, done.stderr
    return place, rows


@pytest.fixture
def live(made: tuple[Path, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The rows of the live model."""
    return made[1]


def test_a_record_comes_to_the_row_of_the_live_run_without_the_model(place: Path, live: list[dict[str, Any]]) -> None:
    for path in place.glob("careful.*"):
        path.unlink()
    assert board(place, "--model", "careful", model="careful") == live
    (model,) = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())["models"]
    assert (model["licence"], model["version"]) == ("MIT", "1")
    assert model["words_per_cpu_second"] > 0
    assert model["record"]["machine"]["cpus"]
    shown = allonym_here(place, "show", "--by", "leaderboard").stdout
    assert "careful †" in shown
    assert "answered elsewhere" in " ".join(shown.split())


def test_it_stands_beside_the_models_that_are_named_all(place: Path) -> None:
    from allonym.predict.models import find_models
    from allonym.predict.record import recorded_models

    recorded = recorded_models()
    assert list(recorded) == ["careful"]
    assert "careful" in {model.id for model in find_models(recorded=recorded)}
    assert "careful" in {model.id for model in find_models(["all"], recorded=recorded)}
    assert "careful" not in {model.id for model in find_models(["all"])}


def test_it_stands_in_for_a_default_model_that_cannot_be_installed(
    place: Path, live: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is tried first, even where it is named; the record has its answers where that fails."""
    from allonym.predict.install import InstallFailed
    from allonym.predict.models import find_models
    from allonym.predict.record import recorded_models

    default = next(model.id for model in find_models() if model.environment)
    kept = place / "records" / "careful.json.gz"
    record = json.loads(gzip.decompress(kept.read_bytes()))
    record["model"]["id"] = default
    kept.with_name(f"{default}.json.gz").write_bytes(gzip.compress(json.dumps(record, separators=(",", ":")).encode()))
    for module in ("record", "recipe", "install"):
        monkeypatch.setattr(f"allonym.predict.{module}.why_not_installed", lambda model: model.environment or None)
    monkeypatch.setattr("allonym.predict.install.install_models", lambda *_, **__: (InstallFailed("no network"),))
    (asked,) = find_models([default], recorded=recorded_models())
    assert not asked.answers
    assert board(place, "--model", default, model=default) == live
    (model,) = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())["models"]
    assert model["record"]["machine"]["cpus"]


def test_every_live_model_of_a_run_is_packed_where_none_is_named(place: Path) -> None:
    (place / "hasty.toml").write_text('version = "1"\nlicence = "MIT"\n' + (place / "hasty.toml").read_text())
    models = ("--model", "careful.toml", "--model", "hasty.toml", "--model", "broken.toml")
    assert allonym_here(place, "bench", "--corpus", "small.jsonl", *models).returncode == 0
    done = allonym_here(place, "records", "pack", "--corpus", "small.jsonl")
    assert [line.split(":")[0].rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "careful.json.gz", "hasty.json.gz",
    ]  # fmt: skip
    one = allonym_here(place, "records", "pack", "--corpus", "small.jsonl", "--to", "x.json.gz")
    assert one.returncode == 2
    assert "--to names one file, for 2 models" in one.stderr


def test_no_text_is_in_it_and_the_same_answers_are_the_same_bytes(place: Path) -> None:
    path = place / "records" / "careful.json.gz"
    first = path.read_bytes()
    content = gzip.decompress(first).decode()
    assert not [
        word for document in GOLD for word in str(document["text"]).split() if len(word) > 4 and word in content
    ]
    pack(place)
    assert path.read_bytes() == first


def test_unpacked_answers_are_scored_as_the_record(place: Path, live: list[dict[str, Any]]) -> None:
    done = allonym_here(place, "records", "unpack", "records/careful.json.gz")
    (place / "again.jsonl").write_text(done.stdout)
    write_answers(place, [])
    assert board(place, "--answers", "again=again.jsonl", "--labels", "labels.toml", model="again") == live


def test_a_record_of_answers_from_elsewhere(place: Path) -> None:
    write_answers(place, texts(place))
    (place / "labels.toml").write_text('licence = "MIT"\nversion = "3"\n' + (place / "labels.toml").read_text())
    given = ("--answers", "mine=answers.jsonl", "--labels", "labels.toml")
    rows = board(place, *given, model="mine")
    assert pack(place, "mine").returncode == 0
    assert board(place, "--model", "mine", model="mine") == rows
    assert allonym_here(place, *CHECK).returncode == 0


def test_a_stale_record_says_which_texts_changed(place: Path) -> None:
    corpus = place / "small.jsonl"
    corpus.write_text(corpus.read_text().replace("Then Idlib waited.", "Then Idlib waits."))
    done = allonym_here(place, "bench", "--corpus", "small.jsonl", "--model", "careful")
    assert "careful: 1 x document without an answer (two): small is not scored" in done.stderr
    checked = allonym_here(place, *CHECK)
    assert checked.returncode == 1
    assert "texts have no answer, or have changed: small/" in checked.stdout
    assert "answers are to texts that are not asked" in checked.stdout


def test_a_good_record_has_no_fault(place: Path) -> None:
    done = allonym_here(place, *CHECK)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_model_itself_is_asked(place: Path) -> None:
    spot = (*CHECK, "--spot", "50")
    assert allonym_here(place, *spot, "--model", "careful.toml").returncode == 0
    done = allonym_here(place, *spot, "--model", "hasty.toml")
    assert done.returncode == 1
    assert "hasty answers otherwise to small/" in done.stdout


def _sealed(record: dict[str, Any]) -> None:
    record["sha256"] = digest(record["labels"], record["texts"], record["articles"])


def _outside(record: dict[str, Any]) -> None:
    next(iter(record["texts"].values()))[2] = 10_000
    _sealed(record)


def _negative(record: dict[str, Any]) -> None:
    next(iter(record["texts"].values()))[1] = -1
    _sealed(record)


def _no_label(record: dict[str, Any]) -> None:
    next(iter(record["texts"].values()))[3] = 9
    _sealed(record)


def _longer(record: dict[str, Any]) -> None:
    next(iter(record["texts"].values()))[0] += 1
    _sealed(record)


def _other_text(record: dict[str, Any]) -> None:
    key = next(iter(record["texts"]))
    record["texts"]["0" * 16] = record["texts"].pop(key)
    _sealed(record)


def _no_hash(record: dict[str, Any]) -> None:
    record["texts"]["The president said"] = [3]
    _sealed(record)


FAULTS: dict[str, tuple[Change, str]] = {
    "text": (lambda r: r.update(text="The president said"), "unknown field `text`"),
    "text in an answer": (lambda r: r["texts"].update(a=["The president"]), "Expected `int`"),
    "text in a note": (lambda r: r["model"].update(note="word " * 300), "a record has no text"),
    "another schema": (lambda r: r.update(schema="allonym/record/9"), "is not allonym/record/1"),
    "another hash": (lambda r: r.update(sha256="0" * 64), "not that of its answers"),
    "an answer changed": (lambda r: next(iter(r["texts"].values())).pop(), "not that of its answers"),
    "a span outside": (_outside, "spans outside their text"),
    "a span before": (_negative, "spans outside their text"),
    "a label that is none": (_no_label, "spans outside their text, or labels that are none"),
    "another length": (_longer, "texts of another length: "),
    "another text": (_other_text, "texts that are not asked: 0000000000000000"),
    "no hash": (_no_hash, "no hash of a text: The president said"),
    "no licence": (lambda r: r["model"].pop("licence"), "the model has no licence"),
    "another id": (lambda r: r["model"].update(id="other"), "call the file by it"),
    "no map": (lambda r: r["model"].update(labels={"P": "HUMAN"}), "labels that the project does not know"),
    "a label unmapped": (lambda r: r["model"]["labels"].pop("P"), "labels that its map lacks: P"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_record_is_refused(name: str, place: Path) -> None:
    change, said = FAULTS[name]
    path = place / "records" / "careful.json.gz"
    record = json.loads(gzip.decompress(path.read_bytes()))
    change(record)
    path.write_bytes(gzip.compress(json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode()))
    done = allonym_here(place, *CHECK, "records/careful.json.gz")
    assert (done.returncode, done.stderr) == (1, f"1 records, {done.stdout.count(chr(10))} faults\n")
    assert said in done.stdout


def test_answers_that_are_not_kept_any_more_cannot_be_packed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "CACHE", place / "empty")
    done = pack(place)
    assert done.returncode == 2
    assert "answers of careful are not kept" in done.stderr


def test_what_a_run_has_no_answers_of_cannot_be_packed(place: Path) -> None:
    assert "no model of the run 'nobody'" in pack(place, "nobody").stderr
    done = allonym_here(place, "bench", "--corpus", "small.jsonl", "--model", "broken.toml")
    assert done.returncode == 3
    assert "has no answers of broken" in pack(place, "broken").stderr


def test_the_cost_is_the_live_run_s(place: Path, live: list[dict[str, Any]]) -> None:
    record = read_record(place / "records" / "careful.json.gz")
    assert record.cost.words > 0
    assert record.labels == ["L", "P"]


def asked(place: Path, *more: str) -> list[dict[str, Any]]:
    """The texts of the small corpus as it lies there."""
    done = allonym_here(place, "records", "texts", "--corpus", "small.jsonl", "--out", "texts.jsonl", *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in (place / "texts.jsonl").read_text().splitlines()]


def test_a_corpus_with_names_of_its_own_travels(place: Path) -> None:
    """The texts that --registry gives are asked for, answered elsewhere, scored as the live run, packed and proved."""
    gold = place / "small.jsonl"
    gold.write_text(gold.read_text().replace("hakan_fidan", "somebody"))
    (place / "ours.csv").write_text("name,type,spellings\nHakan Fidan,person,Hacan Fidan;Hakan Feedan\n")
    names = ("--registry", "ours.csv")
    ours = asked(place, *names)
    assert any("Hacan Fidan" in one["text"] for one in ours)
    assert not any("Hacan Fidan" in one["text"] for one in asked(place))
    write_answers(place, ours)
    given = board(place, "--answers", "mine=answers.jsonl", "--labels", "labels.toml", *names, model="mine")
    assert board(place, "--model", "careful.toml", *names, model="careful") == given
    refused = pack(place)
    assert refused.returncode == 2
    assert "was made with other names; give the file of its --registry, unchanged" in refused.stderr
    assert pack(place, "careful", *names).returncode == 0
    assert len(read_record(place / "records" / "careful.json.gz").texts) == len(ours)
    assert allonym_here(place, *CHECK, *names).returncode == 0
    assert allonym_here(place, *CHECK).returncode == 1, "today's texts without these names are others"
