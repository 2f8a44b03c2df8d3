from __future__ import annotations

import pytest

from allonym.errors import InputError
from allonym.names.name import Part, join, parse_scholarly


def roles(scholarly: str) -> list[tuple[str, str]]:
    return [(part.role, part.scholarly) for part in parse_scholarly(scholarly).parts]


def test_article_comes_off_and_loses_its_assimilation() -> None:
    assert roles("Hārūn ar-Rašīd") == [("given", "Hārūn"), ("article", "al-"), ("family", "Rašīd")]


def test_servant_names_stay_one_part() -> None:
    assert roles("ʿAbd al-Raḥmān Munīf") == [("given", "ʿAbd al-Raḥmān"), ("family", "Munīf")]


def test_ibn_and_abu_are_no_given_names() -> None:
    assert roles("Abū Bakr ibn Ṭufail") == [
        ("kunya", "Abū"),
        ("middle", "Bakr"),
        ("particle", "ibn"),
        ("family", "Ṭufail"),
    ]


def test_one_word_is_a_given_name() -> None:
    assert roles("Saladin") == [("given", "Saladin")]


def test_nothing_is_no_name() -> None:
    with pytest.raises(InputError, match="empty name"):
        parse_scholarly("  ")


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no part of a name is a 'nickname'"):
        Part("nickname", "Rašīd")  # type: ignore[arg-type]


def test_dropped_parts_leave_no_space() -> None:
    assert join(["", "", "Asad"]) == "Asad"
    assert join(["Harun", "el-", "Reşid"]) == "Harun el-Reşid"
