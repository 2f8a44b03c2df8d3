from __future__ import annotations

from collections import Counter, defaultdict

from allonym.corpus.load import corpus_names, load_corpus
from allonym.names.folds import skeleton
from allonym.names.registry import load_registry
from allonym.probes.unseen import SITES, people, probe
from allonym.probes.values import Probed, Skipped

REGISTRY = load_registry()


def probed(name: str) -> list[Probed]:
    return list(probe(load_corpus(name), REGISTRY, Skipped()))


def test_the_frozen_people_are_enough_and_nobody_of_the_gold() -> None:
    known = {skeleton(entity.printed) for entity in REGISTRY}
    assert len(people()) >= 230
    assert all(3 <= len(person.spellings) <= 5 and person.fictional for person in people())
    assert not known & {skeleton(person.printed) for person in people()}
    assert Counter(person.origin for person in people()).keys() == {"Arabic", "Persian", "Russian", "Turkish"}


def test_stress_texts_give_everybody_three_sites_of_different_kinds() -> None:
    slots: dict[str, set[str]] = defaultdict(set)
    paragraphs: dict[str, set[tuple[str, int]]] = defaultdict(set)
    pairs = 0
    for one in probed("stress"):
        first = one.pairs[0].site
        paragraphs[first.entity].add((first.document, first.paragraph))
        slots[first.entity] |= {pair.site.slot for pair in one.pairs}
        pairs += len(one.pairs)
    assert pairs >= 1000
    assert len(slots) == len(people())
    assert max(len(found) for found in paragraphs.values()) == SITES
    assert sum(len(found) == SITES for found in paragraphs.values()) > 200


def test_the_person_stands_where_somebody_else_stood() -> None:
    for one in probed("stress"):
        for pair in one.pairs:
            assert one.original[slice(*pair.before)] == pair.printed
            assert one.text[slice(*pair.after)] == pair.form
            assert pair.printed != pair.form


def test_a_corpus_that_is_too_small_for_all_says_who_is_left_out() -> None:
    skipped = Skipped()
    used = {p.pairs[0].site.entity for p in probe(load_corpus("retellings"), REGISTRY, skipped)}
    left = {person for (reason, person) in skipped if reason.startswith("no paragraphs with other slots")}
    assert "retellings" in corpus_names()
    assert len(left) > 200
    assert not used & left
