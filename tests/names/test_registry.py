"""The registry that the project ships, and what its reader refuses."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest

from allonym.corpus.load import corpus_names, load_corpus
from allonym.errors import InputError
from allonym.names.engine.schemes import in_every_scheme, whole_in_scheme
from allonym.names.name import Part, join, parse_scholarly
from allonym.names.registry import Entity, Spelling, load_registry, record_of
from allonym.names.scheme import load_scheme
from allonym.tools.derived import relative_stratum

REGISTRY = load_registry()
PEOPLE = [entity for entity in REGISTRY if entity.label == "PERSON"]
GOOD = Entity(
    "saad_al_hariri",
    "PERSON",
    "Arabic",
    parts=(Part("given", "Saʿd", "Saad"), Part("article", "al-", "al-"), Part("family", "Ḥarīrī", "Hariri")),
    spellings=(Spelling("Saad Hariri", "attested", "article", "page: an example", ("Saad", "", "Hariri")),),
)


def read(folder: Path, *records: object) -> None:
    path = folder / "entities.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(record) for record in records))
    load_registry(path)


def test_every_entity_of_the_gold_is_in_the_registry() -> None:
    mentioned = {m.entity for name in corpus_names() for d in load_corpus(name).documents for m in d.mentions}
    assert mentioned - {None} <= REGISTRY.entities.keys()


def test_every_form_is_latin_and_composed() -> None:
    for entity in REGISTRY:
        for spelling in entity.spellings:
            assert spelling.form == unicodedata.normalize("NFC", spelling.form)
            letters = [c for c in spelling.form if c.isalpha() and unicodedata.category(c) != "Lm"]
            assert all("LATIN" in unicodedata.name(c) for c in letters), spelling.form


def test_every_spelling_says_who_vouches_for_it() -> None:
    kinds = {spelling.evidence.partition(":")[0] for entity in REGISTRY for spelling in entity.spellings}
    assert kinds == {"scheme", "token", "page", "label", "usage", "geonames"}


def test_no_form_stands_twice_in_an_entity() -> None:
    for entity in REGISTRY:
        forms = [spelling.form for spelling in entity.spellings]
        assert len(forms) == len(set(forms)), entity.id


@pytest.mark.parametrize("entity", PEOPLE, ids=lambda entity: entity.id)
def test_what_the_schemes_gave_is_what_they_give_now(entity: Entity) -> None:
    now = {f"scheme: {one.label}": one.form for one in in_every_scheme(entity.name, entity.origin)}
    kept = {
        s.evidence: s.form for s in entity.spellings if s.evidence.startswith("scheme: ") and " of " not in s.evidence
    }
    assert {evidence: now.get(evidence) for evidence in kept} == kept


def test_what_came_by_way_of_russian_is_what_the_schemes_give_now() -> None:
    relays = [(s, s.evidence.removeprefix("scheme: ")) for e in REGISTRY for s in e.spellings if " of " in s.evidence]
    by_russian = [(s, *how.split(" of ", 1)) for s, how in relays if how.startswith("russian/")]
    assert len(by_russian) > 100
    for spelling, scheme, native in by_russian:
        assert spelling.form == whole_in_scheme(parse_scholarly(native), load_scheme(scheme)), native


def test_a_final_alif_maqsura_is_in_the_scholarly_form() -> None:
    for entity in REGISTRY:
        words, native = entity.scholarly.split(), entity.native.split()
        if entity.origin == "Arabic" and len(words) == len(native):
            assert [w[-1] for w, n in zip(words, native, strict=True) if n.endswith("ى")] in ([], ["á"]), entity.id


def test_scholarly_forms_have_one_notation() -> None:
    for entity in REGISTRY:
        if entity.origin == "Hebrew":
            assert not re.search("sh|t[sz]|kh", entity.scholarly), entity.id
        if entity.origin in ("Arabic", "Persian"):
            assert not re.search(r"aiy|(?<![\w-])a[tṯdḏrzsšṣḍṭẓn]-", entity.scholarly), entity.id


@pytest.mark.parametrize(
    ("entity", "scholarly"),
    [
        ("israel_vaknin", "Yiśraʾel Vaqnin"),
        ("arash_keramati", "Āraš Kerāmatī"),
        ("luay_al_ansari", "Luʾayy al-Anṣārī"),
        ("uday_issa", "ʿUdayy ʿĪsá"),
        ("nasir_al_din_al_tusi", "Naṣīr al-Dīn al-Ṭūsī"),
        ("jerusalem", "Yerušalayim"),
        ("acre", "ʿAkko"),
    ],
)
def test_scholarly_forms_that_were_wrong_once(entity: str, scholarly: str) -> None:
    assert REGISTRY.entities[entity].scholarly == scholarly


@pytest.mark.parametrize("wrong", ["Bassem", "Ayed", "Hellal", "Bekir", "Kvaeh", "El Elalamy", "Halil al-Jubouri"])
def test_other_names_and_slips_stay_out(wrong: str) -> None:
    assert not [entity.id for entity in REGISTRY for spelling in entity.spellings if wrong in spelling.form]


@pytest.mark.parametrize("origin", ["Arabic", "Persian"])
def test_people_written_in_another_script_have_several_spellings(origin: str) -> None:
    people = [entity for entity in PEOPLE if entity.origin == origin]
    assert len(people) > 30
    assert [entity.id for entity in people if len(entity.spellings) < 3] == []


def test_an_entity_is_found_by_any_of_its_spellings() -> None:
    assert [entity.id for entity in REGISTRY.named("ali mamluk")] == ["ali_mamlouk"]
    assert [entity.id for entity in REGISTRY.named("Ömer Özkızılcık")] == ["omer_ozkizilcik"]
    assert REGISTRY.named("Nobody At All") == []


def test_a_record_and_an_entity_are_the_same(tmp_path: Path) -> None:
    read(tmp_path, record_of(GOOD))
    assert list(load_registry(tmp_path / "entities.jsonl")) == [GOOD]
    assert join(GOOD.spellings[0].parts) == "Saad Hariri"


def test_faults_are_named_with_their_line(tmp_path: Path) -> None:
    good = record_of(GOOD)
    bad_parts = good | {"spellings": [good["spellings"][0] | {"parts": ["Saad", "Hariri"]}]}
    with pytest.raises(InputError, match=r"entities.jsonl:2: the parts of 'Saad Hariri' do not run along"):
        read(tmp_path, good | {"id": "other"}, bad_parts)
    with pytest.raises(InputError, match=r":2: entity 'saad_al_hariri' stands here a second time"):
        read(tmp_path, good, good)
    with pytest.raises(InputError, match=r":1: 'Saad Hariri' has no stratum"):
        read(tmp_path, good | {"spellings": [good["spellings"][0] | {"stratum": "odd"}]})
    with pytest.raises(InputError, match=r":1: unknown label 'HUMAN'"):
        read(tmp_path, good | {"label": "HUMAN"})
    with pytest.raises(InputError, match=r":1: not an entity; id, label, origin are needed"):
        read(tmp_path, ["saad"])
    (tmp_path / "entities.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r":1: not JSON"):
        load_registry(tmp_path / "entities.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        load_registry(tmp_path / "none.jsonl")


@pytest.mark.parametrize("entity", PEOPLE, ids=lambda entity: entity.id)
def test_strata_are_what_the_forms_show(entity: Entity) -> None:
    told = [s for s in entity.spellings if s.stratum not in ("relay", "exonym")]
    assert [s.stratum for s in told] == [relative_stratum(entity.name, s.parts) for s in told]
