"""What makes a form doubtful as a spelling of an Arabic or Persian word."""

from __future__ import annotations

import pytest

from allonym.names.engine.doubts import certainty
from allonym.names.engine.spell import spell


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("khaled", "chalid"),
        ("gamal", "jamal"),
        ("gamal", "djamal"),
        ("othman", "osman"),
        ("gaddafi", "qaddafi"),
        ("qassem", "gassem"),
        ("davood", "dawud"),
        ("mustafa", "moustapha"),
        ("qasem", "ghassem"),
        ("rachid", "rasheed"),
        ("yusuf", "youcef"),
    ],
)
def test_what_writers_put_for_each_other_is_not_doubted(word: str, form: str) -> None:
    assert certainty(word, [form]).tolist() == [1.0]


@pytest.mark.parametrize(
    ("word", "form", "most"),
    [
        ("habibollah", "habib", 0.3),
        ("mohammad", "mohammadreza", 0.3),
        ("hosseini", "hossein", 0.3),
        ("mojtaba", "modztaba", 0.03),
        ("areiji", "areikhi", 0.03),
        ("bashikh", "basi", 0.03),
        ("omar", "ameur", 0.4),
        ("soltani", "soltni", 0.1),
        ("sepehr", "sehpehr", 0.1),
        ("ramy", "ramj", 0.1),
    ],
)
def test_other_names_and_slips_are_doubted(word: str, form: str, most: float) -> None:
    assert certainty(word, [word, form])[1] <= most
    assert certainty(word, [word, form])[0] == 1.0


def test_a_family_name_in_i_is_not_its_given_name() -> None:
    assert certainty("hossein", ["hosseini", "hosseyn"])[0] < 1
    assert certainty("hosseini", ["hosseiny", "hossein"]).tolist() == [1.0, certainty("hossein", ["hosseini"])[0]]


@pytest.mark.parametrize("name", ["Abdolreza Faridzadeh", "Gholamali Naemabadi", "Valiollah Sefidabi"])
def test_a_part_of_a_name_does_not_come_first(name: str) -> None:
    first = spell(name, top=1).spellings[0].form
    assert len(first.split()[0]) > len(name.split(maxsplit=1)[0]) - 3
