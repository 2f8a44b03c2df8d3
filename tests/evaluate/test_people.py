"""People whom no registry knows: what is put together, and what is probed, of mentions alone."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

import pytest

from allonym.corpus.values import Corpus
from allonym.evaluate.people import LEAST, MOST, with_people
from allonym.evaluate.plan import Plan, plan
from allonym.names.listing import spelled
from allonym.names.person import person
from allonym.names.registry import Registry, load_registry
from allonym.probes.control import NAMES
from tests.support.people import corpus

TWO = corpus(
    "Khaled Nasser met Olga Petrova. Mr Nasser left; Petrova stayed, and so did K. Nasser's son Omar Haddad.",
    *[(name, "PER", None) for name in ("Khaled Nasser", "Olga Petrova", "Mr Nasser", "Petrova", "K. Nasser's")],
    ("Omar Haddad", "PER", None),
)
ENGLISH = corpus("Harold Carter spoke. Carter left.", ("Harold Carter", "PER", None), ("Carter", "PER", None))


def entities(some: Corpus, own: Registry | None = None) -> list[str | None]:
    (found,), _ = with_people([some], load_registry(), own)
    return [mention.entity for mention in found.documents[0].mentions]


def asked(some: Corpus, own: Registry | None = None) -> Counter[str]:
    return Counter(one.probe for one in plan([some], own=own).stream())


def own(*spellings: str) -> Registry:
    entity = person("Harold Carter", [(form, "listed", "test") for form in spellings])
    return Registry(MappingProxyType({entity.id: entity}))


def test_mentions_of_one_name_in_a_document_are_one_person() -> None:
    first, second = "Khaled Nasser", "Olga Petrova"
    assert entities(TWO) == [first, second, first, second, first, "Omar Haddad"]


def test_titles_and_possessives_stay_where_they_are() -> None:
    (found,), _ = with_people([TWO], load_registry())
    text = found.documents[0].text
    assert text is not None
    assert [one.of(text) for one in found.documents[0].mentions][2:5] == ["Nasser", "Petrova", "K. Nasser"]


def test_the_spellings_are_the_likeliest_of_the_engine() -> None:
    _, known = with_people([TWO], load_registry())
    likely = spelled("Khaled Nasser", register="press", top=MOST).spellings
    mine = [one.form for one in known.entities["Khaled Nasser"].spellings]
    assert mine
    assert mine == [one.form for one in likely if one.weight >= LEAST * likely[0].weight]


@pytest.mark.parametrize(
    "name",
    [
        "Spider",
        "Daniel",
        "Daren",
        "Pam",
        "Al Kavelin",
        "Jubal Early",
        "Ben Player Ben",
        "Eduard Hitzig",
        "Edson Vaz Musa",
    ],
)
def test_a_name_that_only_looks_like_one_of_these_origins_has_no_spellings(name: str) -> None:
    _, known = with_people([corpus(f"{name} left.", (name, "PER", None))], load_registry())
    assert known.entities[name].spellings == ()


@pytest.mark.parametrize("name", ["Saddam", "Zakaria Amara", "Wang Shichong", "Nikita Mikhalkov"])
def test_a_name_of_which_the_lexicon_knows_a_word_has_spellings(name: str) -> None:
    _, known = with_people([corpus(f"{name} left.", (name, "PER", None))], load_registry())
    assert known.entities[name].spellings


def test_every_probe_works_from_mentions_alone() -> None:
    made = plan([TWO])
    assert set(asked(TWO)) == {"respell", "control", "fold", "unseen"} - unseen_needs_more_places(made)
    assert "not in the registry" not in str(made.not_probed)


def unseen_needs_more_places(made: Plan) -> set[str]:
    """A paragraph has few kinds of places, and unseen people need three."""
    return {"unseen"} if "no paragraphs with other slots left" in made.not_probed.get("unseen", {}) else set()


def test_where_nobody_can_be_respelled_english_names_are_still_put() -> None:
    of_probes = asked(ENGLISH)
    assert of_probes["control"] == NAMES
    assert of_probes["respell"] == 0


def test_the_users_registry_is_taken_by_name_and_by_id() -> None:
    assert entities(ENGLISH, own("Herold Carter")) == ["Harold Carter"] * 2
    assert asked(ENGLISH, own("Herold Carter", "Harold Karter"))["respell"] == 2
    by_id = corpus("Harold Carter spoke.", ("Harold Carter", "PER", "q1"))
    registry = Registry(MappingProxyType({"q1": person("Harold Carter", [("Herold Carter", "", "test")], id_="q1")}))
    assert entities(by_id, registry) == ["q1"]


def test_a_name_of_the_users_without_spellings_has_those_of_the_engine() -> None:
    entity = person("Khaled Nasser")
    assert asked(TWO, Registry(MappingProxyType({entity.id: entity}))) == asked(TWO)


def test_what_the_project_knows_is_as_it_was() -> None:
    known = corpus("Ali Mamlouk left.", ("Ali Mamlouk", "PERSON", "ali_mamlouk"))
    (found,), registry = with_people([known], load_registry())
    assert found == known
    assert registry.entities == load_registry().entities
