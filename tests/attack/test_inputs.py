"""Bad input is one line and exit 2: files that lie about their shape, size and depth."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from support.command import allonym_here
from support.hand_run import hand_run

from allonym.corpus import formats
from allonym.corpus.pages import texts
from allonym.corpus.source import unpack
from allonym.errors import AllonymError, InputError
from allonym.gate.policy import read_policy
from allonym.match.conventions import neutral

GOLD = json.dumps({"id": "a", "text": "Ali left.", "spans": [{"start": 0, "end": 3, "label": "PER"}]}) + "\n"
DEEP = "[" * 3000 + "]" * 3000
DIGITS = "9" * 5000


def refused(folder: Path, *arguments: str) -> str:
    """The one line with which a command ends."""
    done = allonym_here(folder, *arguments)
    assert done.returncode == 2, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
    assert line.startswith("allonym: ")
    assert line.isprintable()
    assert "should not happen" not in line
    return line


def docbin(**fields: object) -> bytes:
    record = {"attrs": [65, 77, 78], "tokens": b"\0" * 24, "lengths": b"\x01\0\0\0", "spaces": b"\0", "strings": []}
    return zlib.compress(msgspec.msgpack.encode(record | fields))


def label_studio(**task: object) -> bytes:
    return json.dumps([{"id": 1, "data": {"text": "Ali left."}, "annotations": []} | task]).encode()


WEBANNO = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|value\n\n#Text=Ali\n1-1\t{}\tAli\tPER\t\n"
FILES: dict[str, tuple[str, bytes]] = {
    "JSON Lines nested deep": ("x.jsonl", GOLD.replace('"id"', f'"x": {DEEP}, "id"').encode()),
    "doccano nested deep": ("x.doccano", f'{{"text": "Ali", "label": {DEEP}}}'.encode()),
    "DocBin without user data": ("x.spacy", docbin(user_data=7)),
    "DocBin with user data of others": ("x.spacy", docbin(user_data=[b"\x80", b"\x80"])),
    "DocBin with few spaces": ("x.spacy", docbin(spaces=b"")),
    "DocBin with strings that are none": ("x.spacy", docbin(strings=[1])),
    "Label Studio without a result": ("x.json", label_studio(annotations=[{}])),
    "Label Studio with numbers": ("x.json", label_studio(annotations=[1])),
    "Label Studio with a text that is none": ("x.json", label_studio(data=5)),
    "WebAnno with an offset of 5,000 digits": ("x.tsv", WEBANNO.format(f"{DIGITS}-{DIGITS}").encode()),
    "WebAnno with an offset far off": ("x.tsv", WEBANNO.format("2000000000-2000000003").encode()),
    "a table whose header is endless": ("x.csv", b"name," + b"x" * 140_000 + b"\n"),
    "bytes that are no text": ("x.conll", b"Ali\tB-PER\xff\n"),
    "NUL": ("x.conll", b"Ali\0\tB-PER\n"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_to_score(fault: str, tmp_path: Path) -> None:
    name, data = FILES[fault]
    (tmp_path / "g.jsonl").write_text(GOLD)
    (tmp_path / name).write_bytes(data)
    assert name in refused(tmp_path, "score", "g.jsonl", name)


@pytest.mark.parametrize("separator", ["\\x", ""])
def test_a_separator_that_is_no_character(separator: str, tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Ali B-PER\n\n")
    assert "separator" in refused(tmp_path, "score", "a.conll", "a.conll", "--separator", separator)


@pytest.mark.parametrize("content", [DEEP, DIGITS, '{"schema": "allonym/baseline/' + DIGITS + '"}', "[1]", "{}"])
def test_a_baseline(content: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(content)
    assert "b.json" in refused(tmp_path, "gate", "--baseline", "b.json")


@pytest.mark.parametrize("content", [f"corpora = {DEEP}", f"largest_loss = {DIGITS}", "[[measure]]\nname = 1"])
def test_a_policy(content: str, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(content)
    with pytest.raises(InputError, match=r"p\.toml"):
        read_policy(tmp_path / "p.toml")


BOARDS = [b'\xff{"schema": 1}', b"[" * 5000, b'{"schema":"allonym/leaderboard/1","rows":[1]}', b"9" * 5000]


@pytest.mark.parametrize("board", BOARDS)
def test_a_leaderboard(board: bytes, tmp_path: Path) -> None:
    (tmp_path / "l.json").write_bytes(board)
    assert "l.json" in refused(tmp_path, "show", "l.json")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("run.json", '"not_probed": {', '"not_probed": {"respell": 3}, "was": {'),
        ("run.json", '"gold": {', '"gold": null, "was": {'),
        ("run.json", '"versions": {', '"versions": [1], "was": {'),
        ("leaderboard.json", '"model":"good_one","status":"ok"', '"model":"good_one","status":1'),
        ("leaderboard.json", '"model":"good_one","status":"ok"', '"model":"another","status":"ok"'),
    ],
)
def test_a_run(name: str, old: str, new: str, tmp_path: Path) -> None:
    run = hand_run(tmp_path).folder
    assert run is not None
    text = (run / name).read_text()
    assert old in text
    (run / name).write_text(text.replace(old, new, 1))
    assert f"{name}: not a run" in refused(tmp_path, "show", str(run))


LISTS: dict[str, tuple[str, bytes]] = {
    "a header too long": ("n.csv", b'"' + b"x" * 140_000 + b'",name\nAli,x\n'),
    "no header": ("n.tsv", b'a\t"b\nc\nd"\nx\ty\n'),
    "no text": ("n.csv", b"name\n\xff\n"),
}


@pytest.mark.parametrize("fault", LISTS)
def test_a_list_of_names(fault: str, tmp_path: Path) -> None:
    name, data = LISTS[fault]
    (tmp_path / name).write_bytes(data)
    assert name in refused(tmp_path, "names", name, "--model", "capitalised-runs")


def test_a_compressed_file_is_unpacked_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allonym.corpus.source.LARGEST", 1 << 20)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b" " * (1 << 21)))
    with pytest.raises(InputError, match="unpacks to more than"):
        list(formats.read(tmp_path / "bomb.jsonl.gz", "jsonl"))
    with pytest.raises(InputError, match="unpacks to more than"):
        unpack(zlib.compress(b" " * (1 << 21)), "bomb.spacy")


def _page(size: int) -> None:
    list(texts(b" " * size + b"x", "page"))


def _quotes(size: int) -> None:
    neutral(0, size, "\u201d x" * (size // 3))


def _inner_quotes(size: int) -> None:
    neutral(0, size, "x" + "'" * (size - 2) + "x")


@pytest.mark.parametrize("work", [_page, _quotes, _inner_quotes])
def test_ten_times_the_text_takes_about_ten_times_as_long(work: Callable[[int], None]) -> None:
    took = []
    for size in (20_000, 200_000):
        began = time.process_time()
        work(size)
        took.append(time.process_time() - began)
    assert took[1] < 40 * max(took[0], 0.005)


def test_a_message_is_of_a_size_to_be_read() -> None:
    message = str(AllonymError("x" * 100_000 + "; mend it"))
    assert len(message) < 2000
    assert message.endswith("; mend it")
