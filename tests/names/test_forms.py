"""Which surfaces count as registered spellings of an entity."""

import pytest

from allonym.names.forms import text_key, text_keys
from allonym.names.name import Part
from allonym.names.registry import Entity, Spelling, load_registry

CHIEF = Entity(
    "fayez_al_sarraj",
    "PERSON",
    "Arabic",
    parts=(Part("given", "Fāyiz", "Fayez"), Part("article", "al-", "al-"), Part("family", "Sarrāǧ", "Sarraj")),
    spellings=(
        Spelling("Faiez Alsarrag", "attested", "consonants", "page: a page", ("Faiez", "Al+", "Sarrag")),
        Spelling("Sarradsch", "attested", "consonants", "page: a page", ("", "", "Sarradsch")),
    ),
    also=("the Premier",),
)


@pytest.mark.parametrize(
    "surface",
    [
        *(
            "Fayez al-Sarraj",
            "Fayez Sarraj",
            "al-Sarraj",
            "Al-Sarraj",
            "AL-SARRAJ",
            "al\u2011Sarraj",
            "Sarraj",
            "Fayez",
        ),
        *("Faiez Alsarrag", "Alsarrag", "Faiez", "Sarrag", "SARRADSCH", "the Premier", "The Premier"),
    ],
)
def test_a_form_or_a_part_of_it_is_known_in_any_case(surface: str) -> None:
    assert text_key(surface) in text_keys(CHIEF)


@pytest.mark.parametrize("surface", ["Fayez el-Sarraj", "Serraj", "al-", "Fayiz", "Fāyiz", "Sarraj Fayez", ""])
def test_another_spelling_is_not(surface: str) -> None:
    assert text_key(surface) not in text_keys(CHIEF)


def test_capitals_hide_the_dotless_i_and_small_letters_do_not() -> None:
    baker = Entity("akin", "PERSON", "Turkish", parts=(Part("family", "Akın", "Akın"),))
    assert text_key("AKIN") in text_keys(baker)
    assert text_key("Akin") not in text_keys(baker)


def test_apostrophes_are_one_sign_but_ayn_is_another() -> None:
    assert text_key("Sana’a") == text_key("Sana'a") != text_key("Sanaʿa")


def test_every_registered_form_of_every_entity_is_known() -> None:
    for entity in load_registry():
        known = text_keys(entity)
        for spelling in entity.spellings:
            assert text_key(spelling.form) in known, (entity.id, spelling.form)
