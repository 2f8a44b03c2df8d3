from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from allonym.statistics import benjamini_hochberg, holm

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@given(P_VALUES)
def test_holm_is_the_closure_of_bonferroni(p_values: list[float]) -> None:
    """A hypothesis falls when Bonferroni rejects each set that holds it (Marcus et al. 1976)."""
    indices = range(len(p_values))
    sets = [s for size in range(1, len(p_values) + 1) for s in combinations(indices, size)]
    expected = [max(min(1.0, len(s) * min(p_values[k] for k in s)) for s in sets if index in s) for index in indices]
    assert holm(p_values).tolist() == pytest.approx(expected)


@given(P_VALUES)
def test_benjamini_hochberg_is_scipys(p_values: list[float]) -> None:
    assert benjamini_hochberg(p_values).tolist() == pytest.approx(
        scipy.stats.false_discovery_control(p_values).tolist()
    )


@pytest.mark.parametrize("correct", [holm, benjamini_hochberg])
def test_what_was_not_tested_is_left_out(correct: object) -> None:
    assert callable(correct)
    table = np.array([[0.01, np.nan], [0.02, 0.5]])
    adjusted = correct(table)
    assert np.isnan(adjusted[0, 1])
    assert adjusted[~np.isnan(table)].tolist() == correct([0.01, 0.02, 0.5]).tolist()
    assert correct([]).tolist() == []
