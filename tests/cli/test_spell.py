"""`allonym spell` in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import HERE, allonym


def answer(*arguments: str) -> Any:
    done = allonym(HERE, "spell", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def spellings(*arguments: str) -> set[str]:
    return {one["form"] for one in answer(*arguments)["spellings"]}


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("ali_mamlouk", {"Ali Mamluk", "ʿAlī Mamlūk", "Ali Memlük"}),
        ("omer_ozkizilcik", {"Ömer Özkizilcik", "Oemer Oezkizilcik"}),
        ("sergey_lavrov", {"Sergei Lavrov", "Sergej Lawrow", "Sergueï Lavrov"}),
        ("hmeimim", {"Khmeimim", "Humaymim", "Ḥumaymīm"}),
        ("abu_mohammed_al_jolani", {"Abu Mohammad al-Julani", "Abu Muhammad al-Golani", "Ebu Muhammed el-Culani"}),
        ("Ali Mamluk", {"Ali Mamlouk", "‘Alī Mamlūk"}),
    ],
)
def test_the_spellings_of_a_registered_name(name: str, some: set[str]) -> None:
    assert some <= spellings(name)


@pytest.mark.parametrize("name", ["Khaled Nasser", "Сергей Тестов", "Boris Yeltsin", "Assad"])
def test_the_spellings_of_any_name_follow_the_contract(name: str) -> None:
    found = answer(name, "--top", "10")
    assert (found["schema"], found["name"]) == ("allonym/spell/1", name)
    assert found["origins"]
    assert len(found["spellings"]) == 10
    assert all(set(one) == {"form", "register", "scheme", "evidence", "weight"} for one in found["spellings"])


def test_a_name_of_no_known_origin_says_so() -> None:
    done = allonym(HERE, "spell", "Xqwzx Vvkkpq")
    assert done.returncode == 0
    assert "origin not known" in done.stdout


def test_a_scholarly_form_in_every_scheme_with_options() -> None:
    forms = spellings("--scholarly", "Hārūn al-Rašīd")
    assert {"Hārūn ar-Rašīd", "Hārūn al-Rashīd", "Haroun al-Rashid", "Harun al-Raschid", "Harun er-Reşid"} <= forms
    assert "Haroun El Rashid" in spellings("--scholarly", "Hārūn al-Rašīd", "--article", "El ")
    assert "Yukhannā" not in spellings("--scholarly", "Čehov", "--origin", "Russian")


def test_the_printed_table_says_who_vouches_for_each() -> None:
    done = allonym(HERE, "spell", "ali_mamlouk")
    assert done.returncode == 0
    assert "Ali Mamlouk (Arabic)" in done.stdout
    assert "scheme: arabic/ala-lc" in done.stdout


@pytest.mark.parametrize("form", ["csv", "md"])
def test_other_formats_hold_the_same_rows(form: str) -> None:
    done = allonym(HERE, "spell", "ali_mamlouk", "--format", form)
    assert done.returncode == 0
    assert "ʿAli Mamluk" in done.stdout


def test_a_file_of_names_is_answered_in_its_order_and_a_bad_line_is_said(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Khaled Nasser\n\nX\nTESTOV, Ivan\n" + "Ali " * 300 + "\n", encoding="utf-8")
    done = allonym(HERE, "spell", "--names", str(file), "--top", "5")
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["name"] for one in found] == ["Khaled Nasser", "TESTOV, Ivan"]
    assert all(len(one["spellings"]) == 5 for one in found)
    said = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in said[:2]] == [f"{file}:3", f"{file}:5"]
    assert "300 words" in said[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("X",), "is no name"),
        ((), "one name is needed"),
        (("--scholarly", "Ali", "--origin", "Elvish"), "no origin with tables 'Elvish'"),
        (("Ali Testov", "--register", "loud"), "no register 'loud'"),
        (("--scholarly", "Ali", "--marks", "dots"), "no choice of marks 'dots'"),
        (("ali_mamlouk", "--article", "El "), "use --scholarly"),
    ],
)
def test_bad_usage_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    done = allonym(HERE, "spell", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
