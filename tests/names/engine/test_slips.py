"""Changes that nobody makes in an Arabic or Persian name weigh less, unless somebody is known to have made them."""

from __future__ import annotations

import pytest

from allonym.names.engine.slips import _LEFT, is_slip, without_slips


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("panahiha", "pannahiha"),
        ("badavi", "baddavi"),
        ("afkari", "afqari"),
        ("chamanara", "khamanara"),
        ("hedayati", "hedaati"),
        ("alireza", "alirez"),
        ("jahanbakhsh", "zhahanbakhsh"),
        ("hedayatian", "hedhayatian"),
        ("islan", "slan"),
        ("belkaroui", "belkarouii"),
    ],
)
def test_a_slip(word: str, form: str) -> None:
    assert is_slip(word, form)
    assert without_slips(word, [form], ()).tolist() < [1]
    assert without_slips(word, [form], {form}).tolist() == [1]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("naser", "nasser"),
        ("qandil", "kandil"),
        ("khalid", "chalid"),
        ("maryam", "mariam"),
        ("zeynab", "zeinab"),
        ("yousef", "youssef"),
        ("omar", "umar"),
    ],
)
def test_no_slip(word: str, form: str) -> None:
    assert not is_slip(word, form)
    assert without_slips(word, [form], ()).tolist() == [1]


@pytest.mark.parametrize(("word", "form"), [("bahrami", "bahremi"), ("adnan", "ednan"), ("atlasi", "atalasi")])
def test_a_vowel_that_becomes_e_or_is_put_in_is_a_slip_unless_attested(word: str, form: str) -> None:
    assert without_slips(word, [word, form], ()).tolist() == [1, _LEFT]
    assert without_slips(word, [word, form], {form}).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("word", "form", "origin"),
    [("charkhandeh", "sharkhandeh", "Persian"), ("negar", "neguar", "Persian"), ("halqi", "halghi", "Arabic")],
)
def test_what_another_language_writes_is_a_slip(word: str, form: str, origin: str) -> None:
    assert without_slips(word, [form], (), origin).tolist() == [_LEFT]
    assert without_slips(word, [form], ()).tolist() == [1]
