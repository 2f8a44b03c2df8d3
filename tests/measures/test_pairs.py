from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from allonym.measures import measure, measures
from allonym.measures.consistency import consistency
from allonym.measures.control_gap import control_gap
from allonym.measures.pairs import PairsBuilder, joined
from allonym.probes.values import Pair, Probed, Site


def probed(site: int, scheme: str, spelling: str = "Aly Mamluk") -> Probed:
    place = Site("c", "d", 0, site, "PER", "ali", "Arabic", "running")
    pair = Pair(place, "Ali Mamlouk", (0, 11), spelling, (0, len(spelling)), spelling, scheme, "vowels")
    return Probed("respell", "Ali Mamlouk", spelling, (), (pair,))


def test_a_table_keeps_what_tells_pairs_apart() -> None:
    builder = PairsBuilder()
    builder.add(probed(0, "attested"), ["found"], ["missed"], 2)
    builder.add(probed(1, "arabic/german"), ["missed"], ["found"], 0)
    pairs = builder.build()
    assert len(pairs) == 2
    assert pairs.present("scheme") == ["arabic/german", "attested"]
    assert pairs.where("scheme", "attested").found.tolist() == [False]
    assert pairs.values["operations"] == ("vowels",)
    assert measure("spelling.spurious").compute(pairs).value == 1
    assert len(pairs.where("scheme", "unknown")) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_groups_and_parts_are_those_that_a_dictionary_makes(places: list[tuple[int, int]]) -> None:
    builder = PairsBuilder()
    for site, scheme in places:
        builder.add(probed(site, f"s{scheme}"), ["found"], ["found"], 0)
    pairs = builder.build()
    group, first = pairs.groups("scheme", "site")
    seen: dict[tuple[int, int], int] = {}
    for at, number in enumerate(group.tolist()):
        key = (int(pairs.codes["scheme"][at]), int(pairs.codes["site"][at]))
        assert seen.setdefault(key, number) == number
        assert pairs.codes["site"][first[number]] == key[1]
    assert len(seen) == len(first)
    parts = dict(pairs.parts("scheme"))
    assert list(parts) == pairs.present("scheme") == sorted({f"s{scheme}" for _, scheme in places})
    for scheme, part in parts.items():
        assert (part.codes["site"] == pairs.where("scheme", scheme).codes["site"]).all()


def test_joined_tables_number_their_values_anew() -> None:
    one, two = PairsBuilder(), PairsBuilder()
    one.add(probed(0, "a"), ["found"], ["found"], 0)
    two.add(probed(1, "b"), ["found"], ["missed"], 0)
    both = joined([one.build(), two.build(), PairsBuilder().build()])
    assert [both.values["scheme"][code] for code in both.codes["scheme"]] == ["a", "b"]
    assert both.found.tolist() == [True, False]


def test_measures_of_nothing_are_not_numbers() -> None:
    empty = PairsBuilder().build()
    assert all(np.isnan(one.compute(empty).value) and one.compute(empty).n == 0 for one in measures("pairs"))


def test_the_gap_is_over_the_sites_that_both_have() -> None:
    respelled, controlled = PairsBuilder(), PairsBuilder()
    for site, result in ((0, "found"), (1, "missed"), (2, "missed")):
        respelled.add(probed(site, "attested"), ["found"], [result], 0)
    for site, result in ((0, "found"), (1, "found"), (9, "missed")):
        controlled.add(probed(site, "control/english"), ["found"], [result], 0)
    gap = control_gap(respelled.build(), controlled.build())
    assert gap.counts.sum(axis=0).tolist() == [2, 2, 1, 2]
    assert gap.value == 0.5


def test_entities_with_one_mention_say_nothing_about_consistency() -> None:
    assert consistency([("a", "x", True)]) == {"all": 0, "some": 0, "none": 0}
