"""The bootstrap against full enumeration, against scipy and against itself."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from allonym.statistics import Resampler, interval, resample, resampling
from allonym.statistics.resampling import percentiles
from tests.statistics.measures import MicroF1, Rate, some_counts


def weights(groups: Any, replicates: int = 2_000) -> Any:
    """The resample weights themselves: totals of counts that mark one unit each."""
    return resample(np.eye(len(groups), dtype=np.int64), groups, replicates=replicates).replicates


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_resample_has_as_many_groups_and_from_each_as_many_units(groups: list[int]) -> None:
    drawn = weights(groups, 50)
    _, index, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    times = np.stack([drawn[:, index == group].sum(axis=1) for group in range(len(sizes))], axis=1) / sizes
    assert (times == times.round()).all()
    assert (times.sum(axis=1) == len(sizes)).all()


def test_units_without_groups_are_drawn_with_replacement_with_the_right_frequencies() -> None:
    drawn, times = np.unique(weights(range(3), 100_000), axis=0, return_counts=True)
    expected = dict.fromkeys(map(tuple, drawn.tolist()), 0.0)
    for way in product(range(3), repeat=3):
        expected[tuple(np.bincount(way, minlength=3).tolist())] += 100_000 / 27
    assert len(drawn) == 10
    assert scipy.stats.chisquare(times, list(expected.values())).pvalue > 0.001


def test_two_levels_agree_with_the_enumeration_of_every_draw_of_documents_and_paragraphs() -> None:
    values = np.array([[1, 10], [2, 10], [7, 10], [0, 10], [5, 10]])
    groups = np.array([0, 0, 1, 2, 2])
    paragraphs = [values[groups == group, 0] for group in range(3)]
    expected: dict[float, float] = {}
    for documents in product(range(3), repeat=3):
        draws = [list(product(paragraphs[d], repeat=len(paragraphs[d]))) for d in documents]
        for chosen in product(*draws):
            found, units = sum(map(sum, chosen)), sum(map(len, chosen))
            chance = 1 / 27 / np.prod([len(draw) for draw in draws])
            expected[found / units / 10] = expected.get(found / units / 10, 0) + chance
    support = np.array(sorted(expected))
    drawn = resample(values, groups, replicates=60_000).values(Rate())
    assert set(np.round(drawn, 9)) <= set(np.round(support, 9))
    share = np.array([np.isclose(drawn, value).mean() for value in support])
    chances = np.array([expected[value] for value in support])
    assert np.abs(share.cumsum() - chances.cumsum()).max() < 1.63 / np.sqrt(60_000)


def test_it_agrees_with_scipy_on_a_ratio_of_sums() -> None:
    counts = some_counts(3, 60, labels=3)
    measure = MicroF1()

    def statistic(units: Any, axis: int) -> Any:
        return measure(np.moveaxis(counts[units], axis - 2 if axis < 0 else axis, 0).sum(axis=0))

    theirs = scipy.stats.bootstrap(
        (np.arange(60),), statistic, n_resamples=20_000, batch=1_000, method="percentile", rng=1
    ).confidence_interval
    ours = interval(counts, None, measure, replicates=20_000)
    assert ours.value == pytest.approx(measure(counts.sum(axis=0)))
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.004)


def test_totals_equal_those_of_scoring_each_resample_again() -> None:
    counts = some_counts(5, 30, labels=4, largest=50)
    groups = np.repeat(np.arange(10), 3)
    drawn = weights(groups, 200)
    again = np.stack([np.repeat(counts, row, axis=0).sum(axis=0) for row in drawn])
    assert (resample(counts, groups, replicates=200).replicates == again).all()


@pytest.mark.parametrize("largest", [3, 2**22, 2**40])
def test_integers_stay_exact_whatever_their_size(largest: int) -> None:
    counts = np.random.default_rng(1).integers(0, largest, (40, 2)) | 1
    drawn = weights(range(40), 100).astype(object)
    assert (resample(counts, None, replicates=100).replicates == drawn @ counts.astype(object)).all()


def test_sums_that_no_float_holds_are_refused() -> None:
    with pytest.raises(OverflowError, match="not exact"):
        resample(np.full((4, 1), 2**52), None)


def test_a_model_has_the_same_resamples_alone_and_beside_others() -> None:
    one, two = some_counts(1, 12, 2), some_counts(2, 12, 2)
    groups = np.repeat([0, 1, 2], 4)
    both = resample(np.stack([one, two], axis=1), groups, replicates=500)
    assert (both[1].replicates == resample(two, groups, replicates=500).replicates).all()
    assert both[0].interval(MicroF1()) == interval(one, groups, MicroF1(), replicates=500)


def test_the_seed_decides() -> None:
    counts = some_counts(1, 12)
    assert interval(counts, None, MicroF1()) == interval(counts, None, MicroF1())
    assert interval(counts, None, MicroF1(), seed=8) != interval(counts, None, MicroF1())


def test_five_documents_say_that_their_resamples_are_few() -> None:
    five = interval(some_counts(1, 20), np.repeat(range(5), 4), MicroF1())
    assert (five.n, five.distinct, five.caution) == (5, 126, "only 126 distinct resamples of 5")
    many = interval(some_counts(1, 20), None, MicroF1())
    assert (many.n, many.distinct, many.caution) == (20, 10_000, "")


def test_a_measure_that_is_not_defined_has_no_interval() -> None:
    nothing = interval(np.zeros((6, 2), dtype=int), None, Rate())
    assert np.isnan([nothing.value, nothing.low, nothing.high]).all()


def test_replicates_in_which_it_is_not_defined_are_left_out() -> None:
    rare = interval(np.array([[1, 1], [0, 0], [0, 0]]), None, Rate())
    assert (rare.value, rare.low, rare.high) == (1.0, 1.0, 1.0)


def test_no_units_at_all_have_no_interval() -> None:
    empty = interval(np.zeros((0, 2), dtype=int), None, Rate())
    assert np.isnan(empty.value)
    assert empty.n == 0


def test_several_numbers_at_once_have_the_intervals_that_they_have_alone() -> None:
    counts = some_counts(9, 30, labels=3)
    drawn = resample(counts, np.repeat(range(6), 5), replicates=1_000)
    together = drawn.intervals(lambda c: np.stack([MicroF1()(c), MicroF1()(c[..., :1, :])], axis=-1))
    assert together == [drawn.interval(MicroF1()), drawn[:1].interval(MicroF1())]


@given(st.lists(st.floats(0, 1) | st.just(float("nan")), min_size=1, max_size=30))
def test_percentiles_are_numpys(values: list[float]) -> None:
    ours = [bound.item() for bound in percentiles(np.array(values)[:, None])]
    defined = [value for value in values if not np.isnan(value)]
    theirs = np.quantile(defined, [0.025, 0.975]).tolist() if defined else [np.nan, np.nan]
    assert ours == pytest.approx(theirs, nan_ok=True)


def test_large_sets_of_weights_are_drawn_again_and_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = some_counts(1, 50), some_counts(2, 50)
    kept = Resampler(np.arange(50) // 5)
    expected = [kept.resample(counts).replicates for counts in (one, two)]
    monkeypatch.setattr(resampling, "_KEPT", 0)
    drawn = Resampler(np.arange(50) // 5)
    for counts, replicates in zip((one, two), expected, strict=True):
        assert (drawn.resample(counts).replicates == replicates).all()


def test_groups_of_another_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 units"):
        resample(np.zeros((3, 1), dtype=int), [1, 2])
