"""Which language a stated code or a name's letters mean."""

from __future__ import annotations

import pytest

from allonym.names.languages import NATIVE, ORIGINS, origin_by_letters
from allonym.names.scheme import scheme_names, schemes


def test_every_origin_has_tables_and_every_folder_of_tables_is_an_origin() -> None:
    assert {origin.lower() for origin in ORIGINS.values()} == {name.partition("/")[0] for name in scheme_names()}
    assert all(schemes(origin) for origin in NATIVE)


@pytest.mark.parametrize(("code", "origin"), [("uk", "Ukrainian"), ("bul", "Bulgarian"), ("yue", "Cantonese")])
def test_codes_name_origins(code: str, origin: str) -> None:
    assert ORIGINS[code] == origin


@pytest.mark.parametrize(
    ("text", "script", "origin"),
    [
        ("Қасым-Жомарт Тоқаев", "CYRILLIC", "Kazakh"),
        ("Ѓорѓи Ќириловски", "CYRILLIC", "Macedonian"),
        ("Њего", "CYRILLIC", "Serbian"),
        ("Іван Франко", "CYRILLIC", "Ukrainian"),
        ("Сергій Яценюк", "CYRILLIC", "Ukrainian"),
        ("Алесь Бяляцкі", "CYRILLIC", "Belarusian"),
        ("Раман Пратасевіч", "CYRILLIC", "Belarusian"),
        ("Ӣ", "CYRILLIC", None),
        ("Мөлдір", "CYRILLIC", "Kazakh"),
        ("Өнөр Тестов", "CYRILLIC", None),
        ("Παπανδρέου", "GREEK", "Greek"),
        ("Lavrov", "LATIN", None),
    ],
)
def test_letters_tell_an_origin(text: str, script: str, origin: str | None) -> None:
    assert origin_by_letters(text, script) == origin
