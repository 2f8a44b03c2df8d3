"""The engine on names whose other spellings are known."""

from __future__ import annotations

import unicodedata

import pytest

from allonym.errors import InputError
from allonym.names.engine.spell import spell


def forms(name: str, top: int = 50, **options: str) -> list[str]:
    return [one.form for one in spell(name, top=top, **options).spellings]


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Khaled Nasser", {"Khalid Nasser", "Khaled Naser"}),
        ("Saad al-Hariri", {"Saad Al Hariri", "Saad Hariri", "Saad el-Hariri"}),
        ("Boris Yeltsin", {"Boris Jelzin"}),
        ("Сергей Тестов", {"Sergey Testov", "Sergei Testov", "Sergej Testow"}),
        ("Микола Тестко", {"Mykola Testko"}),
        ("Игорь Тестов", {"Igor Testov"}),
    ],
)
def test_what_is_reached(name: str, some: set[str]) -> None:
    assert some <= set(forms(name))


def test_weights_are_probabilities_best_first_and_each_form_stands_once() -> None:
    found = spell("Muhammad al-Maghut", top=40).spellings
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= 1.0001
    assert len({one.form for one in found}) == len(found) == 40
    assert "Muhammad al-Maghut" not in {one.form for one in found}


def test_a_language_is_never_read_by_another_s_table() -> None:
    """Микола is Ukrainian where that is said: no Russian scheme gives a form."""
    schemes = {one.scheme for one in spell("Микола Тестко", origin="uk", top=50).spellings} - {""}
    assert schemes
    assert all(scheme.startswith("ukrainian/") for scheme in schemes)
    assert "Parvan Testov" in forms("Първан Тестов", origin="bg")


def test_one_style_runs_through_a_name() -> None:
    """The German scheme gives the whole name."""
    german = next(one for one in spell("Nikita Khrushchev", top=50).spellings if one.form == "Nikita Chruschtschow")
    assert (german.register, german.scheme) == ("foreign", "russian/german")


def test_soft_signs_and_initials_come_out_right() -> None:
    assert not any("\N{MODIFIER LETTER APOSTROPHE}" in form for form in forms("Игорь Тестов"))
    assert "Testov A.B." in forms("Тестов А.Б.")


def test_a_composed_and_a_decomposed_name_are_one() -> None:
    name = "Mevlüt Çavuşoğlu"
    assert forms(name) == forms(unicodedata.normalize("NFD", name))


def test_a_name_of_no_known_origin_gets_marks_initials_and_order() -> None:
    found = spell("Þór Guðnason", origin=None, top=20)
    assert "Thor Gudnason" in {one.form for one in found.spellings}


def test_a_register_is_kept_alone() -> None:
    found = spell("Mikhail Gorbachev", register="library", top=10).spellings
    assert found
    assert {one.register for one in found} == {"library"}


def test_arabic_letters_without_a_lexicon_s_word_are_said() -> None:
    with pytest.raises(InputError, match="lack the vowels"):
        spell("ظظظظظظ", origin="ar")


def test_an_unknown_origin_is_said() -> None:
    with pytest.raises(InputError, match="no origin with tables 'Elvish'"):
        spell("Ali Testov", origin="Elvish")


@pytest.mark.parametrize(
    ("name", "origin", "form", "scheme"),
    [
        ("Nikol Pashinyan", "Armenian", "Nikol Pachinian", "armenian/french"),
        ("Nikol Pashinyan", "Armenian", "Nikol Paschinjan", "armenian/german"),
        ("Salome Zurabishvili", "Georgian", "Salome Zourabichvili", "georgian/french"),
        ("Shirin Ebadi", "Persian", "Schirin Ebadi", "persian/german"),
    ],
)
def test_the_press_abroad_is_a_language_s_own_table(name: str, origin: str, form: str, scheme: str) -> None:
    found = {one.form: one.scheme for one in spell(name, origin=origin, top=60).spellings}
    assert found.get(form) == scheme
    assert {one.partition("/")[0] for one in found.values() if one} == {origin.lower()}
