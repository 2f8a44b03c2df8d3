"""Whether two names are one, spelled twice."""

from __future__ import annotations

import pytest

from allonym.names.engine.same import same_name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Muammar Gaddafi", "Moammar Kadhafi"),
        ("Abdel Rahman Testi", "Abdelrahman Testi"),
        ("Jose Testoz", "José Testóz"),
        ("OLGA TESTOVA", "Olga Testova"),
        ("Abd al-Hussain Borunsi", "Abdolhossein Borunsi"),
        ("Fayez al-Sarraj", "Faiez Sarraj"),
        ("AMIN, Muhammad", "Mohammed Amin"),
    ],
)
def test_one_name(one: str, two: str) -> None:
    assert same_name(one, two) > 0.5
    assert same_name(two, one) == same_name(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Marco Brien", "Marc O'Brien"),
        ("Anna Lee", "Ann Alee"),
        ("Ahmed Sami", "Ahmed Shafiq"),
        ("Benyamin Bahadori", "Vahid Bahadori"),
        ("Ali", "\x07"),
    ],
)
def test_two_names(one: str, two: str) -> None:
    assert same_name(one, two) < 0.5


def test_equal_texts_are_the_same_whatever_they_are() -> None:
    assert same_name("?", "?") == 1.0
