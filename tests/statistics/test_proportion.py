from __future__ import annotations

import pytest
import scipy.stats

from allonym.statistics import exact_interval


@pytest.mark.parametrize("n", [1, 2, 5, 20, 63])
def test_it_is_scipys_for_every_number_found(n: int) -> None:
    for found in range(n + 1):
        theirs = scipy.stats.binomtest(found, n).proportion_ci(method="exact")
        assert exact_interval(found, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
