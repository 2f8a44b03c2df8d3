"""Valid files, small: what is mutated. Made by the project's own writers where it has one."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from support.hand_run import hand_corpus, hand_run
from support.standoff import write_standoff

from allonym import paths
from allonym.corpus import Document, Mention, formats
from allonym.gate.policy import Held, Policy
from allonym.gate.snapshot import of_run
from allonym.gate.stored import Step
from allonym.gate.write_baseline import write_baseline
from allonym.temporary import temporary_folder

Files = Mapping[str, bytes]
DOCUMENTS = (
    Document(
        "one",
        "Karim Daoud left Özil.\n\U0001f600 Al-Bab fell.",
        (Mention(0, 11, "PERSON", "karim"), Mention(17, 21, "PERSON"), Mention(25, 31, "GPE")),
    ),
    Document("two", "Nobody came."),
    Document("three", "Sana, Moscow", (Mention(0, 4, "ORG", "sana"), Mention(6, 12, "GPE"))),
)


def _lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


_TOKENS = ["Karim", "Daoud", "left", "Moscow"]
_ENTS = [{"start": 0, "end": 11, "label": "PER"}, {"start": 17, "end": 23, "label": "LOC"}]
_TEXT = "Karim Daoud left Moscow"

_NONE = b"\t_" * 7 + b"\t"

BY_HAND: Mapping[str, Files] = {
    "huggingface": {"seed.jsonl": _lines({"id": "a", "tokens": _TOKENS, "ner_tags": ["B-PER", "I-PER", "O", "B-LOC"]})},
    "gliner": {"seed.json": _lines([{"tokenized_text": _TOKENS, "ner": [[0, 1, "PER"], [3, 3, "LOC"]]}])},
    "prodigy": {"seed.jsonl": _lines({"text": _TEXT, "spans": _ENTS, "answer": "accept", "_input_hash": 7})},
    "spacy_json": {
        "doc.json": _lines({"text": _TEXT, "ents": _ENTS, "tokens": [{"id": 0, "start": 0, "end": 5}]}),
        "code.json": _lines([[_TEXT, {"entities": [[0, 11, "PER"]]}]]),
        "two.json": _lines(
            [
                {
                    "id": 0,
                    "paragraphs": [
                        {
                            "raw": _TEXT,
                            "sentences": [
                                {
                                    "tokens": [
                                        {"orth": word, "ner": tag}
                                        for word, tag in zip(_TOKENS, ["B-PER", "L-PER", "O", "U-LOC"], strict=True)
                                    ]
                                }
                            ],
                        }
                    ],
                }
            ]
        ),
    },
    "conllu": {
        "seed.conllu": b"# newdoc id = a\n# text = Karim left.\n"
        + b"1\tKarim"
        + _NONE
        + b"NER=B-PER\n2\tleft"
        + _NONE
        + b"NER=O|SpaceAfter=No\n3\t."
        + _NONE
        + b"NER=O\n\n"
    },
    "hipe": {"seed.tsv": b"TOKEN\tNE-COARSE-LIT\tMISC\n# hipe2022:document_id = a\nKarim\tB-pers\t_\nleft\tO\t_\n\n"},
}
"""Formats that are read and not written; and what else a format's files look like."""

LISTS: Mapping[str, Files] = {
    "csv": {
        "seed.csv": "name,type,native,origin,spellings\n"
        "Ali Mamlouk,person,علي مملوك,Arabic,Ali Mamluk; Aly Mamlouk\n"
        'Сергей Лавров,person,,Russian,\n"Acme, Ltd",organization,,,\n'.encode(),
        "seed.tsv": b"name\ttype\nHakan Fidan\tperson\nIdlib\tplace\n",
    },
    "json_lines": {
        "seed.jsonl": _lines(
            {"name": "Ali Mamlouk", "type": "person", "spellings": ["Ali Mamluk"]},
            {"name": "Idlib", "type": "place", "origin": "Arabic", "native": "إدلب"},
        ),
        "seed.ftm": _lines(
            {
                "id": "q",
                "schema": "Person",
                "caption": "Ali Mamlouk",
                "properties": {"name": ["Ali Mamlouk"], "alias": ["Ali Mamluk"], "country": ["sy"]},
            }
        ),
    },
    "plain": {"seed.txt": b"# names\nAli Mamlouk\nSergey Lavrov\n"},
}

PAGES: Files = {
    "page.html": b"<!DOCTYPE html><html><head><title>News</title><meta charset='utf-8'></head><body><nav>Menu</nav>"
    b"<article><h1>News</h1><p>Karim Daoud left Moscow on Tuesday, said two of his friends who were there.</p>"
    b"<p>He was seen in Idlib a day later, where nobody waited for him.</p></article></body></html>",
    "page.txt": b"Karim Daoud left Moscow.\nNobody saw him.\n",
}
LABEL_MAPS: Files = {
    "map.toml": b'[labels]\nPERSON = "PER"\nGPE = "LOC"\n* = ""\n',
    "flat.toml": b'PERSON = "PER"\n',
    "map.json": b'{"PERSON": "PER", "*": ""}',
}
WORKER_LINES: Files = {
    "lines": _lines(
        {"ready": True, "model": "m", "version": "1", "labels": ["PER"]},
        {"id": "0", "spans": [{"start": 0, "end": 3, "label": "PER"}], "usage": {"tokens": 7}},
        {"id": "1", "spans": []},
    ),
}


def of_format(name: str) -> Files:
    """Files of a format: as its writer leaves them, and as written by hand."""
    module = import_module(f"allonym.corpus.formats.{name}")
    written = _written(name, (*module.SUFFIXES, ".tsv")[0]) if hasattr(module, "write") else {}
    return {**written, **BY_HAND.get(name, {})}


def _written(name: str, ending: str) -> Files:
    with temporary_folder() as folder:
        several = name not in ("brat", "webanno")  # these have a file a document
        path = folder / (f"seed{ending}" if several else f"one{ending}")
        formats.write(DOCUMENTS if several else DOCUMENTS[:1], path, name)
        return files_below(folder)


def files_below(folder: Path) -> Files:
    """The files of a folder by their paths in it."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def compressed() -> Files:
    plain = of_format("jsonl")["seed.jsonl"]
    zipped = io.BytesIO()
    with ZipFile(zipped, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("seed.jsonl", (2026, 1, 1, 0, 0, 0)), plain)
    return {
        "seed.jsonl.gz": gzip.compress(plain, mtime=0), "seed.jsonl.bz2": bz2.compress(plain),
        "seed.jsonl.xz": lzma.compress(plain), "seed.jsonl.zip": zipped.getvalue(),
    }  # fmt: skip


def parquet() -> Files:
    """Rows as Parquet; nothing where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        return {}
    import pyarrow as pa
    from pyarrow.parquet import write_table

    spans = [[{"start": m.start, "end": m.end, "label": m.label} for m in d.mentions] for d in DOCUMENTS]
    columns = {"id": [d.id for d in DOCUMENTS], "text": [d.text for d in DOCUMENTS], "spans": spans}
    odd = {
        "seed": columns,
        "null": {**columns, "spans": [[None], None, [None]]},
        "number": {**columns, "spans": [1, 2, 3]},
        "text": {**columns, "text": [1, 2, 3]},
        "bytes": {**columns, "id": [b"\xff", b"", b"a"]},
        "large": {**columns, "spans": [[{"start": 0, "end": 2**63 - 1, "label": "PER"}]] * 3},
        "nested": {**columns, "spans": [[{"start": {"a": 1}, "end": [1], "label": "PER"}]] * 3},
    }
    found = {}
    for name, rows in odd.items():
        sink = io.BytesIO()
        write_table(pa.table(rows), sink)
        found[f"{name}.parquet"] = sink.getvalue()
    return found


def standoff() -> Files:
    with temporary_folder() as folder:
        for document in DOCUMENTS:
            write_standoff(document, folder / f"{document.id}.json", for_strangers=True)
        return files_below(folder)


def run_folder() -> Files:
    """What is read of a run of `allonym bench`, with every eighth row of its leaderboard."""
    with temporary_folder() as folder:
        found = hand_run(folder).folder
        assert found is not None
        files = files_below(found)
    board = json.loads(files["leaderboard.json"])
    board["rows"] = board["rows"][::8]
    shorter = {"leaderboard.json": json.dumps(board).encode()}
    return {name: data for name, data in files.items() if name.endswith((".json", ".jsonl", ".gz"))} | shorter


def names_run() -> Files:
    """A run of `allonym names`, without its page and its table."""
    summary = {
        "list": "l.csv", "count": 2, "texts": 1, "words": 9, "gold": True, "places": {"PER": ["a"]},
        "models": [{"model": "one", "status": "ok", "found": 2}, {"model": "two", "status": "ok", "missed": 2},
                   {"model": "three", "status": "failed", "reason": "x"}],
        "pairs": [{"by": by, "models": ["one", "two"], "found": 2, "spurious": 0} for by in ("union", "vote")],
    }  # fmt: skip
    spelling = {
        "form": "Omar",
        "source": "list",
        "derived": False,
        "outcomes": {"one": {"found": 1}, "two": {"missed": 1}},
    }
    name = {"line": 1, "name": "Omar", "type": "PER", "found": {"one": 1, "two": 0}, "spellings": [spelling]}
    lines = ",\n".join(json.dumps(name | {"line": line}) for line in (1, 2))
    about = {"run": "names-1", "models": {one["model"]: one for one in summary["models"]}}
    names = f'{json.dumps(summary)[:-1]}, "names": [\n{lines}\n]}}\n'
    return {"names.json": names.encode(), "run.json": json.dumps(about).encode()}


def baseline() -> Files:
    with temporary_folder() as folder:
        policy = Policy(
            measure=(Held(name="strict.f1"), Held(name="spelling.both", probe="respell")), must_find=("omar",)
        )
        snapshot = of_run(hand_run(folder), policy, [hand_corpus()])
        write_baseline(folder / "b.json", snapshot, (Step("2026-01-01", "first", "r"),))
        return {"b.json": (folder / "b.json").read_bytes()}


def policy() -> Files:
    return {"p.toml": (paths.DATA / "allonym-gate.toml").read_bytes()}


def models() -> Files:
    return {path.name: path.read_bytes() for path in sorted(paths.MODELS.glob("*.toml"))}


def gold() -> Files:
    """The first lines of the files about the gold."""
    return {
        name: b"".join((paths.GOLD / name).read_bytes().splitlines(keepends=True)[:8])
        for name in ("entities.jsonl", "reviewed.jsonl")
    }
