"""What became of pairs in the articles, recorded: the same rows without the text, and held to fresh ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.command import allonym_here
from support.real_run import write_inputs

from allonym.corpus.load import load_corpus
from allonym.corpus.values import Corpus, Mention
from allonym.errors import InputError
from allonym.evaluate import recorded_pairs
from allonym.evaluate.entry import Entry
from allonym.evaluate.plan import plan
from allonym.evaluate.probing import run_probes
from allonym.evaluate.recorded_pairs import (
    differing_pairs,
    of_articles,
    pooled,
    read_recorded_pairs,
    record_pairs,
    recorded_alike,
)
from allonym.measures.pairs import Pairs


@pytest.fixture
def pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Pairs]:
    """Pairs of a small corpus under the articles' name, and of one more; a model that finds what is long."""
    write_inputs(tmp_path)
    monkeypatch.setattr(recorded_pairs, "_FOLDER", tmp_path)
    small = load_corpus(str(tmp_path / "small.jsonl"))
    corpora = (replace(small, name="articles"), Corpus("other", small.documents))

    def predict(texts: Any) -> Any:
        return ((Mention(0, 11, "PERSON"),) if len(text) % 2 else () for text in texts)

    return run_probes(predict, plan(corpora))


def test_what_was_written_is_read_of_the_articles_alone(pairs: dict[str, Pairs]) -> None:
    record_pairs("model", pairs)
    found = read_recorded_pairs("model")
    assert found.keys() == of_articles(pairs).keys() >= {"respell"}
    for probe, some in found.items():
        assert some.values["corpus"] == ("articles",)
        assert len(some) == sum(pairs[probe].codes["corpus"] == pairs[probe].values["corpus"].index("articles")) > 0
    assert differing_pairs(pairs, found) == []


def test_other_outcomes_are_told_by_probe(pairs: dict[str, Pairs]) -> None:
    record_pairs("model", pairs)
    found = read_recorded_pairs("model")
    changed = found["respell"].numbers | {"after": found["respell"].numbers["after"] ^ 1}
    assert differing_pairs(pairs, {**found, "respell": replace(found["respell"], numbers=changed)}) == ["respell"]
    assert set(differing_pairs(pairs, {})) == found.keys()
    assert read_recorded_pairs("nobody") == {}


def test_with_the_recorded_pairs_there_is_what_the_texts_give(pairs: dict[str, Pairs]) -> None:
    record_pairs("model", pairs)
    pairs = {name: some for name, some in pairs.items() if len(some)}
    assert {some.values["corpus"][0] for some in pairs.values()} == {"articles"}
    others = {name: some.only(some.codes["corpus"] != 0) for name, some in pairs.items()}
    entry = Entry(model="model", status="ok", probes=others, recorded_probes=read_recorded_pairs("model"))
    whole = pooled(entry)
    assert whole.pools_recorded
    assert not whole.recorded_probes
    for name, some in pairs.items():
        for factor, codes in some.codes.items():
            assert whole.probes[name].codes[factor].tolist() == codes.tolist()
            assert whole.probes[name].values[factor] == some.values[factor]
        for number, column in some.numbers.items():
            assert whole.probes[name].numbers[number].tolist() == column.tolist()
    assert pooled(replace(entry, recorded_probes={})) == replace(entry, recorded_probes={})


def test_what_is_pooled_is_recorded_of_every_model_on_the_same_pairs(pairs: dict[str, Pairs]) -> None:
    fewer = pairs | {"respell": pairs["respell"].only(pairs["respell"].codes["spelling"] != 1)}
    record_pairs("one", pairs)
    record_pairs("two", pairs)
    record_pairs("three", fewer)
    assert recorded_alike(["one", "two"])
    assert not recorded_alike(["one", "three"])
    assert not recorded_alike(["one", "nobody"])
    assert not recorded_alike(["nobody"])


def test_a_file_that_is_none_is_one_line(pairs: dict[str, Pairs]) -> None:
    path = record_pairs("model", pairs)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="no recorded pairs"):
        read_recorded_pairs("model")


def test_without_the_text_the_articles_have_their_headline(tmp_path: Path) -> None:
    """The committed pairs of the baseline, which every machine can run."""
    done = allonym_here(tmp_path, "bench", "--corpus", "articles", "--model", "capitalised-runs", "--quiet")
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())["rows"]
    wanted = {"corpus": "articles", "probe": "respell", "slice": "register:press", "label": "PER"}
    found = {row["measure"]: row for row in rows if wanted.items() <= row.items()}
    if (Path.cwd() / "gold" / "articles" / "text").is_dir():
        pytest.skip("the articles' texts are at hand")
    assert {"spelling.both", "spelling.f1", "spelling.precision"} <= found.keys()
    assert all(row["recorded"] for row in found.values())
    assert {row["corpus"] for row in rows if row["measure"] == "spelling.both"} > {"articles", "prose"}
    assert 0 < found["spelling.both"]["low"] < found["spelling.both"]["value"] < found["spelling.both"]["high"] < 1
