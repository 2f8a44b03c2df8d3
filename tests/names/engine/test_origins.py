"""The origins that names are read as: those of no table are of none, and those of tables are of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allonym.names.engine.families import family_of
from allonym.names.engine.fits import origin_weights
from allonym.names.engine.origins import OTHER, origins
from allonym.names.engine.spell import spell
from allonym.names.engine.written import read

NAMES = Path(__file__).parents[1]


def likeliest(name: str) -> str:
    weights = origin_weights(read(name))
    return max(weights, key=lambda origin: weights[origin])


@pytest.mark.parametrize("name", ["John Smith", "Maria Lopez", "Emmanuel Macron", "Angela Merkel", "Haruki Murakami"])
def test_a_name_of_no_table_is_of_none_and_keeps_its_letters(name: str) -> None:
    found = spell(name)
    assert found.origins == ((OTHER, 1.0),)
    assert {one.register for one in found.spellings} == {"marks"}


def test_nine_in_ten_names_from_elsewhere_are_of_no_table() -> None:
    """143 names from countries whose languages have no tables."""
    names = (NAMES / "elsewhere.txt").read_text("utf-8").splitlines()
    assert sum(likeliest(name) == OTHER for name in names) >= 0.88 * len(names)


def test_nine_in_ten_famous_people_are_of_their_origin() -> None:
    people = [json.loads(line) for line in (NAMES / "famous.jsonl").read_text("utf-8").splitlines()]
    right = sum(family_of(likeliest(one["name"])) == family_of(one["origin"]) for one in people)
    assert right >= 0.88 * len(people)


def test_ali_mamlouk_is_arabic() -> None:
    assert likeliest("Ali Mamlouk") == "Arabic"


def test_a_word_s_scores_are_logarithms_of_probabilities() -> None:
    table = origins()
    shares = [float(value) for value in table.score("poroshenko")]
    assert len(shares) == len(table.names)
    assert sum(2.718281828459045**value for value in shares) == pytest.approx(1.0)


def test_names_of_the_world_are_nobody_s_own() -> None:
    table = origins()
    assert table.is_world("michael")
    assert not table.is_world("poroshenko")


@pytest.mark.parametrize("name", ["George Habash", "Antoinette Najib", "Michel Aoun"])
def test_a_name_of_other_peoples_beside_an_arabic_one(name: str) -> None:
    assert "Arabic" in origin_weights(read(name))


def test_an_urdu_name_is_read_by_arabic_tables_too() -> None:
    forms = [one.form for one in spell("Mohammad Hasan Aslani", origin="Urdu", top=5).spellings]
    assert "Mohammad Hassan Aslani" in forms
