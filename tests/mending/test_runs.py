"""Candidates: what looks like a name in a text, and what does not."""

from __future__ import annotations

import pytest

from allonym.mending.runs import read_words, runs


def found(text: str) -> list[str]:
    return [text[run.start : run.end] for run in runs(read_words(text))]


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/Salma/HaDdad_Ali now",
        "see www.Example.org/Salma.",
        "said @_Salma_Haddad and @Haddad-Ali",
        "we love #SalmaHaddad",
    ],
)
def test_addresses_handles_and_hashtags_are_none(text: str) -> None:
    assert found(text) == []


def test_names_beside_them_are_some() -> None:
    assert found("Salma Haddad (@Salma) met Omar, see https://example.org/A Lisbon #Fair Ali") == [
        "Salma Haddad", "Omar", "Lisbon", "Ali",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["their anti-Haddad stance", "a pro-Haddad crowd", "Haddad-backed men"])
def test_what_a_hyphen_ties_to_a_name_is_no_part_of_it(text: str) -> None:
    assert found(text) == ["Haddad"]


def test_english_words_between_two_names_part_them() -> None:
    assert found("so Salma at Lisbon as Omar") == ["Salma", "Lisbon", "Omar"]
    assert found("so Salma as-Sarraj spoke") == ["Salma as-Sarraj"]


@pytest.mark.parametrize(("name", "size"), [("el Assad", 1), ("el-Assad", 1), ("Bashar al Assad", 2), ("Ali Omar", 2)])
def test_an_article_is_no_word_of_its_own(name: str, size: int) -> None:
    (run,) = runs(read_words(f"so {name} spoke"))
    assert run.size == size


def test_an_office_is_no_part_of_a_name() -> None:
    assert found("PM Salma Haddad met CEO Ali Omar") == ["Salma Haddad", "Ali Omar"]
