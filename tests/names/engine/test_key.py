"""Keys and graphemes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.names.engine.key import graphemes, key


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ömer Özkızılcık", "omer ozkizilcik"),
        ("ʿAbd al-Raḥmān", "abd al rahman"),
        ("Þór Guðnason", "thor gudnason"),
        ("Groß", "gross"),
        ("Yel’tsin", "yeltsin"),
        (unicodedata.normalize("NFD", "José"), "jose"),
    ],
)
def test_keys(text: str, plain: str) -> None:
    assert key(text) == plain


@given(st.text("abdehiklmnoqrstuyz", min_size=1, max_size=12))
def test_graphemes_are_the_word(word: str) -> None:
    cut = [grapheme.lstrip("#") for grapheme, _, _ in graphemes(word)[1:-1]]
    assert "".join(cut) == word
