"""Where texts come from: compressed, at an address, in Parquet; and what is said where they cannot be had."""

from __future__ import annotations

import bz2
import functools
import gzip
import http.server
import json
import lzma
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pyarrow
import pyarrow.parquet
import pytest

from allonym.corpus import formats
from allonym.corpus.load import load_corpus, load_texts
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

LINE = '{"id": "a", "text": "Ömer left.", "spans": [{"start": 0, "end": 4, "label": "PERSON"}]}\n'


@pytest.mark.parametrize(
    ("ending", "compress"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_labelled_documents_compressed(tmp_path: Path, ending: str, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"gold.jsonl{ending}"
    path.write_bytes(compress(LINE.encode()))
    assert load_texts(str(path)) is None
    corpus = load_corpus(str(path))
    assert corpus.name == "gold"
    assert [m.of(d.text or "") for d in corpus.documents for m in d.mentions] == ["Ömer"]


def test_labelled_documents_in_parquet(tmp_path: Path) -> None:
    omer = {"start": 0, "end": 4, "label": "PERSON", "entity": "omer"}
    spans = [[omer], [{"start": 0, "end": 3, "label": "ORG"}], []]
    table = pyarrow.table({"text": ["Ömer left.", "SDF left.", "Nobody left."], "spans": spans})
    pyarrow.parquet.write_table(table, tmp_path / "gold.parquet", row_group_size=2)
    assert load_texts(str(tmp_path / "gold.parquet")) is None
    documents = load_corpus(str(tmp_path / "gold.parquet")).documents
    assert [d.id for d in documents] == ["1", "2", "3"]
    assert [[(m.label, m.entity) for m in d.mentions] for d in documents] == [[("PERSON", "omer")], [("ORG", None)], []]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of an HTTP server that serves tmp_path."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_texts_at_an_address_are_read_as_often_as_wanted(tmp_path: Path, served: str) -> None:
    lines = "".join(json.dumps({"id": str(i), "text": f"Text {i}."}) + "\n" for i in range(3))
    (tmp_path / "press.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    texts = load_texts(f"{served}/press.jsonl.gz")
    assert texts is not None
    assert texts.name == "press"
    assert [d.text for d in texts] == [d.text for d in texts] == ["Text 0.", "Text 1.", "Text 2."]


def test_an_address_with_nothing_behind_it(served: str) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read: No such file"):
        load_texts(f"{served}/none.jsonl")


def test_memory_as_any_other_kind_that_fsspec_serves() -> None:
    with fsspec.open("memory://bucket/gold.jsonl", "w") as file:
        file.write(LINE)
    assert len(load_corpus("memory://bucket/gold.jsonl").documents) == 1


def fault(source: object) -> str:
    with pytest.raises(InputError) as caught:
        read(str(source))
    return str(caught.value)


def read(source: str) -> None:
    texts = load_texts(source)
    list(load_corpus(source).documents if texts is None else texts)


def test_what_is_wrong_is_said_with_its_place(tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(LINE.encode())[:-40])
    assert "ends early or is damaged" in fault(cut)
    plain = tmp_path / "plain.jsonl.gz"
    plain.write_text(LINE)
    assert "plain.jsonl.gz: cannot be read: Not a gzipped file" in fault(plain)
    (tmp_path / "no.parquet").write_text("PAR?")
    assert "no.parquet: not Parquet" in fault(tmp_path / "no.parquet")
    pyarrow.parquet.write_table(pyarrow.table({"body": ["x"]}), tmp_path / "column.parquet")
    assert "no column text among body; name the texts' column text" in fault(tmp_path / "column.parquet")
    pyarrow.parquet.write_table(pyarrow.table({"text": ["x", None]}), tmp_path / "null.parquet")
    assert "null.parquet, row 2: no text in this row" in fault(tmp_path / "null.parquet")
    assert "nosuch://x/y.jsonl: cannot be read: Protocol not known: nosuch" in fault("nosuch://x/y.jsonl")
    half = tmp_path / "half.jsonl"
    half.write_text('{"id": "1", "text": "x"}\n{"id": "2"}\n')
    assert "half.jsonl, document '2': neither text nor spans" in fault(half)
    assert "cannot be read: No such file or directory" in fault(tmp_path / "none.jsonl")


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    texts = load_texts(str(tmp_path))
    assert texts is not None
    assert [(d.id, d.text) for d in texts] == [("a", "a.txt"), ("b", "b.txt"), ("c/a", "c/a.txt")]


@pytest.mark.parametrize("form", ["conll", "brat", "doccano", "webanno", "label_studio", "docbin", "jsonl"])
def test_a_corpus_in_any_format_that_is_written(tmp_path: Path, form: str) -> None:
    endings = {"conll": ".conll", "brat": "", "doccano": ".jsonl", "webanno": ".tsv", "label_studio": ".json",
               "docbin": ".spacy", "jsonl": ".jsonl"}  # fmt: skip
    path = tmp_path / f"mine{endings[form]}"
    document = Document("mine", "Omar left Homs.", (Mention(0, 4, "PERSON"), Mention(10, 14, "GPE")))
    formats.write([document], path, form)
    assert load_texts(str(path)) is None
    (read,) = load_corpus(str(path)).documents
    assert read.text == document.text
    assert [(m.bounds, m.label) for m in read.mentions] == [(m.bounds, m.label) for m in document.mentions]


def test_a_compressed_file_of_any_format(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "mine.conll.gz", "wb") as file:
        file.write(b"Omar\tB-PERSON\n")
    (read,) = load_corpus(str(tmp_path / "mine.conll.gz")).documents
    assert [(m.bounds, m.label) for m in read.mentions] == [((0, 4), "PERSON")]
    assert "only JSON Lines and Parquet are read from an address" in fault("s3://bucket/mine.conll")


def test_what_an_address_or_a_compression_lacks_is_named(tmp_path: Path) -> None:
    """zstandard and s3fs are no part of the project's environments."""
    (tmp_path / "x.jsonl.zst").write_bytes(b"x")
    assert "x.jsonl.zst: .zst is not unpacked here; install the package zstandard" in fault(tmp_path / "x.jsonl.zst")
    assert "s3://bucket/x.jsonl: cannot be opened here: Install s3fs" in fault("s3://bucket/x.jsonl")
