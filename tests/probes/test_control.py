from __future__ import annotations

from allonym.corpus.load import load_corpus
from allonym.names.registry import load_registry
from allonym.probes.control import ENGLISH, NAMES, OTHERS, probe
from allonym.probes.control import _names as control_names
from allonym.probes.values import Skipped
from tests.support.people import REGISTRY, corpus

MADE = corpus(
    "Saad al-Hariri came to Sidon. Al-Hariri's car left.",
    ("Saad al-Hariri", "PERSON", "saad_al_hariri"),
    ("Sidon", "GPE", "sidon"),
    ("Al-Hariri", "PERSON", "saad_al_hariri"),
)


def test_three_kinds_of_names_stand_in_the_persons_sites() -> None:
    probed = {p.pairs[0].scheme: p for p in probe(MADE, REGISTRY, Skipped())}
    assert set(probed) == {ENGLISH, *(f"control/{kind}" for kind in OTHERS)}
    for one in probed.values():
        given, family = one.pairs[0].spelling.split()
        assert one.text == f"{given} {family} came to Sidon. {family}'s car left."
        assert {pair.site.entity for pair in one.pairs} == {"saad_al_hariri"}


def test_six_english_names_stand_in_each_place_and_no_two_make_one_text() -> None:
    english = [p for p in probe(MADE, REGISTRY, Skipped()) if p.pairs[0].scheme == ENGLISH]
    assert len(english) == len({p.text for p in english}) == NAMES
    assert all(len({pair.form for p in english for pair in p.pairs if pair.site.index == at}) == NAMES for at in (0, 2))


def test_nonsense_has_the_length_of_the_printed_parts() -> None:
    nonsense = next(p for p in probe(MADE, REGISTRY, Skipped()) if p.pairs[0].scheme == "control/nonsense")
    assert [len(word) for word in nonsense.pairs[0].spelling.split()] == [len("Saad"), len("Hariri")]


def test_the_draw_depends_on_the_site_alone() -> None:
    assert list(probe(MADE, REGISTRY, Skipped())) == list(probe(MADE, REGISTRY, Skipped()))


def test_the_shipped_stress_texts_are_controlled_in_sites_that_respell_has() -> None:
    from allonym.probes.respell import probe as respell

    registry, stress = load_registry(), load_corpus("stress")
    respelled = {pair.site for p in respell(stress, registry, Skipped()) for pair in p.pairs}
    controlled = {pair.site for p in probe(stress, registry, Skipped()) for pair in p.pairs}
    assert len(controlled & respelled) > 400


def test_a_and_an_agree_with_the_name_that_follows() -> None:
    made = corpus("He met a Hariri ally and a Hariri foe.", ("Hariri", "PERSON", "saad_al_hariri"))
    for one in probe(made, REGISTRY, Skipped()):
        family = one.pairs[0].form
        article = "an" if family[0] in "AEIOU" else "a"
        assert one.text == f"He met {article} {family} ally and a Hariri foe."
        assert one.text[slice(*one.pairs[0].after)] == family


def test_nobody_famous_and_no_word_is_drawn() -> None:
    names = control_names()
    assert {"Michael Johnson", "Robert Smith"} <= set(names["easy"]["famous"])
    for kind in ("english", "easy"):
        for full in names[kind]["famous"]:
            given, family = full.split()
            assert given in names[kind]["given"], full
            assert family in names[kind]["family"], full
    stress = load_corpus("stress")
    drawn = {p.pairs[0].spelling for p in probe(stress, load_registry(), Skipped())}
    assert not drawn & {*names["easy"]["famous"], *names["english"]["famous"]}
    assert not {word for name in drawn for word in name.split()} & set(names["nonsense"]["avoid"])
