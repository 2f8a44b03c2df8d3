"""The frequent names that are listed in native letters."""

from __future__ import annotations

import pytest

from allonym.names.engine.native import native_key
from allonym.names.languages import ORIGINS
from allonym.tools.lexicon.known import known, used


def test_each_is_of_an_origin_with_tables_and_stands_once() -> None:
    names = [(one.origin, one.native) for one in known()]
    assert len(names) > 1000
    assert len(set(names)) == len(names)
    assert {origin for origin, _ in names} <= set(ORIGINS.values())
    assert all(native == native_key(native) for _, native in names)


@pytest.mark.parametrize(
    ("origin", "native", "form", "count"),
    [
        ("Ukrainian", "микола", "mykola", 2),
        ("Ukrainian", "микола", "nikolai", 0),
        ("Belarusian", "святлана", "sviatlana", 2),
        ("Belarusian", "аляксандр", "alexander", 0),
        ("Korean", "박", "park", 2),
        ("Hindi", "राजीव", "rajeev", 2),
    ],
)
def test_a_form_by_way_of_another_language_does_not_count(origin: str, native: str, form: str, count: int) -> None:
    (entry,) = [one for one in known() if (one.origin, one.native) == (origin, native)]
    assert dict(entry.forms)[form] == count


def test_what_tells_an_origin_is_what_press_and_passports_write() -> None:
    assert {"mykola", "serhii", "serhiy"} <= used("Ukrainian")
    assert "nikolai" not in used("Ukrainian")
