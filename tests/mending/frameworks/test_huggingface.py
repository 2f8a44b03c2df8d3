"""A pipeline of Hugging Face, by its documented answers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from allonym.errors import InputError
from allonym.mending.frameworks.huggingface import MendedPipeline

TEXT = "Salma Haddad opened the fair. Haddad spoke for an hour."


class Tagger:
    """As a pipeline holds its model."""

    def __init__(self) -> None:
        self.model = SimpleNamespace(config=SimpleNamespace(id2label={0: "O", 1: "B-LOC", 2: "B-PER", 3: "I-PER"}))

    def __call__(self, texts: list[str]) -> list[list[dict[str, object]]]:
        return pipeline(texts)


def pipeline(texts: list[str]) -> list[list[dict[str, object]]]:
    """As a pipeline with aggregation_strategy="simple" answers a list."""
    found = {"entity_group": "PER", "score": 0.99, "word": "Salma Haddad", "start": 0, "end": 12}
    return [[found] if text == TEXT else [] for text in texts]


def test_entities_come_as_the_pipeline_gives_them() -> None:
    mended = MendedPipeline(pipeline, ["consistency"])
    first, second = mended(TEXT)
    assert first == pipeline([TEXT])[0][0]
    assert (second["word"], second["start"], second["end"], second["entity_group"]) == ("Haddad", 30, 36, "PER")
    assert second["remedy"] == "consistency"
    assert second["score"] is None


def test_a_list_gives_a_list_and_an_empty_one_too() -> None:
    mended = MendedPipeline(pipeline, "safe")
    both = mended([TEXT, "Nobody spoke."])
    assert [len(one) for one in both] == [2, 0]
    assert mended([]) == []


def test_a_new_person_has_the_models_own_label() -> None:
    text = "Ann Thuzelak was late. Mr. Thuzelak said so, and so did her brother, Vqorrim Thuzelak."
    assert {one["entity_group"] for one in MendedPipeline(Tagger(), "bold")(text)} == {"PER"}


def test_answers_of_tokens_are_refused() -> None:
    tokens = lambda texts: [[{"entity": "B-PER", "index": 1, "word": "Salma", "start": 0, "end": 5}] for _ in texts]  # noqa: E731
    with pytest.raises(InputError, match="aggregate"):
        MendedPipeline(tokens)(TEXT)
