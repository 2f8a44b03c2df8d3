"""Names that a word which nobody bears may be a slip for."""

from __future__ import annotations

import pytest

from allonym.names.engine.misspelt import meant
from allonym.names.engine.spell import spell

_COUNTS = {"mohammadreza": 30, "mokhlesi": 3, "hamid": 50, "rare": 1}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("mohamamdreza", "mohammadreza"),
        ("mohamamdrez", None),
        ("mohammadrez", "mohammadreza"),
        ("mohammadrezaa", "mohammadreza"),
        ("mokhlsei", "mokhlesi"),
        ("mokhlosi", "mokhlesi"),
    ],
)
def test_one_slip_is_read_and_two_are_not(word: str, name: str | None) -> None:
    assert meant(word, _COUNTS) == ([name] if name else [])


@pytest.mark.parametrize("word", ["hamid", "hmid", "raree"])
def test_no_slip_in_a_counted_word_a_short_one_or_for_a_name_met_once(word: str) -> None:
    assert meant(word, _COUNTS) == []


def test_the_name_is_among_the_spellings() -> None:
    forms = {one.form for one in spell("Sara Hagnighat", top=20).spellings}
    assert "Sara Haghighat" in forms
