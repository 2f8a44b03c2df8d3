"""Corpora from the user's files, read as the options say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allonym.corpus.formats import FormatOptions
from allonym.corpus.load import load_corpus
from allonym.corpus.values import Mention
from allonym.errors import InputError

COLUMNS = "1\tKarim\tB-person\tx\n2\tDaoud\tE-person\tx\n3\tleft\tO\tx\n4\tTripoli\tS-place\tx\n"


def test_columns_scheme_and_a_label_map(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(COLUMNS)
    (tmp_path / "m.toml").write_text('person = "PER"\n* = ""\n')
    reading = FormatOptions(column=2, scheme="BIOES")
    with pytest.raises(InputError, match="unknown label 'person'"):
        load_corpus(str(tmp_path / "a.tsv"), reading=reading)
    (document,) = load_corpus(str(tmp_path / "a.tsv"), reading=reading, gold=False).documents
    assert [mention.label for mention in document.mentions] == ["person", "place"]
    mapped = FormatOptions(column=2, scheme="BIOES", label_map=tmp_path / "m.toml")
    (document,) = load_corpus(str(tmp_path / "a.tsv"), reading=mapped).documents
    assert document.mentions == (Mention(0, 11, "PER"),)


def test_what_nobody_labelled_is_left_out_and_said(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Karim left", "spans": [{"start": 0, "end": 5, "label": "PER"}]},
        {"id": "b", "text": "No names yet"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    said: list[str] = []
    assert [document.id for document in load_corpus(str(path), warn=said.append).documents] == ["a"]
    assert said == [f'{path}: 1 of 2 documents left out: no "spans"']
