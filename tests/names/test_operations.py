from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.names.operations import STRATA, operations, stratum

PAIRS = [
    ("Mahmud Darwish", "Mahmoud Darwish", {"vowels"}, "vowels"),
    ("Hasan Nasrallah", "Hassan Nasrallah", {"doubling"}, "consonants"),
    ("Khalid", "Chalid", {"consonants"}, "consonants"),
    ("Jamal", "Djamal", {"consonants"}, "consonants"),
    ("Saad al-Hariri", "Saad Al-Hariri", {"article"}, "article"),
    ("Saad al-Hariri", "Saad el-Hariri", {"article"}, "article"),
    ("Saad al-Hariri", "Saad Alhariri", {"article"}, "article"),
    ("Saad al-Hariri", "Saad Hariri", {"article"}, "article"),
    ("Harun al-Rashid", "Harun ar-Rashid", {"article"}, "article"),
    ("Abdul Rahman", "Abdulrahman", {"space"}, "article"),
    ("Umm Kulthum", "Umm-Kulthum", {"hyphen", "space"}, "article"),
    ("Sanaa", "Sana'a", {"apostrophe"}, "apostrophes"),
    ("Sana'a", "Sana’a", {"apostrophe"}, "apostrophes"),
    ("Inonu", "İnönü", {"diacritics"}, "folds"),
    ("Mu’adh al-Hariri", "Muʼadh al-Hariri", {"apostrophe"}, "apostrophes"),
    ("Saad al-Hariri", "SAAD AL-HARIRI", {"case"}, "folds"),
    ("Saad al-Hariri", "SAAD EL-HARIRI", {"article", "case"}, "article"),
    ("Davutoglu", "DAVUTOGLU", {"case"}, "folds"),
    ("Davutoğlu", unicodedata.normalize("NFD", "Davutoğlu"), {"form"}, "folds"),
    ("Abu Zayd", "Abu\N{NO-BREAK SPACE}Zayd", {"form"}, "folds"),
    ("al-Hariri", "al\N{NON-BREAKING HYPHEN}Hariri", {"hyphen"}, "folds"),
]


@pytest.mark.parametrize(("printed", "spelling", "done", "kind"), PAIRS)
def test_the_operations_between_two_spellings(printed: str, spelling: str, done: set[str], kind: str) -> None:
    assert operations(printed, spelling) == done
    assert stratum(printed, spelling) == kind


def test_only_the_registry_knows_relays_and_exonyms() -> None:
    assert stratum("Khomeini", "Humeyni", "relay") == "relay"
    assert stratum("Cairo", "al-Qahira", "exonym") == "exonym"
    assert stratum("Mahmud", "Mahmoud", "consonants") == "vowels"


NAMES = st.text("abdehiklmnorstuz AEHS-'’ʿçğışöüāḥṣ", min_size=1, max_size=14)


@given(NAMES, NAMES)
def test_operations_are_the_same_both_ways_round(one: str, two: str) -> None:
    assert operations(one, one) == frozenset()
    assert bool(operations(one, two)) == (one != two)
    assert stratum(one, two) in STRATA


@given(NAMES)
def test_a_change_of_form_alone_is_a_fold(name: str) -> None:
    assert stratum(name, unicodedata.normalize("NFD", name)) == "folds"
