"""Public corpora: described without text, brought by hash, read under the project's labels."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from seqeval.metrics import f1_score
from support.command import allonym_here
from support.serving import serving

from allonym import paths
from allonym.corpus.public import public_corpus, public_names
from allonym.labels import KNOWN, TO_COARSE

CONLL = "Ali B-HUM\nMamlouk I-HUM\nleft O\nAleppo B-SPOT\n. O\n\nThen O\nOmar B-HUM\nspoke O\nNorse B-TONGUE\n. O\n"
SHA256 = hashlib.sha256(CONLL.encode()).hexdigest()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a made-up public corpus, described in corpora/, its file in theirs/."""
    for name, path in {"CORPORA": "corpora", "CORPORA_TEXTS": "kept"}.items():
        monkeypatch.setattr(paths, name, tmp_path / path)
    (tmp_path / "theirs" / "deep").mkdir(parents=True)
    (tmp_path / "theirs" / "deep" / "another name.txt").write_text(CONLL)
    describe(tmp_path)
    return tmp_path


def describe(
    place: Path, url: str = "", sha256: str = SHA256, labels: str = 'HUM = "PER"\nSPOT = "LOC"\nTONGUE = ""'
) -> None:
    (place / "corpora").mkdir(exist_ok=True)
    (place / "corpora" / "tiny.toml").write_text(
        'title = "Tiny"\nhomepage = "https://example.org"\nlicence = "CC0"\ncitation = "nobody"\nmay_show = "all"\n'
        f'[labels]\n{labels}\n[[files]]\nname = "tiny.conll"\nurl = "{url}"\nsha256 = "{sha256}"\n'
    )


def call(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return allonym_here(place, *arguments)


def test_what_the_project_names_is_described_in_full() -> None:
    assert {"wikigold", "uner-ewt", "broad-twitter", "conllpp", "multinerd-en", "gum"} <= set(public_names())
    for name in public_names():
        corpus = public_corpus(name)
        assert corpus.licence
        assert corpus.citation
        assert set(corpus.labels.values()) <= {*KNOWN, ""}
        for file in corpus.files:
            assert len(file.sha256) == 64 if file.url else file.sha256 == ""
            assert corpus.revision in file.url
            assert file.sha256 or corpus.note, "it says why no hash is known"


def test_it_is_found_in_a_folder_by_its_hash_and_scored(place: Path) -> None:
    assert "tiny.conll is not here; allonym corpus get tiny" in call(place, "corpus", "check").stdout
    refused = call(place, "bench", "--corpus", "tiny", "--model", "capitalised-runs")
    assert (refused.returncode, "bring them: allonym corpus get tiny" in refused.stderr) == (2, True)
    assert call(place, "corpus", "get", "tiny", "--from", "theirs").returncode == 0
    assert call(place, "corpus", "check").returncode == 0
    listed = json.loads(call(place, "corpus", "list", "--format", "json").stdout)
    assert listed == [{"corpus": "tiny", "title": "Tiny", "licence": "CC0", "may be shown": "all", "here": "yes"}]
    call(place, "gold", "export", "tiny", "--out", "tiny.jsonl")
    exported = (place / "tiny.jsonl").read_text()
    spans = [
        (s["label"], d["text"][s["start"] : s["end"]])
        for d in map(json.loads, exported.splitlines())
        for s in d["spans"]
    ]
    assert spans == [("PER", "Ali Mamlouk"), ("LOC", "Aleppo"), ("PER", "Omar")]
    done = call(place, "bench", "--corpus", "tiny", "--model", "capitalised-runs", "--probe", "none", "--quiet")
    assert done.returncode == 0


def tags(tokens: list[tuple[int, int]], spans: list[dict[str, Any]]) -> list[str]:
    """IOB2 tags of tokens under coarse labels."""
    found = ["O"] * len(tokens)
    for span in spans:
        inside = [at for at, (start, end) in enumerate(tokens) if span["start"] <= start and end <= span["end"]]
        for at in inside:
            found[at] = f"{'B' if at == inside[0] else 'I'}-{TO_COARSE.get(span['label'], span['label'])}"
    return found


def test_f1_is_seqeval_s(place: Path) -> None:
    call(place, "corpus", "get", "tiny", "--from", "theirs")
    call(place, "bench", "--corpus", "tiny", "--model", "capitalised-runs", "--probe", "none", "--quiet")
    rows = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())["rows"]
    wanted: dict[str, Any] = {"measure": "strict.f1", "convention": "raw", "tagset": "coarse", "label": "micro"}
    (row,) = [row for row in rows if wanted.items() <= row.items() and row["slice"] == "all"]
    call(place, "gold", "export", "tiny", "--out", "tiny.jsonl")
    predictions = place / "results" / "latest" / "predictions" / "capitalised-runs" / "tiny.jsonl"
    gold, found = (
        {one["id"]: one for one in map(json.loads, path.read_text().splitlines())}
        for path in (place / "tiny.jsonl", predictions)
    )
    tokens = {name: [match.span() for match in re.finditer(r"\w+|\.", one["text"])] for name, one in gold.items()}
    gold_tags, said = ([tags(tokens[name], one[name]["spans"]) for name in gold] for one in (gold, found))
    assert row["value"] == pytest.approx(f1_score(gold_tags, said))


def test_it_is_fetched_from_its_address_and_held_to_its_hash(place: Path) -> None:
    with serving(lambda *_: (200, CONLL.encode())) as url:
        describe(place, url)
        assert call(place, "corpus", "get", "tiny").returncode == 0
        describe(place, url, "0" * 64)
        done = call(place, "corpus", "get", "tiny")
    assert done.returncode == 2
    assert "not the file that is named: its SHA-256 differs" in done.stderr
    assert (place / "kept" / "tiny" / "tiny.conll").read_text() == CONLL


def test_a_changed_file_is_not_scored(place: Path) -> None:
    call(place, "corpus", "get", "tiny", "--from", "theirs")
    (place / "kept" / "tiny" / "tiny.conll").write_text(CONLL + "\n")
    assert "is not the file that is named" in call(place, "corpus", "check").stdout
    assert "not the file that is named" in call(place, "bench", "--corpus", "tiny").stderr


def test_without_a_hash_nothing_is_proved_and_that_is_said(place: Path) -> None:
    describe(place, sha256="")
    assert "bring tiny.conll of https://example.org" in call(place, "corpus", "get", "tiny", "--from", "theirs").stderr
    (place / "theirs" / "tiny.conll").write_text(CONLL)
    done = call(place, "corpus", "get", "tiny", "--from", "theirs")
    assert "no hash is known, so nothing was proved" in done.stderr
    assert call(place, "corpus", "check").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("get", "tony"), "no public corpus 'tony'; did you mean tiny?"),
        (("get", "tiny", "--from", "nowhere"), "nowhere: no such folder"),
        (("get", "tiny"), "tiny.conll has no address"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], said: str, place: Path) -> None:
    done = call(place, "corpus", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_a_label_that_leads_nowhere_is_refused(place: Path) -> None:
    describe(place, labels='HUM = "HUMAN"')
    done = call(place, "corpus", "check")
    assert done.returncode == 2
    assert "tiny.toml: labels.HUM: 'HUMAN' is no label of the project's" in done.stderr
