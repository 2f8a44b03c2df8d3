"""What stands beside a run: handles and addresses are no words, and a headline is told by its capitals."""

from __future__ import annotations

import pytest

from allonym.mending.runs import read_words, runs
from allonym.mending.sides import around, hints


def beside(text: str, number: int = 0) -> list[str]:
    words = read_words(text)
    return around(words, runs(words)[number], "none-O")


@pytest.mark.parametrize("sign", ["@", "#"])
def test_a_handle_is_no_word(sign: str) -> None:
    assert "-1 <handle>" in beside(f"with {sign}harbour Haddad spoke")
    assert "+1 <handle>" in beside(f"so Haddad {sign}harbour spoke")


def test_an_address_is_no_word() -> None:
    assert "-1 <address>" in beside("see t.co/x9k Haddad spoke")
    assert "-1 see" in beside("see Haddad speak")


def test_an_english_word_that_begins_a_sentence_is_told_from_another() -> None:
    assert "begins 1 True none-O" in beside("Glad you came.")
    assert "begins 1 False none-O" in beside("Haddad came.")


def test_capitals_are_counted_in_the_line_alone() -> None:
    assert "line 4 1" in beside("He Said That, Haddad Too\n\nand then all of them left")
    assert "line 0 1" in beside("for then Haddad spoke of it\n\nALL IN CAPITALS")
    assert "line none 1" in beside("Haddad")


def test_hints_tell_people_from_places() -> None:
    words = read_words("President Haddad said so. They met in Bergen, and in vain.")
    haddad, bergen = runs(words)
    assert hints(words, haddad) == ("acts", "titled")
    assert hints(words, bergen) == ("-1 in",)


def test_what_a_person_holds_is_read_as_their_own() -> None:
    """The Haddad regime is Haddad's: the article is the regime's."""
    found = beside("so they left the Haddad regime")
    assert {"-1 left", "right 's", "+1 regime", "holds"} <= set(found)
    assert "-1 the" in beside("so they left the Haddad shop")


def test_who_is_quoted_speaks() -> None:
    assert "spoken" in beside("“We will stay,” said Haddad.")
    assert "spoken" in beside("“We will stay,” Haddad said.")
    assert "spoken" not in beside("so said Haddad.")


def test_an_office_behind_a_comma_is_the_persons() -> None:
    assert "office" in beside("so Haddad, a political analyst, spoke")
    assert "office" not in beside("so Haddad, a town by the sea, an analyst said")
