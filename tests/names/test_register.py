"""Where a reader meets a spelling."""

from __future__ import annotations

import pytest

from allonym.names.register import register
from allonym.names.registry import Spelling, load_registry
from allonym.names.scheme import REGISTERS, load_scheme, scheme_names


@pytest.mark.parametrize(
    ("spelling", "where"),
    [
        (Spelling("Najīb", "arabic/ala-lc", "consonants", "scheme: arabic/ala-lc"), "library"),
        (Spelling("Nadschib", "arabic/german", "consonants", "scheme: arabic/german"), "foreign"),
        (Spelling("Sergei", "russian/icao", "vowels", "scheme: russian/icao"), "official"),
        (Spelling("Saad El Hariri", "arabic/english, article El", "article", "scheme: arabic/english"), "press"),
        (Spelling("Naguib", "attested", "consonants", "token: Wikidata, n=39"), "press"),
        (Spelling("Khakan", "russian/bgn-pcgn", "relay", "scheme: russian/bgn-pcgn of Хакан"), "relay"),
        (Spelling("Culani", "attested", "relay", "page: public Turkish source for Culani"), "relay"),
        (Spelling("Naguib", "printed", "folds", "usage: English-language press"), "press"),
    ],
)
def test_a_spelling_has_the_register_of_its_scheme(spelling: Spelling, where: str) -> None:
    assert register(spelling) == where


def test_every_registered_spelling_has_one() -> None:
    assert {register(s) for entity in load_registry() for s in entity.spellings} <= set(REGISTERS)


def test_every_register_has_tables_and_what_passes_through_a_language_is_no_library_form() -> None:
    tables = [load_scheme(name) for name in scheme_names()]
    assert {table.register for table in tables} == set(REGISTERS)
    assert {table.register for table in tables if table.relay} == {"foreign", "relay"}
