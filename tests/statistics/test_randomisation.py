"""The permutation test against enumeration in exact fractions and against scipy."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym.statistics import pairwise, randomisation_test
from tests.statistics.measures import MacroF1, MicroF1, Rate, some_counts


def exact(measure: Any, counts: Any) -> Fraction:
    tops, bottoms = (part.ravel().tolist() for part in measure.ratios(counts))
    return sum(map(Fraction, tops, bottoms)) / len(tops)


def enumerated(one: Any, two: Any, measure: Any) -> float:
    """The share of all swaps whose difference is at least as large, in fractions."""
    observed = abs(exact(measure, one.sum(axis=0)) - exact(measure, two.sum(axis=0)))
    ways = list(product([False, True], repeat=len(one)))
    reached = 0
    for swapped in ways:
        mask = np.array(swapped).reshape(-1, *[1] * (one.ndim - 1))
        first, second = np.where(mask, two, one).sum(axis=0), np.where(mask, one, two).sum(axis=0)
        reached += abs(exact(measure, first) - exact(measure, second)) >= observed
    return reached / len(ways)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.integers(1, 3), st.sampled_from([MicroF1(), MacroF1()]))
def test_it_equals_the_enumeration_in_fractions(seed: int, units: int, labels: int, measure: Any) -> None:
    one, two = some_counts(seed, units, labels), some_counts(seed + 1, units, labels)
    tested = randomisation_test(one, two, None, measure)
    assert tested.exact
    assert tested.p == enumerated(one, two, measure)


def test_ties_that_floats_miss_count() -> None:
    """Among small cases some have a swap whose F1 difference equals the observed one but for its last bit."""
    missed = 0
    for seed in range(150):
        one, two = some_counts(seed, 6, 3), some_counts(seed + 1_000, 6, 3)
        by_floats = randomisation_test(one, two, None, lambda c: MacroF1()(c)).p
        by_integers = randomisation_test(one, two, None, MacroF1()).p
        assert by_floats == by_integers
        missed += naive(one, two) != by_integers
    assert missed


def naive(one: Any, two: Any) -> float:
    swaps = np.array(list(product([0, 1], repeat=len(one))))[..., None, None, None]
    first, second = np.where(swaps, two, one).sum(axis=1)[:, 0], np.where(swaps, one, two).sum(axis=1)[:, 0]
    reached = np.abs(MacroF1()(first) - MacroF1()(second)) >= abs(
        MacroF1()(one.sum(axis=0)) - MacroF1()(two.sum(axis=0))
    )
    return float(reached.mean())


def test_it_agrees_with_scipy_when_all_swaps_are_gone_through() -> None:
    one, two = some_counts(11, 9), some_counts(12, 9)
    both = np.concatenate([one, two])

    def statistic(first: Any, second: Any) -> Any:
        return MicroF1()(both[first].sum(axis=0)) - MicroF1()(both[second].sum(axis=0))

    theirs = scipy.stats.permutation_test(
        (np.arange(9), np.arange(9, 18)), statistic, permutation_type="samples", n_resamples=np.inf
    )
    ours = randomisation_test(one, two, None, MicroF1())
    assert ours.difference == pytest.approx(theirs.statistic)
    assert ours.p == pytest.approx(theirs.pvalue)


def test_drawn_swaps_come_near_all_swaps() -> None:
    one, two = some_counts(21, 12), some_counts(22, 12)
    drawn = randomisation_test(one, two, None, MicroF1(), replicates=4_000)
    assert not drawn.exact
    assert drawn.p == pytest.approx(enumerated(one, two, MicroF1()), abs=0.03)


def test_documents_are_swapped_whole() -> None:
    better, worse = np.tile([1, 1], (30, 1)), np.tile([0, 1], (30, 1))
    assert randomisation_test(better, worse, np.repeat(range(5), 6), Rate()).p == 2 / 2**5
    assert randomisation_test(better, worse, None, Rate()).p == 1 / 10_001


def test_equal_models_are_equal() -> None:
    same = some_counts(1, 30)
    tested = randomisation_test(same, same, None, MicroF1())
    assert (tested.difference, tested.p) == (0.0, 1.0)


def test_the_order_of_the_two_only_turns_the_sign() -> None:
    one, two = some_counts(31, 25, 2), some_counts(32, 25, 2)
    there, back = randomisation_test(one, two, None, MicroF1()), randomisation_test(two, one, None, MicroF1())
    assert (there.difference, there.p) == (-back.difference, back.p)


def test_three_models_at_once_give_what_pairs_give() -> None:
    three = [some_counts(seed, 40, 2) for seed in (41, 42, 43)]
    together = pairwise(three, None, MicroF1())
    assert set(together) == {(0, 1), (0, 2), (1, 2)}
    for (i, j), tested in together.items():
        assert tested == randomisation_test(three[i], three[j], None, MicroF1())


def test_a_measure_that_is_not_defined_has_no_p() -> None:
    zeros = np.zeros((4, 2), dtype=int)
    assert np.isnan(randomisation_test(zeros, zeros, None, Rate()).p)
