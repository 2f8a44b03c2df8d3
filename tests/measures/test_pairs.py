from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.match.mentions import FOUND, MISSED
from allonym.measures import measure, measures
from allonym.measures.found import consistency
from allonym.measures.pairs import Judged, Pairs, PairsBuilder, joined
from allonym.probes.values import Pair, Probed, Site


def judged(outcome: str) -> Judged:
    return Judged([outcome], {"PER": (int(outcome == "found"), 1)})


def add(builder: PairsBuilder, one: Probed, before: str, after: str, spurious: int = 0) -> None:
    builder.add(one, judged(before), judged(after), spurious)


def probed(site: int, scheme: str, spelling: str = "Aly Mamluk") -> Probed:
    place = Site("c", "d", 0, site, "PER", "ali", "Arabic", "running")
    pair = Pair(place, "Ali Mamlouk", (0, 11), spelling, (0, len(spelling)), spelling, scheme, "vowels")
    return Probed("respell", "Ali Mamlouk", spelling, (), (pair,))


def test_a_table_keeps_what_tells_pairs_apart() -> None:
    builder = PairsBuilder()
    add(builder, probed(0, "attested"), "found", "missed", 2)
    add(builder, probed(1, "arabic/german"), "missed", "found", 0)
    pairs = builder.build()
    assert len(pairs) == 4  # each site has its printed form too
    assert pairs.printed.tolist() == [True, False, True, False]
    assert pairs.present("scheme") == ["arabic/german", "attested"]
    assert pairs.where("scheme", "attested").put.found.tolist() == [False]
    assert pairs.where("scheme", "attested").found.tolist() == [True, False]
    assert pairs.values["operations"] == ("", "vowels")
    assert measure("spelling.spurious").compute(pairs).value == 1
    assert len(pairs.where("scheme", "unknown")) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_groups_and_parts_are_those_that_a_dictionary_makes(places: list[tuple[int, int]]) -> None:
    builder = PairsBuilder(printed=False)
    for site, scheme in places:
        add(builder, probed(site, f"s{scheme}"), "found", "found", 0)
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
    one, two = PairsBuilder(printed=False), PairsBuilder(printed=False)
    add(one, probed(0, "a"), "found", "found", 0)
    add(two, probed(1, "b"), "found", "missed", 0)
    both = joined([one.build(), two.build(), PairsBuilder().build()])
    assert [both.values["scheme"][code] for code in both.codes["scheme"]] == ["a", "b"]
    assert both.found.tolist() == [True, False]


def test_measures_of_nothing_are_not_numbers() -> None:
    empty = PairsBuilder().build()
    for one in measures("pairs"):
        terms = one.compute(*(empty for _ in one.tables))
        assert np.isnan(terms.value)
        assert terms.n == 0


def spelled(*forms: tuple[str, str]) -> Pairs:
    """A mention found as printed, with the outcome of each other form."""
    builder = PairsBuilder()
    for form, outcome in forms:
        add(builder, probed(0, form, form), "found", outcome)
    return builder.build()


def test_forms_that_make_one_paragraph_are_one_and_the_press_names_it() -> None:
    pairs = spelled(("Asad", "missed"), ("Assad el", "found"))
    twice = joined([pairs, pairs])
    assert len(twice.distinct()) == 3
    assert len(twice) == 6


def test_a_mention_by_hand() -> None:
    # Printed and one other are found, two are not: of the six pairs one is found both ways, one not at all.
    pairs = spelled(("Aly", "found"), ("Ely", "missed"), ("Ali M", "label"))
    values = {one.name: one.compute(pairs).value for one in measures("pairs") if one.tables == ("pairs",)}
    assert values["spelling.both"] == pytest.approx(1 / 6)
    assert values["spelling.all@2"] == values["spelling.both"]
    assert values["spelling.all@3"] == values["spelling.all@4"] == 0
    assert values["spelling.split"] == pytest.approx(4 / 5)
    assert values["spelling.precision"] == pytest.approx(2 / 4)
    assert values["spelling.f1"] == pytest.approx(2 * (1 / 6) * (1 / 2) / (1 / 6 + 1 / 2))


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=2, max_size=7))
def test_draws_are_all_sets_by_the_product_of_their_weights(forms: list[tuple[int, bool]]) -> None:
    pairs = spelled(*((f"form {n}", "found" if hit else "missed") for n, (_, hit) in enumerate(forms[1:])))
    weights = np.array([weight for weight, _ in forms], np.int64)
    outcomes = np.array([FOUND if hit else MISSED for _, hit in forms], np.int64)
    pairs = replace(pairs, numbers={**pairs.numbers, "weight": weights, "after": outcomes})
    for k in (2, 3):
        sets = list(combinations(forms, k))
        whole = sum(math.prod(weight for weight, _ in one) for one in sets)
        hits = sum(math.prod(weight for weight, _ in one) for one in sets if all(hit for _, hit in one))
        terms = measure(f"spelling.all@{k}").compute(pairs)
        assert terms.value == pytest.approx(hits / whole if whole else np.nan, nan_ok=True, abs=1e-12)


def test_entities_with_one_mention_say_nothing_about_consistency() -> None:
    assert consistency([("a", "x", True)]) == {"all": 0, "some": 0, "none": 0}
