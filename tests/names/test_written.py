from __future__ import annotations

import pytest

from allonym.names.written import read_mention, rewrite
from tests.support.people import HARIRI, INONU, SIDON


@pytest.mark.parametrize(
    ("surface", "shown", "case"),
    [
        ("Saad al-Hariri", ("full", "full", "full"), ""),
        ("Hariri", ("", "", "full"), ""),
        ("El-Hariri", ("", "full", "full"), ""),
        ("AL-HAREERI", ("", "full", "full"), "upper"),
        ("Sa'd Hariri", ("full", "", "full"), ""),
        ("S. Hariri", ("initial", "", "full"), ""),
        ("Saad", ("full", "", ""), ""),
        ("Saad Harīry", ("full", "", "full"), ""),
    ],
)
def test_which_parts_a_mention_shows(surface: str, shown: tuple[str, ...], case: str) -> None:
    written = read_mention(HARIRI, surface)
    assert written is not None
    assert (written.shown, written.case) == (shown, case)


def test_another_name_is_not_read_into_it() -> None:
    assert read_mention(HARIRI, "Rafiq Mikati") is None
    assert read_mention(SIDON, "Tyre") is None


def test_a_place_is_found_among_other_words() -> None:
    written = read_mention(SIDON, "Old Sidon port")
    assert written is not None
    assert (written.start, written.end) == (4, 9)


def test_a_spelling_without_a_shown_part_cannot_be_written() -> None:
    written = read_mention(INONU, "Ismet Inonu")
    assert written is not None
    assert rewrite(written, INONU, ("", "İnönü")) is None
    assert rewrite(written, INONU, ("I̊smet", "İnönü"), capital=True) == "I̊smet İnönü"


@pytest.mark.parametrize(
    ("forms", "scheme", "capitals"),
    [
        (("İsmet", "İnönü"), "turkish/orthography", "İSMET İNÖNÜ"),
        (("Ismet", "Inönü"), "turkish/latin-1", "ISMET INÖNÜ"),
        (("Çelik", "Çakir"), "turkish/latin-1", "ÇELIK ÇAKIR"),
        (("Çelik", "Çakır"), "attested", "ÇELİK ÇAKIR"),
        (("Chelik", "Chakir"), "turkish/phonetic", "CHELIK CHAKIR"),
        (("İsam", "Şelebi"), "arabic/turkish", "İSAM ŞELEBİ"),
    ],
)
def test_capitals_are_those_of_the_scheme_whatever_the_origin(
    forms: tuple[str, str], scheme: str, capitals: str
) -> None:
    written = read_mention(INONU, "ISMET INONU")
    assert written is not None
    assert rewrite(written, INONU, forms, scheme=scheme) == capitals
