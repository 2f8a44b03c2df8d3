"""Files that mean no good: every reader gives one line of error, or the right documents, soon and in little memory."""

from __future__ import annotations

import gzip
import json
import os
import time
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.scores import refused, scored

from allonym.corpus import source
from allonym.corpus.formats import FormatOptions, read, write
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.match.conventions import neutral

DEEP, LONG = 5000, "9" * 5000
ALI = Document("a", "Ali left", (Mention(0, 3, "PER"),))


def fails(path: Path, content: bytes, name: str | None = None, **options: Any) -> str:
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read(path, name, FormatOptions(**options)))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("jsonl", '{"id": "a", "spans": [], "x": %s}'),
        ("doccano", '{"text": "Ali", "label": %s}'),
        ("label_studio", '{"data": {"text": "Ali"}, "annotations": %s}'),
        ("label_studio", '{"data": {"text": "Ali"}, "annotations": [{"result": %s}]}'),
        ("label_studio", '{"data": %s, "annotations": []}'),
        ("prodigy", '{"text": "Ali", "spans": %s}'),
        ("huggingface", '{"tokens": ["Ali"], "ner_tags": %s}'),
        ("gliner", '{"tokenized_text": ["Ali"], "ner": %s}'),
        ("spacy_json", '{"text": "Ali", "ents": %s}'),
    ],
)
def test_json_of_any_depth_and_numbers_of_any_length(tmp_path: Path, name: str, record: str) -> None:
    for value in (
        "[" * DEEP + "]" * DEEP,
        LONG,
        f"[[0, {LONG}, 1]]",
        f'[{{"start": {LONG}}}]',
        "null",
        '"x"',
        "[null]",
    ):
        path = tmp_path / "a.json"
        path.write_text(record % value)
        try:
            found = list(read(path, name))
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017
        else:
            assert not any(document.mentions for document in found)


class TestDocBin:
    def record(self, path: Path) -> dict[str, Any]:
        write([ALI], path, "docbin")
        found: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()))
        return found

    @pytest.mark.parametrize(
        "change",
        [
            {"spaces": b""}, {"user_data": 7}, {"user_data": [b"x"] * 3}, {"strings": [1]}, {"attrs": ["a"]},
            {"attrs": []},
            {"lengths": b"\xff\xff\xff\xff"}, {"lengths": b"\x07\x00\x00\x00"}, {"tokens": b"\0" * 7}, {"tokens": None},
        ],
    )  # fmt: skip
    def test_of_other_shapes(self, tmp_path: Path, change: dict[str, Any]) -> None:
        path = tmp_path / "a.spacy"
        packed = zlib.compress(msgspec.msgpack.encode(self.record(path) | change))
        assert "no DocBin" in fails(path, packed)

    def test_user_data_that_nobody_can_read_names_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.spacy"
        path.write_bytes(zlib.compress(msgspec.msgpack.encode(self.record(path) | {"user_data": [b"\xc1"]})))
        (document,) = read(path)
        assert (document.id, document.mentions) == ("#1", ALI.mentions)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(source, "LARGEST", 1 << 20)
    return 2 << 20


def test_what_unpacks_to_more_than_the_limit(tmp_path: Path, small_limit: int) -> None:
    (tmp_path / "g.jsonl").write_text(json.dumps({"id": "a", "text": "Ali", "spans": []}))
    blanks = b" " * small_limit
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress(blanks))
    assert "unpacks to more than" in refused(tmp_path / "g.jsonl", tmp_path / "p.jsonl.gz")
    assert "unpacks to more than" in fails(tmp_path / "a.spacy", zlib.compress(blanks))


class TestOffsets:
    HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|value\n\n\n#Text=Ali\n"

    def test_of_thousands_of_digits(self, tmp_path: Path) -> None:
        assert "no token" in fails(tmp_path / "w.tsv", f"{self.HEAD}1-1\t0-{LONG}\tAli\tPER\t\n".encode())
        (tmp_path / "d.txt").write_text("Ali")
        assert "no text-bound annotation" in fails(tmp_path / "d.ann", f"T1\tPER 0 {LONG}\tAli\n".encode())
        assert "is no offset" in fails(tmp_path / "s.csv", f"id,start,end,label\na,0,{LONG},PER\n".encode())

    def test_that_would_make_a_text_of_gigabytes(self, tmp_path: Path) -> None:
        content = f"{self.HEAD}1-1\t2000000000-2000000003\tAli\tPER\t\n".encode()
        assert "a sentence at 2000000000, after text up to 0" in fails(tmp_path / "w.tsv", content)


@pytest.mark.parametrize("separator", ["", r"\x", r"\n", "\\"])
def test_separators_that_are_no_characters(tmp_path: Path, separator: str) -> None:
    (tmp_path / "a.conll").write_text("Ali O\n")
    assert "no separator" in refused(tmp_path / "a.conll", tmp_path / "a.conll", "--separator", separator)


def test_folders_and_pipes_where_files_are_meant(tmp_path: Path) -> None:
    gold = tmp_path / "g.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "Ali", "spans": []}))
    (tmp_path / "folder").mkdir()
    assert "holds no documents" in refused(gold, tmp_path / "folder")
    assert "Is a directory" in refused(gold, tmp_path / "folder", "--pred-format", "jsonl")
    os.mkfifo(tmp_path / "pipe")
    assert "pipe: a pipe; name a file, or - for standard input" in refused(gold, tmp_path / "pipe")


def test_parquet_of_other_shapes(tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    for spans in ([[None]], [7], ["x"], [[{"start": 10**18, "end": 10**18 + 1, "label": "X"}]]):
        parquet.write_table(pa.table({"text": ["Ali"], "spans": spans}), tmp_path / "a.parquet")
        with pytest.raises(InputError, match="row 1"):
            list(read(tmp_path / "a.parquet"))
    whole = (tmp_path / "a.parquet").read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-20] + bytes(20), b"PAR1" + bytes(50) + b"PAR1"):
        assert not fails(tmp_path / "b.parquet", content).endswith(": ")


LONGEST = 40_000


@pytest.mark.parametrize(
    "surface",
    [
        "'" * LONGEST + "x" + "'" * LONGEST,
        "x'" * LONGEST,
        "the " * LONGEST + "x",
        "(" * LONGEST,
        "’s" * LONGEST,
        "\u201d x" * LONGEST,
    ],
)
def test_bounds_of_long_surfaces_take_time_in_proportion(surface: str) -> None:
    begin = time.process_time()
    start, end = neutral(0, len(surface), surface)
    assert 0 <= start < end <= len(surface)
    assert time.process_time() - begin < 2


def test_cells_of_webanno_take_time_in_proportion(tmp_path: Path) -> None:
    path = tmp_path / "w.tsv"
    for cell in ("a" * 200_000 + "[", "[" * 200_000, "|" * 200_000, "\\" * 200_001):
        path.write_text(f"{TestOffsets.HEAD}1-1\t0-3\tAli\t{cell}\t\n")
        begin = time.process_time()
        list(read(path))
        assert time.process_time() - begin < 5


def test_a_deep_label_map(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Ali\tB-PER\n")
    for name, content in (
        ("m.toml", f"a = {'[' * DEEP}{']' * DEEP}"),
        ("n.toml", f"a = {LONG}"),
        ("m.json", f'{{"a": {LONG}}}'),
    ):
        (tmp_path / name).write_text(content)
        message = refused(tmp_path / "a.conll", tmp_path / "a.conll", "--label-map", tmp_path / name)
        assert "no label map" in message
    assert scored(tmp_path / "a.conll", tmp_path / "a.conll").counts == (1, 1, 1)
