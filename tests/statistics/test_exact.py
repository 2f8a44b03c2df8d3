from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

from allonym.statistics import exact_interval, mcnemar
from allonym.statistics.exact import binomial_p


@pytest.mark.parametrize("first", [0, 1, 2, 5, 17, 400])
@pytest.mark.parametrize("second", [0, 1, 3, 5, 18, 450])
def test_p_is_the_exact_binomial_one(first: int, second: int) -> None:
    if first + second:
        assert binomial_p(first, second) == pytest.approx(scipy.stats.binomtest(first, first + second).pvalue, rel=1e-9)


def test_names_on_which_both_agree_do_not_matter() -> None:
    first, second = np.array([True, True, False]), np.array([False, True, True])
    agreeing = np.ones(1_000, dtype=bool)
    assert mcnemar(first, second) == mcnemar(np.concatenate([first, agreeing]), np.concatenate([second, agreeing]))


def test_no_discordant_names_give_one() -> None:
    assert mcnemar([True, False], [True, False]).p == 1.0


def test_names_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="paired"):
        mcnemar([True], [True, False])


@pytest.mark.parametrize("n", [1, 2, 5, 20, 63])
def test_it_is_scipys_for_every_number_found(n: int) -> None:
    for found in range(n + 1):
        theirs = scipy.stats.binomtest(found, n).proportion_ci(method="exact")
        assert exact_interval(found, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
