"""`allonym spell` in a process of its own."""

from __future__ import annotations

import json

import pytest
from support.command import HERE, allonym


def spellings(*arguments: str) -> set[str]:
    done = allonym(HERE, "spell", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return {row["spelling"] for listing in json.loads(done.stdout) for row in listing["spellings"]}


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("ali_mamlouk", {"Ali Mamlouk", "Ali Mamluk", "ʿAlī Mamlūk", "Ali Memlük"}),
        ("omer_ozkizilcik", {"Ömer Özkızılcık", "Ömer Özkizilcik", "Omer Ozkizilcik"}),
        ("sergey_lavrov", {"Sergey Lavrov", "Sergei Lavrov", "Sergej Lawrow", "Sergueï Lavrov"}),
        ("hmeimim", {"Hmeimim", "Khmeimim", "Humaymim", "Ḥumaymīm"}),
        ("abu_mohammed_al_jolani", {"Abu Mohammad al-Julani", "Abu Muhammad al-Golani", "Ebu Muhammed el-Culani"}),
        ("Ali Mamluk", {"Ali Mamlouk", "‘Alī Mamlūk"}),
    ],
)
def test_the_spellings_of_a_name(name: str, some: set[str]) -> None:
    assert some <= spellings(name)


def test_a_scholarly_form_in_every_scheme_with_options() -> None:
    forms = spellings("--scholarly", "Hārūn al-Rašīd")
    assert {"Hārūn ar-Rašīd", "Hārūn al-Rashīd", "Haroun al-Rashid", "Harun al-Raschid", "Harun er-Reşid"} <= forms
    assert "Haroun El Rashid" in spellings("--scholarly", "Hārūn al-Rašīd", "--article", "El ")
    assert "Yukhannā" not in spellings("--scholarly", "Čehov", "--origin", "Russian")


def test_the_printed_table_says_who_vouches_for_each() -> None:
    done = allonym(HERE, "spell", "ali_mamlouk")
    assert done.returncode == 0
    assert "ali_mamlouk: Ali Mamlouk (Arabic; علي مملوك, ʿAlī Mamlūk)" in done.stdout
    assert "scheme: arabic/ala-lc" in done.stdout


@pytest.mark.parametrize("form", ["csv", "md"])
def test_other_formats_hold_the_same_rows(form: str) -> None:
    done = allonym(HERE, "spell", "ali_mamlouk", "--format", form)
    assert done.returncode == 0
    assert "ʿAli Mamluk" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Ali Mamlokk",), "no entity is called 'Ali Mamlokk'; did you mean Ali Mamlouk"),
        ((), "one name is needed"),
        (("--scholarly", "Ali", "--origin", "Elvish"), "no origin with tables 'Elvish'"),
        (("--scholarly", "Ali", "--marks", "dots"), "no choice of marks 'dots'"),
        (("ali_mamlouk", "--article", "El "), "use --scholarly"),
    ],
)
def test_bad_usage_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    done = allonym(HERE, "spell", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
