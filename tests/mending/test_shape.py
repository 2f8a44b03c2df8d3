"""What a run looks like: signs of handles, and English words."""

from __future__ import annotations

import pytest

from allonym.mending.runs import read_words, runs
from allonym.mending.shape import shape


def look(text: str) -> list[str]:
    words = read_words(text)
    return shape(words, runs(words)[0], frozenset())


@pytest.mark.parametrize("text", ["so SalmaHaddad spoke", "so Salma_Haddad spoke"])
def test_a_handle_without_its_sign_is_mixed(text: str) -> None:
    assert "mixed" in look(text)


@pytest.mark.parametrize("text", ["so al-Haddad spoke", "so O'Brien spoke", "so HADDAD spoke", "so Haddad spoke"])
def test_a_name_is_not(text: str) -> None:
    assert "mixed" not in look(text)


def test_english_words_are_told_from_others() -> None:
    assert "english 1 True True" in look("so Harbour it was")
    assert "english 2 True False" in look("so Glad Haddad it was")
