"""The cache never lies, runs nothing, and costs only its use where it cannot be used."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from support.attack import write_tiny
from support.command import allonym

from allonym.predict.answers import Span
from allonym.predict.cache import Cache, text_key
from allonym.predict.environments import Environment
from allonym.predict.failures import NotInstalled
from allonym.predict.models import Model, read_model
from allonym.predict.predict import Predictor
from allonym.predict.recipe import recipe

MODEL = "ab" * 32
_LABELLER = """
import json, os, sys
label = (open(sys.argv[1]).read() if sys.argv[1:] else os.environ.get("ATTACK_LABEL", "PER")).strip()
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], "spans": [{"start": 0, "end": 3, "label": label}]}), flush=True)
"""


def write_labeller(folder: Path, *arguments: str, extra: str = "") -> Path:
    """A model that gives one label, which is what its first file, or a variable, says."""
    folder.mkdir(exist_ok=True)
    (folder / "w.py").write_text(_LABELLER)
    path = folder / "m.toml"
    command = json.dumps([sys.executable, "w.py", *arguments])
    path.write_text(f'command = {command}\n{extra}\n[labels]\nPER = "PERSON"\nLOC = "GPE"\n')
    return path


def labels(path: Path, cache: Cache) -> list[str]:
    with Predictor(read_model(path), cache) as predictor:
        return [mention.label for found in predictor.predict(["Ali left"]) for mention in found]


def digest(model: Model) -> str:
    with closing(Cache()) as cache:
        return recipe(model, cache).digest


# What is part of the key.


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder, label in (("a", "PER"), ("b", "LOC")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "data.txt").write_text(label)
    model = write_labeller(tmp_path, "a/data.txt", "b/data.txt")
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        assert labels(model, cache) == ["PERSON"]
        (tmp_path / "a" / "data.txt").write_text("LOC")
        assert labels(model, cache) == ["GPE"]


def test_files_that_change_places_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("PER")
    (tmp_path / "two.txt").write_text("LOC")
    model = write_labeller(tmp_path, "one.txt", "two.txt")
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        assert labels(model, cache) == ["PERSON"]
        (tmp_path / "one.txt").write_text("LOC")
        (tmp_path / "two.txt").write_text("PER")
        assert labels(model, cache) == ["GPE"]


def test_a_file_named_twice_over_and_one_of_the_globs_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("PER")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "data.txt").write_text("LOC")
    digests = set()
    for arguments, files in ((["data.txt"], "sub/*"), (["sub/data.txt"], "data.txt")):
        digests.add(digest(read_model(write_labeller(tmp_path, *arguments, extra=f'files = ["{files}"]'))))
    assert len(digests) == 2


def test_the_same_bytes_at_once_again_are_seen(tmp_path: Path) -> None:
    """A file rewritten within one tick of the file system's clock, to the same size."""
    (tmp_path / "data.txt").write_text("PER")
    model = write_labeller(tmp_path, "data.txt")
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        status = (tmp_path / "data.txt").stat()
        assert labels(model, cache) == ["PERSON"]
        with (tmp_path / "data.txt").open("r+") as file:
            file.write("LOC")
        os.utime(tmp_path / "data.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
        assert labels(model, cache) == ["GPE"]


def test_variables_of_a_command_are_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = write_labeller(tmp_path, extra='[variables]\nATTACK_LABEL = "the label"')
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        with pytest.raises(NotInstalled, match="set ATTACK_LABEL to the label"):
            labels(model, cache)
        for label, target in (("PER", "PERSON"), ("LOC", "GPE"), ("PER", "PERSON")):
            monkeypatch.setenv("ATTACK_LABEL", label)
            assert labels(model, cache) == [target]
        assert cache.count() == (2, 2)


def test_a_file_that_an_option_names_is_part_of_the_key(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text('adapter = "capitalised"\n[options]\nwords = "words.txt"\n[labels]\nPER = "PER"\n')
    digests = set()
    for words in ("one", "two"):
        (tmp_path / "words.txt").write_text(words)
        digests.add(digest(read_model(path)))
    assert len(digests) == 2


@pytest.mark.parametrize("values", [("true", "1"), ("1", "1.0"), ('"1"', "1"), ("[1, 2]", "[12]"), ('"a"', '["a"]')])
def test_two_values_never_share_answers(values: tuple[str, str], tmp_path: Path) -> None:
    digests = set()
    for value in values:
        path = tmp_path / "m.toml"
        path.write_text(f'adapter = "capitalised"\n[options]\nwords = {value}\n[labels]\nPER = "PER"\n')
        digests.add(digest(read_model(path)))
    assert len(digests) == 2


def test_what_pip_installs_is_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allonym.paths.MODELS", tmp_path)
    (tmp_path / "environments" / "e").mkdir(parents=True)
    (tmp_path / "environments" / "e" / "requirements.txt").write_text("one==1\n")
    wanted = [Environment(name="e", summary="", pip=pip) for pip in ([], ["torch==1"], ["torch==2"], ["torch==1", "x"])]
    assert len({environment.lock_digest() for environment in wanted}) == 4


# A file that cannot be used.


def test_a_newer_cache_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "cache.sqlite"
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("CREATE TABLE answers (something TEXT)")
        newer.execute("INSERT INTO answers VALUES ('new')")
        newer.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with closing(Cache(file)) as cache:
        cache.keep_answers(MODEL, [(text_key("a"), [])])
        assert cache.count() == (1, 1), "in memory"
    assert file.read_bytes() == before
    assert "a newer version of allonym made it" in caplog.text


@pytest.mark.parametrize("rows", [b"", b"[[1,2]]", b"\xff\xfe", b"[" * 5000, b'[[1,2,"\xff"]]', 7, "text", None])
def test_rows_that_are_no_answers_are_asked_again(rows: object, tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    model = write_labeller(tmp_path)
    with closing(Cache(file)) as cache:
        assert labels(model, cache) == ["PERSON"]
    with closing(sqlite3.connect(file)) as spoiled, spoiled:
        spoiled.execute("CREATE TABLE copy AS SELECT * FROM answers")
        spoiled.execute("DROP TABLE answers")
        spoiled.execute("CREATE TABLE answers (model BLOB, text BLOB, spans, PRIMARY KEY (model, text)) WITHOUT ROWID")
        spoiled.execute("INSERT INTO answers SELECT model, text, ? FROM copy", (rows,))
        spoiled.execute("UPDATE costs SET cost = ?", (rows if rows is not None else b"null",))
    with closing(Cache(file)) as cache:
        assert labels(model, cache) == ["PERSON"]


def test_a_file_that_breaks_while_it_is_used_costs_its_use(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "cache.sqlite"
    spans = [Span(0, 3, "PER")]
    with closing(Cache(file)) as cache:
        cache.keep_answers(MODEL, ((text_key(str(n)), spans) for n in range(2000)))
    with file.open("r+b") as broken:
        broken.seek(4096)
        broken.write(os.urandom(file.stat().st_size - 4096))
    with closing(Cache(file)) as cache:
        found = cache.answers(MODEL, [text_key(str(n)) for n in range(2000)])
        assert all(answer == spans for answer in found.values())
        cache.keep_answers(MODEL, [(text_key("new"), spans)])
        assert cache.answers(MODEL, [text_key("new")]) == {text_key("new"): spans}
    assert "goes on without it" in caplog.text
    with closing(Cache(file)) as again:
        again.keep_answers(MODEL, [(text_key("new"), spans)])
    with closing(Cache(file)) as again:
        assert again.count() == (1, 1), "the next run has a whole one"


def folder_in_its_place(cache: Path) -> None:
    (cache / "predictions.sqlite").mkdir(parents=True)


def file_in_its_folder(cache: Path) -> None:
    cache.write_text("in the way")


def pipe_in_its_place(cache: Path) -> None:
    cache.mkdir()
    os.mkfifo(cache / "predictions.sqlite")


def pipe_as_its_lock(cache: Path) -> None:
    cache.mkdir()
    os.mkfifo(cache / "predictions.lock")


def link_to_nowhere(cache: Path) -> None:
    cache.mkdir()
    (cache / "predictions.sqlite").symlink_to("/nowhere/at/all")


def full_device(cache: Path) -> None:
    cache.mkdir()
    (cache / "predictions.sqlite").symlink_to("/dev/full")


@pytest.mark.parametrize(
    "spoil",
    [folder_in_its_place, file_in_its_folder, pipe_in_its_place, pipe_as_its_lock, link_to_nowhere, full_device],
)
def test_a_file_that_cannot_be_used_costs_its_use(
    spoil: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(spoil)
    spoil(tmp_path / "cache")
    model = write_labeller(tmp_path)
    opened: list[list[str]] = []

    def use() -> None:
        with closing(Cache(tmp_path / "cache" / "predictions.sqlite")) as cache:
            opened.append(labels(model, cache))

    thread = threading.Thread(target=use, daemon=True)
    thread.start()
    thread.join(60)
    assert opened == [["PERSON"]]
    assert "goes on without it" in caplog.text or spoil is pipe_as_its_lock


def test_a_file_that_another_run_holds_costs_its_use(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allonym.predict.cache._PATIENCE", 0.3)
    file, model = tmp_path / "cache.sqlite", write_labeller(tmp_path)
    Cache(file).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with closing(Cache(file)) as cache:
            assert labels(model, cache) == ["PERSON"]
    assert "is locked; this run goes on without it" in caplog.text


def test_a_full_disk_while_it_is_written_costs_its_use(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        cache._connection.execute("PRAGMA max_page_count = 20")  # what a full disk answers
        many = [(text_key(str(n)), [Span(0, 3, "P" * 100)]) for n in range(2000)]
        cache.keep_answers(MODEL, many)
        assert cache.count() == (2000, 1)
    assert "full; this run goes on without it" in caplog.text


def test_a_poisoned_result_runs_nothing(tmp_path: Path) -> None:
    """Every kept result becomes what a pickle would run: the same command again works it out anew."""
    checkout = tmp_path / "checkout"
    shutil.copytree(Path(__file__).parents[2] / "bench", checkout / "bench")
    for part in ("gold", "models"):
        (checkout / part).symlink_to(Path(__file__).parents[2] / part)
    command = ["bench", "--model", str(write_labeller(tmp_path / "model")), "--probe", "none", "--quiet"]
    command += ["--corpus", str(write_tiny(tmp_path))]
    where = {"PYTHONPATH": str(checkout / "bench")}
    first = allonym(tmp_path, *command, **where)
    assert first.returncode == 0, first.stderr
    owned = tmp_path / "owned"
    with closing(sqlite3.connect(checkout / ".cache" / "predictions.sqlite")) as cache, cache:
        cache.execute("UPDATE results SET result = ?", (_poison(owned),))
        assert cache.total_changes
    again = allonym(tmp_path, *command, **where)
    assert again.returncode == 0, again.stderr
    assert _but_ids(again.stdout) == _but_ids(first.stdout)
    assert not owned.exists()


def _but_ids(board: str) -> str:
    return re.sub(r"\d{8}T\d{6}\.\d+Z", "RUN", board)


def _poison(owned: Path) -> bytes:
    import pickle
    import zlib

    class Runs:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (f"touch {owned}",)

    return zlib.compress(pickle.dumps(Runs()))
