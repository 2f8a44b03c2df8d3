"""Names that a list has more than once."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.watchlist.together import together
from allonym.watchlist.values import Listed


def merged(folder: Path, *names: Listed) -> tuple[list[tuple[str, ...]], list[str]]:
    said: list[str] = []
    found = [(one.name, *one.spellings) for one in together(names, "list", folder / "listed", said.append)]
    assert not list(folder.iterdir())
    return found, said


def lines(*names: str) -> list[Listed]:
    return [Listed(number, name) for number, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jose Testoz", "José Testóz"),
        ("Abdel Rahman Testi", "Abdelrahman Testi"),
        ("OLGA TESTOVA", "Olga Testova"),
        ("Omar al-Testi", "Omar Al Testi"),
        ("Sa’d Testi", "Sa'd Testi"),
    ],
)
def test_a_spelling_on_a_line_of_its_own_is_tried_as_one(tmp_path: Path, first: str, second: str) -> None:
    found, said = merged(tmp_path, *lines(first, "Ali Zed", second))
    assert found == [(first, second), ("Ali Zed",)]
    assert said == [f"list:3: {second!r} is tried as a spelling of {first!r} on line 1"]


def test_two_people_are_not_merged_by_a_key(tmp_path: Path) -> None:
    names = ("Marco Brien", "Marc O'Brien", "Anna Lee", "Ann Alee")
    assert merged(tmp_path, *lines(*names)) == ([(name,) for name in names], [])


def test_the_same_letters_are_passed_over_but_for_what_they_bring(tmp_path: Path) -> None:
    again = Listed(3, "Omar Zed", spellings=("Abu Zed",))
    found, said = merged(tmp_path, *lines("Omar Zed", "Omar Zed"), again, Listed(4, "Omar Zed", "ORG"))
    assert found == [("Omar Zed",), ("Omar Zed", "Abu Zed"), ("Omar Zed",)], (
        "another type, and aliases, are another name"
    )
    assert said == ["list:2: 'Omar Zed' stands already on line 1; passed over"]
