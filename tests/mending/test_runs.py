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


def test_an_office_is_no_part_of_a_name() -> None:
    assert found("PM Salma Haddad met CEO Ali Omar") == ["Salma Haddad", "Ali Omar"]
