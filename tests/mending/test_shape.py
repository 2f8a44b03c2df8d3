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


@pytest.mark.parametrize("text", ["so Haaaa it was", "so Lololol it was", "so Xx it was"])
def test_letters_that_come_again_are_told(text: str) -> None:
    assert "repeated" in look(text)
    assert "repeated" not in look("so Haddad spoke")


def test_words_without_vowels_are_told() -> None:
    assert "no vowel" in look("so Hmm it was")
    assert "no vowel" not in look("so Øystein spoke")


def test_english_words_that_people_are_called_by_tell_nothing() -> None:
    assert {"english 1 False False", "words 1 named named"} <= set(look("so Baker spoke"))


def test_towns_are_told_with_or_without_marks() -> None:
    assert "town 1" in look("so Luton it was")
    assert "town 2" in look("so Tân Uyên it was")
    assert "strange 1" in look("so Haddad spoke")
