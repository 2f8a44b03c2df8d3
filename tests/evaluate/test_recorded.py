"""Recorded predictions: written from texts, read without them, the same numbers both ways."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from allonym.corpus import Corpus, Document, Mention
from allonym.corpus.standoff import describe
from allonym.evaluate import recorded
from allonym.evaluate.columns import Sides
from allonym.evaluate.score import score
from allonym.match.label_sets import MAIN_LABELS

TEXT = "The Kremlin’s man met Ali Mamlouk's aide.\n\nPresident Assad stayed."
GOLD = (
    Mention(4, 11, "ORG", None, {"surface": "Kremlin"}),
    Mention(22, 33, "PERSON", None, {"surface": "Ali Mamlouk"}),
    Mention(53, 58, "PERSON", None, {"surface": "Assad"}),
)
FOUND = (Mention(0, 13, "ORG"), Mention(22, 35, "PERSON"), Mention(43, 58, "PERSON"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(recorded, "FOLDER", tmp_path)
    return tmp_path


def test_scores_from_records_equal_scores_from_text(folder: Path) -> None:
    with_text = Document("a", TEXT, GOLD, describe(TEXT))
    without = replace(with_text, text=None)
    made = recorded.without_text(Document("a", None, FOUND), TEXT)
    recorded.record("model", [replace(made, extra={"text_sha256": with_text.extra["sha256"]})], {"model_sha256": "x"})
    read = recorded.read_recorded("model", [without])
    fresh = list(score("model", Sides.of(Corpus("c", (with_text,)), {"a": Document("a", None, FOUND)}), [MAIN_LABELS]))
    again = list(score("model", Sides.of(Corpus("c", (without,)), read), [MAIN_LABELS]))
    assert [one.convention for one in fresh] == ["raw", "neutral"]
    for one, two in zip(fresh, again, strict=True):
        assert (one.counts.table == two.counts.table).all()
        assert (one.document == two.document).all()
    assert [int(one.counts.true_positives().sum()) for one in fresh] == [0, 3]
    assert fresh[0].counts.table.shape[1] == 2, "a unit is a paragraph"


def test_a_record_of_another_text_is_not_used(folder: Path) -> None:
    recorded.record("model", [Document("a", None, FOUND, {"text_sha256": "other"})], {})
    assert recorded.read_recorded("model", [Document("a", TEXT, GOLD)]) == {}


def test_a_difference_is_named(folder: Path) -> None:
    made = recorded.without_text(Document("a", None, FOUND), TEXT)
    assert recorded.differing([made], {"a": made}) == []
    assert recorded.differing([made], {"a": replace(made, mentions=made.mentions[1:])}) == ["a"]


def test_no_record_in_the_repository_holds_text() -> None:
    for path in (Path(__file__).parents[2] / "gold" / "articles" / "predictions").glob("*.jsonl"):
        for line in path.read_text().splitlines():
            document = json.loads(line)
            assert set(document) == {"id", "spans", "text_sha256", "model_sha256", "labels_sha256"}
            assert all(set(span) <= {"start", "end", "label", "neutral"} for span in document["spans"])
