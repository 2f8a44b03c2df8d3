"""`allonym gold export --to FORMAT`, with real processes."""

import subprocess
from pathlib import Path

import pytest
from support.command import COMMAND

from allonym.corpus.formats import FormatOptions, format_names, holds_entities, read
from allonym.corpus.load import load_corpus

CORPUS = "retellings"


CASE = Path(__file__).parent.parent / "scoring" / "cases" / "17-gold-export"


def export(*arguments: object, corpus: object = CORPUS) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, "gold", "export", str(corpus), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("name", [name for name in format_names(written=True) if name != "span_table"])
def test_the_gold_goes_into_every_format_and_comes_back(tmp_path: Path, name: str) -> None:
    done = export("--to", name, "--out", tmp_path / "all")
    assert done.returncode == 0, done.stderr.decode()
    assert (b"holds no entities" in done.stderr) == (not holds_entities(name))
    gold = {document.id: document for document in load_corpus(CORPUS).documents}
    back = {document.id: document for document in read(tmp_path / "all", name)}
    assert back.keys() == gold.keys()
    for identifier, document in back.items():
        assert document.text == gold[identifier].text
        entities = holds_entities(name)
        assert [(m.bounds, m.label, m.entity) for m in document.mentions] == [
            (m.bounds, m.label, m.entity if entities else None) for m in gold[identifier].mentions
        ]


def test_one_text_file_goes_to_standard_output(tmp_path: Path) -> None:
    done = export("--to", "conll", "--to-scheme", "BILOU")
    (tmp_path / "a.conll").write_bytes(done.stdout)
    documents = list(read(tmp_path / "a.conll", "conll", FormatOptions(scheme="BILOU")))
    assert len(documents) == len(load_corpus(CORPUS).documents)
    assert export().stdout.count(b"\n") == len(documents)


def test_a_folder_needs_a_name() -> None:
    done = export("--to", "brat")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"name it: --out PATH" in done.stderr


def test_files_of_any_labels_and_of_nested_spans(tmp_path: Path) -> None:
    assert b'"label":"location"' in export(corpus=CASE / "lower.conll").stdout
    done = export("--to", "brat", "--out", tmp_path / "b", corpus=CASE / "nested.jsonl")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "b" / "a.ann").read_text().count("\n") == 2
    assert b"overlap" in export("--to", "conll", corpus=CASE / "nested.jsonl").stderr


def test_the_reading_options_are_those_of_score(tmp_path: Path) -> None:
    table = tmp_path / "a.tsv"
    table.write_text("1\tOslo\tS-location\tx\n2\tran\tO\tx\n")
    labels = tmp_path / "labels.toml"
    labels.write_text('location = "LOC"\n')
    done = export(
        "--column",
        "2",
        "--scheme",
        "BIOES",
        "--label-map",
        labels,
        "--to-scheme",
        "BILOU",
        "--to",
        "conll",
        corpus=table,
    )
    assert done.stdout.decode() == "# newdoc id = #1\nOslo\tU-LOC\nran\tO\n\n", done.stderr.decode()
