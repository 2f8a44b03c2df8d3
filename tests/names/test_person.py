"""A person of whom only the written name is known."""

from __future__ import annotations

import pytest

from allonym.names.name import join
from allonym.names.person import person
from allonym.names.register import PRESS, register
from allonym.names.written import read_mention, rewrite


def forms(name: str, *spellings: str) -> list[tuple[str, ...]]:
    return [one.parts for one in person(name, [(form, "", "test") for form in spellings]).spellings]


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Khaled Nasser", ["given", "family"]),
        ("Nasser", ["given", "family"]),
        ("Fayez al-Sarraj", ["given", "article", "family"]),
        ("Fayez El Sarraj", ["given", "article", "family"]),
        ("Omar bin Said Tahir", ["given", "particle", "middle", "family"]),
        ("Van Doorn", ["given", "particle", "family"]),
        ("Karim Saleh Jr.", ["given", "family", "particle"]),
    ],
)
def test_the_words_tell_the_parts(name: str, roles: list[str]) -> None:
    entity = person(name)
    assert [part.role for part in entity.parts] == roles
    assert entity.printed == name


def test_spellings_run_along_the_parts() -> None:
    assert forms("Fayez al-Sarraj", "Faiez al-Serraj", "Faiez Serraj", "Fayez Alsarraj") == [
        ("Faiez", "al-", "Serraj"),
        ("Faiez", "", "Serraj"),
        ("Fayez", "Al+", "Sarraj"),
    ]
    assert forms("Nasser", "Naser") == [("", "Naser")]


def test_other_words_another_order_and_the_printed_form_are_no_spellings() -> None:
    assert forms("Khaled Nasser", "Khaled M. Nasser", "Nasser Khaled", "Khaled al-Nasser", "Khaled Nasser") == []


def test_the_parts_of_a_spelling_are_the_spelling() -> None:
    entity = person("Fayez al-Sarraj", [("Faiez El Serraj", "", "test"), ("Fayez Alsarraj", "", "test")])
    assert [join(one.parts) for one in entity.spellings] == [one.form for one in entity.spellings]
    assert {register(one) for one in entity.spellings} == {PRESS}


def test_a_mention_of_the_family_name_alone_is_spelled_too() -> None:
    entity = person("Fayez al-Sarraj", [("Faiez al-Serraj", "", "test")])
    written = read_mention(entity, "Sarraj")
    assert written is not None
    assert rewrite(written, entity, entity.spellings[0].parts) == "Serraj"
