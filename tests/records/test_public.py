"""Recorded results on public corpora: no text in them, and their F1 is seqeval's."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2
from support.rows import row
from support.runs import keep_run, perfect, without, write_gold

from allonym import paths
from allonym.corpus.load import load_corpus
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.match.label_sets import MAIN_LABELS
from allonym.measures import Micro, measure
from allonym.records import public
from allonym.records.public import PublicResults, read_public, write_public
from allonym.runs.read import read_run
from allonym.show.corpora import public_orders, public_table

RESULTS = read_public()
MODELS = [(one, model) for one in RESULTS for model in one.predictions]


def characters(documents: Sequence[Document], lengths: Sequence[int]) -> list[list[str]]:
    """Each document as tags of its characters."""
    tagged = []
    for document, length in zip(documents, lengths, strict=True):
        tags = ["O"] * length
        for mention in document.mentions:
            label = TO_COARSE[mention.label]
            if label in MAIN_LABELS.labels:
                tags[mention.start] = f"B-{label}"
                tags[mention.start + 1 : mention.end] = [f"I-{label}"] * (mention.end - mention.start - 1)
        tagged.append(tags)
    return tagged


def test_two_corpora_and_the_default_models_are_recorded() -> None:
    assert {one.corpus.name for one in RESULTS} >= {"wikigold", "uner-ewt"}
    assert all(len(one.predictions) >= 6 for one in RESULTS)


@pytest.mark.parametrize(("results", "model"), MODELS, ids=lambda one: one if isinstance(one, str) else one.corpus.name)
def test_f1_is_that_of_seqeval_whose_tokens_are_characters(results: PublicResults, model: str) -> None:
    gold = results.corpus.documents
    lengths = [int(document.extra["length"]) for document in gold]
    predicted = [results.predictions[model][document.id] for document in gold]
    theirs = f1_score(characters(gold, lengths), characters(predicted, lengths), mode="strict", scheme=IOB2)
    counts = results.counts(model, "raw").counts
    main = Micro(measure("strict.f1"))
    assert main(counts.columns("strict").sum(axis=0)).item() == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("path", sorted(public.FOLDER.glob("*.json.gz")), ids=lambda path: path.name)
def test_no_text_stands_in_it(path: Path) -> None:
    content = json.loads(gzip.decompress(path.read_bytes()))
    for document in (*content["gold"], *(one for some in content["models"].values() for one in some)):
        assert set(document) <= {"id", "spans", "sha256", "length", "words", "paragraphs", "realigned"}
        for span in document["spans"]:
            assert set(span) <= {"start", "end", "label", "neutral"}
            assert span["label"] in TO_COARSE
        assert len(document["id"].split()) == 1
    assert path.stat().st_size < 1_000_000


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up public corpus's record, from a run in which one model finds all and one lacks a name."""
    (tmp_path / "corpora").mkdir()
    monkeypatch.setattr(paths, "CORPORA", tmp_path / "corpora")
    (tmp_path / "corpora" / "tiny.toml").write_text(
        'title = "Tiny"\nhomepage = ""\nlicence = "CC0"\ncitation = "nobody"\nmay_show = ""\nfiles = []\n'
        '[labels]\nPER = "PER"\n'
    )
    gold = write_gold(tmp_path / "tiny.jsonl")
    rows = [row("all", 1.0), row("less", 0.9)]
    run = read_run(keep_run(tmp_path / "results", "r1", gold, {"all": perfect(), "less": without("Omar")}, rows=rows))
    write_public(run, load_corpus(str(gold)), tmp_path / "records")
    return tmp_path


def test_a_run_is_recorded_and_read_again(recorded: Path) -> None:
    (one,) = read_public(recorded / "records")
    content = gzip.decompress((recorded / "records" / "tiny.json.gz").read_bytes()).decode()
    assert not re.search("Mamlouk|Idlib|quiet|ali_mamlouk", content)
    table = public_table([one])
    assert [line[0] for line in table.rows] == ["all", "less"]
    assert str(table.rows[0][1]).startswith("100.0 (")
    assert table.rows[0][2] == 1.0


def test_without_the_headline_no_order_is_compared(recorded: Path) -> None:
    run = read_run(recorded / "results" / "r1")
    assert public_orders(run, read_public(recorded / "records")).rows == ()


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.json.gz").write_bytes(gzip.compress(b'{"corpus": "x"}'))
    with pytest.raises(InputError, match=r"no results on a public corpus.*make corpora"):
        read_public(tmp_path)
