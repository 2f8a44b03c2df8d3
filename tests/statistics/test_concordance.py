from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from allonym.statistics.concordance import kendall


@given(st.permutations(range(6)))
def test_without_ties_it_is_scipys(order: list[int]) -> None:
    one, two = np.arange(6.0), np.array(order, float)
    assert np.isclose(kendall(one, two), kendalltau(one, two).statistic)


def test_rows_are_taken_one_by_one_and_a_tie_is_neither() -> None:
    one, two = np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([[1.0, 2.0], [3.0, 3.0]])
    assert kendall(one, two).tolist() == [1, 0]
