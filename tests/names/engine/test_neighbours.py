"""Counted forms near a word: the same consonants, nearly the same letters."""

from __future__ import annotations

from allonym.names.engine.fits import resembles
from allonym.names.engine.neighbours import FARTHEST, Neighbours, differences, skeletons
from allonym.names.engine.stored import letters

COUNTS = {"mohamed": 900, "muhammad": 800, "mahmoud": 300, "khaled": 200, "masoud": 90, "youcef": 40, "yosra": 5}


def test_the_nearest_and_most_frequent_come_first_and_the_word_itself_does_not() -> None:
    found = [form for form, _ in Neighbours(COUNTS).of("mohamed", 5)]
    assert found == ["mahmoud", "muhammad"]


def test_what_has_other_consonants_or_too_many_other_letters_is_no_neighbour() -> None:
    near = Neighbours(COUNTS)
    assert near.of("yusuf", 5) == [("youcef", 5)]
    assert near.of("zzz", 5) == []
    assert all(distance <= FARTHEST for _, distance in near.of("mehammad", 9))


def test_vowels_at_the_start_and_the_end_tell_names_apart() -> None:
    assert len(set(skeletons(["arafat", "rafat", "rafata"]))) == 3


def test_differences_count_letters_wherever_they_stand() -> None:
    assert differences("abc", ["cba", "abd", "ab"]).tolist() == [0, 2, 1]


def test_a_frequent_name_but_for_a_letter_resembles_it() -> None:
    assert resembles("massood")
    assert not resembles("merkel")


def test_the_tables_of_arabic_propose_a_counted_form_that_their_letters_do_not_give() -> None:
    tables = letters("semitic")
    assert tables is not None
    assert "mohamed" in tables.proposed("mehammad", {}, {})[0]


def test_a_letter_repeated_hundreds_of_times_is_far_from_all() -> None:
    assert Neighbours({"omar": 9, "omara": 3}).of("omar" + "a" * 252, 5) == []
