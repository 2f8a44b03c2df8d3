from __future__ import annotations

from allonym.names.derive import derived, merged, relative_stratum
from allonym.names.name import Name, Part, parse_scholarly
from allonym.names.registry import Spelling
from allonym.names.scheme import schemes

MAHFOUZ = Name((Part("given", "Naǧīb", "Naguib"), Part("family", "Maḥfūẓ", "Mahfouz")))
KHATIB = Name((Part("given", "Nizār", "Nizar"), Part("article", "al-", ""), Part("family", "Ḫaṭīb", "Khatib")))


def test_every_scheme_gives_a_spelling_and_none_gives_the_printed_one() -> None:
    forms = {s.scheme: s.form for s in derived(MAHFOUZ, "Arabic")}
    assert forms["arabic/ala-lc"] == "Najīb Maḥfūẓ"
    assert forms["arabic/german"] == "Nadschib Mahfus"
    assert MAHFOUZ.printed not in forms.values()
    assert len(set(forms.values())) == len(forms)


def test_a_name_with_an_article_has_its_forms_too() -> None:
    name = Name((Part("given", "Saʿd", "Saad"), Part("article", "al-", "al-"), Part("family", "Ḥarīrī", "Hariri")))
    forms = {s.form for s in derived(name, "Arabic")}
    assert {"Saad Al Hariri", "Saad el-Hariri", "Saad El Hariri", "Saad Alhariri", "Saad Hariri"} <= forms


def test_every_press_table_of_arabic_writes_el_and_leaves_the_article_out() -> None:
    for scheme in schemes("arabic"):
        if scheme.register == "press":
            forms = {scheme.article.form.lower().strip(), *(form.lower().strip() for form in scheme.article.others)}
            assert "none" in forms, scheme.name
            assert forms & {"el", "el-"}, scheme.name


def test_a_part_that_print_leaves_out_does_not_count() -> None:
    strata = {s.form: s.stratum for s in derived(KHATIB, "Arabic")}
    assert strata["Nizār al-Khaṭīb"] == "folds"
    assert relative_stratum(KHATIB, ("Nizar", "Al+", "Khateeb")) == "vowels"


def test_a_name_without_a_scholarly_form_has_no_derived_spelling() -> None:
    assert list(derived(Name((Part("given", "", "Nizar"),)), "Arabic")) == []
    assert list(derived(parse_scholarly("Nizār"), "Elvish")) == []


def test_the_first_source_of_a_form_is_its_evidence() -> None:
    one, two = (Spelling("Nizar", "attested", "folds", f"page: {n}") for n in "12")
    assert merged([one], [two]) == (one,)
