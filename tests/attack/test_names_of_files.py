"""Ids and names that files are called by lead nowhere else, and TOMLs that mean no good are one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.attack import write_model, write_tiny
from support.command import allonym, allonym_here

NAMES = {
    "../../../../escaped/evil": "holds a separator",
    "a/b": "holds a separator",
    "/tmp/escaped": "holds a separator",
    "..": "is a folder's name",
    ".": "is a folder's name",
    "": "is empty",
    "  ": "is empty",
    "two\nlines": "holds a control character",
    "\x1b[31mred": "holds a control character",
    "turned \u202e round": "holds a control character",
    "a\\b": "holds a separator",
    "x" * 300: "has more than 150 bytes",
    "\u00e9" * 80: "has more than 150 bytes",
}


def bench(folder: Path, *arguments: str) -> str:
    """The line that refuses; nothing is written."""
    done = allonym_here(folder, "bench", "--probe", "none", "--corpus", str(write_tiny(folder)), *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.isprintable()
    assert not list(folder.rglob("leaderboard.json"))
    return line


@pytest.mark.parametrize("name", NAMES)
def test_an_id_in_a_toml(name: str, tmp_path: Path) -> None:
    model = write_model(tmp_path, "child")
    model.write_text(f"id = {json.dumps(name)}\n{model.read_text()}")
    assert NAMES[name] in bench(tmp_path, "--model", str(model))


@pytest.mark.parametrize("name", NAMES)
def test_an_id_from_as(name: str, tmp_path: Path) -> None:
    assert NAMES[name] in bench(tmp_path, "--model", "capitalised-runs", "--as", name)


def test_the_name_of_a_tomls_file(tmp_path: Path) -> None:
    model = write_model(tmp_path, "child")
    odd = model.with_name("two\nlines.toml")
    model.rename(odd)
    assert "holds a control character" in bench(tmp_path, "--model", str(odd))


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[31m", "x" * 200])
def test_the_name_of_a_corpus(name: str, tmp_path: Path) -> None:
    corpus = write_tiny(tmp_path)
    odd = corpus.with_name(f"{name}.jsonl")
    corpus.rename(odd)
    done = allonym_here(tmp_path, "bench", "--model", "capitalised-runs", "--probe", "none", "--corpus", str(odd))
    assert done.returncode == 2
    assert "corpus name" in done.stderr
    assert done.stderr.strip().isprintable()


@pytest.mark.parametrize("id_", ["", " ", "one\n::error::two", "\x1b]0;title\x07", "\u202eturned"])
@pytest.mark.parametrize("spans", [True, False])
def test_the_id_of_a_document(id_: str, spans: bool, tmp_path: Path) -> None:
    corpus = tmp_path / "odd.jsonl"
    document = {"id": id_, "text": "Ali left."} | ({"spans": []} if spans else {})
    corpus.write_text(json.dumps(document) + "\n")
    done = allonym_here(tmp_path, "bench", "--model", "capitalised-runs", "--probe", "none", "--corpus", str(corpus))
    assert done.returncode == 2
    assert "id" in done.stderr
    assert all(line.isprintable() for line in done.stderr.splitlines())


TOMLS = {
    "nested 3,000 deep": 'command = ["x"]\nlabels = ' + "[" * 3000 + "]" * 3000,
    "tables 3,000 deep": "[" + "a." * 3000 + "a]\nb = 1",
    "an integer of 5,000 digits": 'command = ["x"]\nsize_mb = ' + "9" * 5000 + "\n[labels]",
    "an environment of 300 letters": f'adapter = "spacy"\nenvironment = "{"e" * 300}"\n[labels]',
    "an environment elsewhere": 'adapter = "spacy"\nenvironment = "../../gold"\n[labels]',
    "a NUL": 'command = ["a\\u0000b"]\n[labels]',
    "a glob that leaves": 'command = ["x"]\nfiles = ["../*"]\n[labels]',
    "a glob of everything": 'command = ["x"]\nfiles = ["/**/*"]\n[labels]',
    "a glob of nothing": 'command = ["x"]\nfiles = [""]\n[labels]',
    "no end": 'command = ["x"]\n[labels]\n[limits]\ntext_seconds = inf',
    "no number": 'command = ["x"]\n[labels]\n[limits]\ntotal_seconds = nan',
    "less than nothing": 'command = ["x"]\n[labels]\n[limits]\nmemory_mb = -1',
    "a date": 'adapter = "capitalised"\n[options]\nday = 2026-01-01\n[labels]',
    "not a number that JSON has": 'adapter = "capitalised"\n[options]\nday = nan\n[labels]',
    "control characters": 'command = ["x"]\n"\\u001b[31m" = 1\n[labels]',
    "labels of escapes": 'command = ["x"]\n[labels]\n"\\u001b[31m" = "\\u001b[31m"',
}


@pytest.mark.parametrize("fault", TOMLS)
def test_a_toml_is_one_line_of_error(fault: str, tmp_path: Path) -> None:
    model = tmp_path / "m.toml"
    model.write_text(TOMLS[fault])
    done = allonym_here(tmp_path, "models", "list", str(model))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"allonym: {model}")
    assert line.isprintable()


@pytest.mark.parametrize("what", ["path", "command"])
def test_words_too_long_for_a_file_are_not_looked_for(what: str, tmp_path: Path) -> None:
    model = tmp_path / "m.toml"
    word = "e" * 5000
    model.write_text(
        f'command = ["{word}"]\n[labels]' if what == "command" else f'adapter = "onnx"\npath = "{word}"\n[labels]'
    )
    done = allonym(tmp_path, "models", "list", str(model))
    assert done.returncode == 0, done.stderr


def test_a_folder_or_a_pipe_where_a_toml_is_meant(tmp_path: Path) -> None:
    import os

    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    for name in ("folder.toml", "pipe.toml"):
        done = allonym_here(tmp_path, "models", "list", name)
        assert (done.returncode, done.stderr) == (2, f"allonym: {name}: not a file\n")
