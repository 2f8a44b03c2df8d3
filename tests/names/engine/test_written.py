"""Names as people write them."""

from __future__ import annotations

import unicodedata

import pytest

from allonym.errors import InputError
from allonym.names.engine.written import read, written


def texts(name: str) -> list[str]:
    return [word.text for word in read(name)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AMIN, Muhammad", ["Muhammad", "Amin"]),
        ("SALIM, Ahmad Fuad", ["Ahmad", "Fuad", "Salim"]),
        ("TESTOVA OLGA", ["Testova", "Olga"]),
        ("King, Jr.", ["King", "Jr."]),
        ("Ali\u200bTestov", ["AliTestov"]),
        (unicodedata.normalize("NFD", "José Testóz"), ["José", "Testóz"]),
        ("Тестов А.Б.", ["Тестов", "А.Б."]),
    ],
)
def test_order_case_and_signs(name: str, words: list[str]) -> None:
    assert texts(name) == words


def test_titles_and_initials_never_change() -> None:
    assert [word.fixed for word in read("Dr. Khaled A. Nasser")] == [True, False, True, False]


@pytest.mark.parametrize("name", ["Fayez al-Sarraj", "Mir-Hossein Mousavi", "Khaled Nasser", "bin Laden"])
def test_a_name_that_does_not_change_is_written_as_it_was(name: str) -> None:
    words = read(name)
    assert written(words, tuple(word.key for word in words)) == name


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("X", "is no name"),
        ("", "is no name"),
        ("Ali " * 300, "has 300 words"),
        ("Ali\x07 Testov", "control characters"),
        ("Ali/Omar Testov", "has a slash"),
    ],
)
def test_what_is_no_name_is_said_in_one_line(name: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        read(name)
    assert "\n" not in str(error.value)
