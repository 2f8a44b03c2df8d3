"""A name in its schemes, and the writer's choices: form of the article, assimilation, signs for ayn and hamza."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import InputError
from allonym.names.engine.schemes import in_every_scheme, in_scheme, whole_in_scheme
from allonym.names.name import Name, Part, join, parse_scholarly
from allonym.names.scheme import ARTICLES, MARKS, Options, load_scheme, scheme_names, schemes

MAHFOUZ = Name((Part("given", "Naǧīb", "Naguib"), Part("family", "Maḥfūẓ", "Mahfouz")))
RASHID = parse_scholarly("Hārūn al-Rašīd")
SANAI = parse_scholarly("ʿAlāʾ Saʿd")


@pytest.mark.parametrize(
    ("article", "assimilate", "spelling"),
    [
        ("al-", False, "Haroun al-Rashid"),
        ("al-", True, "Haroun ar-Rashid"),
        ("Al ", False, "Haroun Al Rashid"),
        ("el-", False, "Haroun el-Rashid"),
        ("El ", True, "Haroun Er Rashid"),
        ("joined", False, "Haroun Alrashid"),
        ("none", False, "Haroun Rashid"),
    ],
)
def test_the_article_is_a_choice(article: str, assimilate: bool, spelling: str) -> None:
    assert whole_in_scheme(RASHID, load_scheme("arabic/english"), Options(article, assimilate)) == spelling


@pytest.mark.parametrize(
    ("marks", "spelling"),
    [
        ("keep", "ʻAlāʼ Saʻd"),
        ("half rings", "ʿAlāʾ Saʿd"),
        ("curly", "‘Alā’ Sa‘d"),
        ("ascii", "'Alā' Sa'd"),
        ("grave", "`Alā' Sa`d"),
        ("none", "Alā Sad"),
    ],
)
def test_ayn_and_hamza_are_a_choice(marks: str, spelling: str) -> None:
    assert whole_in_scheme(SANAI, load_scheme("arabic/ala-lc"), Options(marks=marks)) == spelling


def test_assimilation_writes_the_consonant_as_the_scheme_does() -> None:
    name = parse_scholarly("Aḥmad Fāris al-Šidyāq")
    assert whole_in_scheme(name, load_scheme("arabic/bgn-pcgn")) == "Aḩmad Fāris ash Shidyāq"
    assert whole_in_scheme(name, load_scheme("arabic/turkish")).split()[-1] == "eş-Şidyak"


def test_a_choice_that_does_not_exist_names_the_ones_that_do() -> None:
    with pytest.raises(InputError, match=r"no form of the article 'il-'"):
        Options(article="il-")
    with pytest.raises(InputError, match="no choice of marks 'dots'"):
        Options(marks="dots")
    with pytest.raises(InputError, match="did you mean arabic/ala-lc"):
        load_scheme("arabic/alalc")


@given(
    st.sampled_from(scheme_names()),
    st.sampled_from([None, *ARTICLES]),
    st.sampled_from([None, *MARKS]),
    st.lists(st.text("abdfhiklmnqrstuwyzāīūǧḥḫḍṣšṭẓʿ", min_size=2, max_size=8), min_size=1, max_size=3),
)
def test_parts_always_run_along_the_name(scheme: str, article: str | None, marks: str | None, words: list[str]) -> None:
    name = parse_scholarly(" ".join(word.capitalize() for word in words))
    parts = in_scheme(name, load_scheme(scheme), Options(article, None, marks))
    assert len(parts) == len(name.parts)
    assert "  " not in join(parts)


def test_every_scheme_gives_a_spelling_and_none_gives_the_printed_one() -> None:
    forms = {one.label: one.form for one in in_every_scheme(MAHFOUZ, "Arabic")}
    assert forms["arabic/ala-lc"] == "Najīb Maḥfūẓ"
    assert forms["arabic/german"] == "Nadschib Mahfus"
    assert MAHFOUZ.printed not in forms.values()
    assert len(set(forms.values())) == len(forms)


def test_a_name_with_an_article_has_its_forms_too() -> None:
    name = Name((Part("given", "Saʿd", "Saad"), Part("article", "al-", "al-"), Part("family", "Ḥarīrī", "Hariri")))
    forms = {one.form for one in in_every_scheme(name, "Arabic")}
    assert {"Saad Al Hariri", "Saad el-Hariri", "Saad El Hariri", "Saad Alhariri", "Saad Hariri"} <= forms


def test_every_press_table_of_arabic_writes_el_and_leaves_the_article_out() -> None:
    for scheme in schemes("arabic"):
        if scheme.register == "press":
            forms = {scheme.article.form.lower().strip(), *(form.lower().strip() for form in scheme.article.others)}
            assert "none" in forms, scheme.name
            assert forms & {"el", "el-"}, scheme.name


def test_a_name_without_a_scholarly_form_has_no_derived_spelling() -> None:
    assert list(in_every_scheme(Name((Part("given", "", "Nizar"),)), "Arabic")) == []
    assert list(in_every_scheme(parse_scholarly("Nizār"), "Elvish")) == []
