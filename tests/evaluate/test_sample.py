"""What a run asks without --full: press spellings and English names, of places drawn by where they are."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from allonym.corpus.load import load_corpus
from allonym.evaluate.plan import plan
from allonym.evaluate.sample import PLACES_ELSEWHERE, place_of
from allonym.probes.control import NAMES
from allonym.probes.values import Probed


@cache
def asked(corpus: str, *, full: bool = False) -> list[Probed]:
    return list(plan([load_corpus(corpus)], full=full).stream())


def pressed(some: list[Probed]) -> set[str]:
    return {
        one.text
        for one in some
        if one.probe == "respell" and one.pairs[0].register == "press" and one.pairs[0].site.label == "PER"
    }


def test_the_headline_needs_people_and_no_library_and_no_nonsense() -> None:
    few, every = (asked("retellings", full=full) for full in (False, True))
    registers = {pair.register for one in few for pair in one.pairs}
    assert registers == {"press", "marks", "capitals", ""}
    assert {pair.scheme for one in few if one.probe == "control" for pair in one.pairs} == {"control/english"}
    assert {pair.site.label for one in few for pair in one.pairs} == {"PER"}
    assert registers < {pair.register for one in every for pair in one.pairs}
    assert pressed(few) == pressed(every)  # there are fewer places than are drawn


def test_six_english_names_stand_where_people_were_respelled_and_nowhere_else() -> None:
    some = asked("stress")
    english = Counter(place_of(one) for one in some if one.probe == "control")
    assert set(english.values()) == {NAMES} == {6}
    assert set(english) < {place_of(one) for one in some if one.probe == "respell"}


def test_places_are_drawn_where_there_are_many_and_their_number_is_told() -> None:
    made = plan([load_corpus("stress")])
    places: dict[str, set[str]] = {}
    for one in made.stream():
        places.setdefault(one.probe, set()).add(place_of(one))
    assert {probe: len(drawn) for probe, drawn in places.items()} == PLACES_ELSEWHERE
    assert {part: kept for part, (kept, _) in made.sampled.items()} == {
        f"stress/{probe}": kept for probe, kept in PLACES_ELSEWHERE.items()
    }
    assert all(kept < whole for kept, whole in made.sampled.values())
    assert plan([load_corpus("stress")], full=True).sampled == {}


def test_a_smaller_draw_is_a_part_of_a_larger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    larger = {place_of(one) for one in asked("stress") if one.probe == "respell"}
    monkeypatch.setitem(PLACES_ELSEWHERE, "respell", 20)
    smaller = {place_of(one) for one in plan([load_corpus("stress")]).stream() if one.probe == "respell"}
    assert smaller < larger
    assert len(smaller) == 20


def test_what_is_asked_is_the_same_where_it_is_too_much_to_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allonym.evaluate.plan._MOST_HELD", 10)
    assert list(plan([load_corpus("stress")]).stream()) == asked("stress")
