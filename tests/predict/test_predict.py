from __future__ import annotations

from pathlib import Path

from allonym.predict.predict import Predictor
from tests.predict.conftest import MakeModel

TEXTS = ["Ali met Omar.", "nobody", "Ali met Omar.", "Özkizilcik \U0001f600 Sergey"]


def surfaces(predictor: Predictor, texts: list[str]) -> list[list[str]]:
    found = zip(texts, predictor.predict(texts), strict=True)
    return [[mention.of(text) for mention in mentions] for text, mentions in found]


def test_mentions_come_in_the_order_of_the_texts_with_mapped_labels(make_model: MakeModel) -> None:
    with Predictor(make_model()) as predictor:
        assert surfaces(predictor, TEXTS) == [["Ali", "Omar"], [], ["Ali", "Omar"], ["Sergey"]]
        (mentions,) = predictor.predict(["Ali"])
        assert [m.label for m in mentions] == ["PERSON"]
        assert predictor.version == "7"
        assert not predictor.warnings


def test_the_same_text_is_asked_once(make_model: MakeModel, tmp_path: Path) -> None:
    with Predictor(make_model()) as predictor:
        surfaces(predictor, TEXTS * 50)
        cost = predictor.cost
    assert cost
    assert cost.words == 3 + 1 + 3
