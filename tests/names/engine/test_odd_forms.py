"""Kinds of absurd forms that the first ten do not have, on names of every origin."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from allonym.names.engine.spell import spell
from allonym.names.engine.stored import letters

NAMES = Path(__file__).parents[1]


def people() -> Iterator[tuple[str, list[str]]]:
    """Each listed person with the first ten forms."""
    for file in ("famous.jsonl", "more_people.jsonl"):
        for line in (NAMES / file).read_text("utf-8").splitlines():
            name = json.loads(line)["name"]
            yield name, [one.form for one in spell(name, top=10).spellings]


def test_letters_are_those_of_orthographies_and_schemes() -> None:
    """No phonetic sign for a letter (U+0261 for g), no digit, no letter of another script."""
    for name, forms in people():
        for form in forms:
            assert not re.search("[\u0250-\u0258\u025a-\u02af]", form), (name, form)
            assert not any(c.isdigit() or unicodedata.category(c) == "No" for c in form), (name, form)
            assert all("LATIN" in unicodedata.name(c) or "MODIFIER" in unicodedata.name(c)
                       for c in form if c.isalpha()), (name, form)  # fmt: skip


def test_a_man_s_surname_stays_a_man_s() -> None:
    for name, forms in people():
        if re.search("[oe]v$", name):
            assert not [form for form in forms if re.search("[oe][vw]a$", form)], (name, forms)


@pytest.mark.parametrize("form", ["Mkola", "Nykola", "Mkhailo", "Azarova"])
def test_no_letter_is_lost_and_no_other_name_comes_in(form: str) -> None:
    for name in ("Mykola Azarov", "Mykhailo Fedorov", "Mykola Tomenko"):
        assert form not in " ".join(one.form for one in spell(name, top=10).spellings).split()


@pytest.mark.parametrize("word", ["ghalibaf", "larijani", "markov", "bachchan"])
def test_no_table_leaves_out_a_consonant_that_is_heard(word: str) -> None:
    tables = letters("semitic")
    assert tables is not None
    made, _ = tables.generated(word)
    skeleton = re.sub("[^bcdfgjklmnpqrstvxz]", "", word)
    assert made
    assert all(len(re.sub("[^bcdfgjklmnpqrstvxzwh]", "", form)) >= len(set(skeleton)) - 1 for form in made)


def test_two_words_that_a_hyphen_joins_are_turned_together() -> None:
    forms = [one.form for one in spell("Xaver Blohm-Voss", top=10).spellings]
    assert "Blohm-Voss Xaver" in forms
    assert "X. Blohm-Voss" in forms


def test_a_korean_name_loses_its_hyphen() -> None:
    assert "Kim Jongun" in [one.form for one in spell("Kim Jong-un", top=50).spellings]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Mohammadreza Karimi", "Reza Karimi"),
        ("Mohammad Shomali", "Mohammadreza Shomali"),
        ("Mojtaba Abedini", "Modztaba Abedini"),
        ("Malek Hosseini", "Malek Hossein"),
        ("Mohammad Abdullah", "Mohammad Abdul Lah"),
        ("Ali Al Bandari Mobarak", "Ali Albandari mobarak"),
        ("Younes Kaboul", "Younes al-Kaboul"),
    ],
)
def test_another_person_s_name_is_not_among_the_first_ten(name: str, other: str) -> None:
    assert other not in [one.form for one in spell(name, top=10).spellings]


def test_an_article_is_put_in_where_arabic_names_have_one() -> None:
    assert "Anwar al-Sadat" in [one.form for one in spell("Anwar Sadat", top=50).spellings]


@pytest.mark.parametrize("other", ["Muammar Kadhafi", "Muammar Qaddafi", "Moammar Gaddafi", "Muammar al-Gaddafi"])
def test_what_everybody_prints_is_not_doubted(other: str) -> None:
    assert other in [one.form for one in spell("Muammar Gaddafi", top=50).spellings]
