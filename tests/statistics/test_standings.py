from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from allonym.statistics import standings
from allonym.statistics.standings import kendall
from tests.statistics.measures import Rate


def found(*shares: int) -> np.ndarray:
    """Found of ten names in each document."""
    return np.array([[share, 10] for share in shares])


@pytest.fixture(scope="module")
def table() -> dict[str, np.ndarray]:
    wave = np.arange(12) % 2
    return {
        "low": found(*[3] * 12),
        "high": found(*[9] * 12),
        "nearly": found(*(8 + 2 * wave)),
        "middle": found(*[5] * 12),
    }


def test_models_stand_in_tiers_with_letters_of_those_they_beat(table: dict[str, np.ndarray]) -> None:
    result = standings(table, None, Rate())
    assert [(m.model, m.letter, m.tier, m.better_than) for m in result.models] == [
        ("high", "a", 1, ("c", "d")),
        ("nearly", "b", 1, ("c", "d")),
        ("middle", "c", 2, ("d",)),
        ("low", "d", 3, ()),
    ]
    assert result.models[2].interval.value == 0.5


def test_pairs_say_what_would_separate_them(table: dict[str, np.ndarray]) -> None:
    pairs = {(p.better, p.worse): p for p in standings(table, None, Rate()).pairs}
    assert len(pairs) == 6
    apart, alike = pairs["high", "middle"], pairs["high", "nearly"]
    assert apart.p == 2 / 2**12
    assert apart.p < apart.p_holm <= 0.05
    assert apart.further == 0
    assert alike.further is None


def test_five_documents_separate_nothing_and_say_how_many_would() -> None:
    result = standings({"good": found(*[9] * 5), "bad": found(*[1] * 5)}, None, Rate())
    (pair,) = result.pairs
    assert pair.p == 2 / 2**5
    assert [m.tier for m in result.models] == [1, 1]
    assert pair.further == 1


def test_the_documents_that_would_tell_suffice_after_the_correction() -> None:
    shares = {"a": 9, "b": 7, "c": 4, "d": 1}
    five = standings({name: found(*[share] * 5) for name, share in shares.items()}, None, Rate())
    further = {pair.further for pair in five.pairs}
    assert further == {3}  # 2 / 2**8 is the first p that Holm's correction over six pairs leaves below 0.05
    for more, tiers in ((2, [1, 1, 1, 1]), (3, [1, 2, 3, 4])):
        told = standings({name: found(*[share] * (5 + more)) for name, share in shares.items()}, None, Rate())
        assert [model.tier for model in told.models] == tiers


def test_one_model_stands_alone() -> None:
    (only,) = standings({"m": found(1, 2)}, None, Rate()).models
    assert (only.letter, only.tier, only.better_than) == ("a", 1, ())


def test_a_model_without_a_value_stands_last() -> None:
    result = standings({"empty": np.zeros((7, 2), dtype=int), "some": found(*[1] * 7)}, None, Rate())
    assert [m.model for m in result.models] == ["some", "empty"]
    assert [m.tier for m in result.models] == [1, 1]


@given(st.permutations(range(6)))
def test_without_ties_it_is_scipys(order: list[int]) -> None:
    one, two = np.arange(6.0), np.array(order, float)
    assert np.isclose(kendall(one, two), kendalltau(one, two).statistic)


def test_rows_are_taken_one_by_one_and_a_tie_is_neither() -> None:
    one, two = np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([[1.0, 2.0], [3.0, 3.0]])
    assert kendall(one, two).tolist() == [1, 0]
