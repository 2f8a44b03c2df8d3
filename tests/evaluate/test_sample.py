"""What a run asks without --full: press spellings and English names, of places drawn by where they are."""

from __future__ import annotations

from allonym.corpus.load import load_corpus
from allonym.evaluate.plan import plan
from allonym.evaluate.sample import place_of
from allonym.probes.values import Probed


def asked(*corpora: str, full: bool = False) -> list[Probed]:
    return list(plan([load_corpus(name) for name in corpora], full=full).stream())


def pressed(some: list[Probed]) -> set[str]:
    return {one.text for one in some if one.probe == "respell" and one.pairs[0].register == "press"}


def test_the_headline_needs_no_library_and_no_nonsense() -> None:
    few, every = (asked("retellings", full=full) for full in (False, True))
    registers = {pair.register for one in few for pair in one.pairs}
    assert registers == {"press", "marks", "capitals", ""}
    assert {pair.scheme for one in few if one.probe == "control" for pair in one.pairs} == {"control/english"}
    assert registers < {pair.register for one in every for pair in one.pairs}
    press = [
        {one.text for one in some if one.probe == "respell" and one.pairs[0].register == "press"}
        for some in (few, every)
    ]
    assert press[0] == press[1]  # of texts that read like news every place


def test_places_are_drawn_where_there_are_many_and_their_number_is_told() -> None:
    made = plan([load_corpus("stress")])
    places: dict[str, set[str]] = {}
    for one in made.stream():
        places.setdefault(f"{one.pairs[0].site.corpus}/{one.probe}", set()).add(place_of(one))
    kept = {part: kept for part, (kept, _) in made.sampled.items()}
    assert {part: len(drawn) for part, drawn in places.items()} == kept
    assert len(places["stress/control"] & places["stress/respell"]) > 100  # the same ones, wherever both ask
    assert made.sampled["stress/control"][0] < made.sampled["stress/control"][1]
    assert plan([load_corpus("stress")], full=True).sampled == {}
