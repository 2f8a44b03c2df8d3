"""What a table gives replaces what it gave, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from allonym.names.engine.schemes import in_every_scheme
from allonym.names.name import Name, Part
from allonym.names.registry import Spelling, load_registry, record_of
from allonym.tools.derived import merged, relative_stratum, renew, renewed
from tests.support.people import HARIRI

PERSON = replace(
    HARIRI,
    spellings=(
        Spelling("Sad Hariri", "attested", "vowels", "token: Wikidata, n=4", ("Sad", "", "Hariri")),
        Spelling("Sad al-Hariri", "arabic/german", "vowels", "scheme: arabic/german", ("Sad", "al-", "Hariri")),
        Spelling("Saʻd al-Ḥarīrī", "arabic/ala-lc", "folds", "scheme: arabic/ala-lc", ("Saʻd", "al-", "Ḥarīrī")),
        Spelling("Chariri", "russian/german", "relay", "scheme: russian/german of Харири", ("", "", "Chariri")),
    ),
)


def test_derived_rows_follow_the_tables_and_press_forms_join_them() -> None:
    forms = {spelling.form: spelling.scheme for spelling in renewed(PERSON, press=True).spellings}
    assert {"Sad Hariri", "Saʻd al-Ḥarīrī", "Chariri"} <= forms.keys()
    assert "Sad al-Hariri" not in forms, "the German table writes Saad, which is printed"
    assert forms["Saad El-Hariry"] == "arabic/egypt"
    assert forms["Saad Al Hariri"] == "arabic/gulf"


def test_without_press_forms_only_what_is_there_is_renewed() -> None:
    forms = [spelling.form for spelling in renewed(PERSON, press=False).spellings]
    assert forms == ["Sad Hariri", "Saʻd al-Ḥarīrī", "Chariri"]


def test_what_has_no_scholarly_form_stays() -> None:
    bare = replace(PERSON, parts=(Part("given", "", "Saad"), *PERSON.parts[1:]))
    assert renewed(bare, press=True) == bare


def test_the_file_is_written_once_and_then_stays(tmp_path: Path) -> None:
    path = tmp_path / "entities.jsonl"
    path.write_bytes(msgspec.json.encode(record_of(PERSON)) + b"\n")
    renew(path, press=True)
    once = path.read_bytes()
    renew(path, press=True)
    assert path.read_bytes() == once
    assert len(next(iter(load_registry(path))).spellings) > 4


def test_the_gold_is_what_the_tables_give() -> None:
    for entity in load_registry():
        assert renewed(entity, press=True) == entity, f"{entity.id}: run make derived"


KHATIB = Name((Part("given", "Nizār", "Nizar"), Part("article", "al-", ""), Part("family", "Ḫaṭīb", "Khatib")))


def test_a_part_that_print_leaves_out_does_not_count() -> None:
    ala_lc = next(one for one in in_every_scheme(KHATIB, "Arabic") if one.form == "Nizār al-Khaṭīb")
    assert relative_stratum(KHATIB, ala_lc.parts) == "folds"
    assert relative_stratum(KHATIB, ("Nizar", "Al+", "Khateeb")) == "vowels"


def test_the_first_source_of_a_form_is_its_evidence() -> None:
    one, two = (Spelling("Nizar", "attested", "folds", f"page: {n}") for n in "12")
    assert merged([one], [two]) == (one,)
