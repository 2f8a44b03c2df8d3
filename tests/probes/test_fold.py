from __future__ import annotations

import unicodedata

from allonym.names.folds import APOSTROPHES, HYPHENS
from allonym.names.name import Part
from allonym.names.registry import Entity, Registry
from allonym.probes.fold import probe
from allonym.probes.values import Skipped
from tests.support.people import REGISTRY, corpus


def folded(text: str, surface: str, entity: str) -> dict[str, str]:
    made = corpus(text, (surface, "PERSON", entity))
    return {p.pairs[0].scheme.removeprefix("fold/"): p.pairs[0].form for p in probe(made, REGISTRY, Skipped())}


def test_every_fold_of_an_arabic_name() -> None:
    forms = folded("Then Sa’d al-Hariri came.", "Sa’d al-Hariri", "saad_al_hariri")
    assert forms == {
        "ascii": "Sa'd al-Hariri",
        "apostrophe turned": "Sa‘d al-Hariri",
        "apostrophe modifier": "Saʼd al-Hariri",
        "apostrophe half ring": "Saʿd al-Hariri",
        "apostrophe grave": "Sa`d al-Hariri",
        "apostrophe acute": "Sa´d al-Hariri",
        "hyphen": "Sa’d al‐Hariri",
        "no-break hyphen": "Sa’d al‑Hariri",
        "en dash": "Sa’d al–Hariri",
        "no-break space": "Sa’d\u00a0al-Hariri",
        "upper case": "SA’D AL-HARIRI",
    }


def test_every_fold_of_a_turkish_name() -> None:
    forms = folded("Then İsmet İnönü came.", "İsmet İnönü", "ismet_inonu")
    assert forms == {
        "nfd": unicodedata.normalize("NFD", "İsmet İnönü"),
        "ascii": "Ismet Inonu",
        "latin-1": "Ismet Inönü",
        "no-break space": "İsmet\u00a0İnönü",
        "upper case": "İSMET İNÖNÜ",
    }
    restored = folded("Then Ismet Inonu came.", "Ismet Inonu", "ismet_inonu")
    assert restored["restored"] == "İsmet İnönü"
    assert (restored["upper case"], restored["no-break space"]) == ("ISMET INONU", "Ismet\u00a0Inonu")
    assert "turkish upper case" not in restored
    assert "turkish upper case" not in folded("Then Ismeti came.", "Ismeti", "ismet_inonu"), "not its own spelling"


def test_turkish_capitals_know_a_folded_dotless_i() -> None:
    made = corpus("Then Fidan Kirikkale came.", ("Fidan Kirikkale", "PERSON", "fidan_kirikkale"))
    parts = (Part("given", "Fidan", "Fidan"), Part("family", "Kırıkkale", "Kirikkale"))
    known = Registry({"fidan_kirikkale": Entity("fidan_kirikkale", "PERSON", "Turkish", parts=parts)})
    forms = {p.pairs[0].scheme: p.pairs[0].form for p in probe(made, known, Skipped())}
    assert forms["fold/turkish upper case"] == "FİDAN KIRIKKALE"
    assert forms["fold/upper case"] == "FIDAN KIRIKKALE"


def test_invisible_folds_read_the_same() -> None:
    forms = folded("Then Sa’d al-Hariri came.", "Sa’d al-Hariri", "saad_al_hariri")
    assert set("‐‑–-") <= HYPHENS
    assert set("'’‘ʼʿ`´") <= APOSTROPHES
    assert forms["no-break space"].replace("\u00a0", " ") == "Sa’d al-Hariri"


def test_a_name_without_anything_to_fold_is_counted() -> None:
    made = corpus("HARIRI CAME", ("HARIRI", "PERSON", "saad_al_hariri"))
    skipped = Skipped()
    assert list(probe(made, REGISTRY, skipped)) == []
    assert skipped == {("no fold changes the name", "saad_al_hariri"): 1}
