from __future__ import annotations

import numpy as np
import pytest

from allonym.statistics import further_groups, pairs_needed, resample
from tests.statistics.measures import Rate


def test_pairs_needed_for_a_five_point_difference() -> None:
    assert pairs_needed(0.10, 0.05) == 312


def test_further_documents_follow_from_the_variance_of_the_difference() -> None:
    random = np.random.default_rng(4)
    found = random.integers(0, 21, (2, 30))
    counts = np.stack([found, np.full((2, 30), 20)], axis=-1)
    both = resample(np.moveaxis(counts, 0, 1), None)
    apart = (found[0] - found[1]) / 20
    needed = apart.var() / apart.mean() ** 2 * (1.959964 + 0.841621) ** 2
    assert needed > 60
    assert further_groups(both[0], both[1], Rate()) == pytest.approx(needed - 30, rel=0.05)


def test_too_few_documents_to_reach_the_level_need_more_however_clear() -> None:
    counts = np.array([[[4, 4], [0, 4]]] * 3)
    both = resample(counts, None)
    assert further_groups(both[0], both[1], Rate()) == 3
    assert further_groups(both[0], both[1], Rate(), alpha=0.01) == 5


def test_equal_models_are_never_separated() -> None:
    same = resample(np.array([[3, 4]] * 3), None)
    assert further_groups(same, same, Rate()) is None


def test_a_difference_that_nobody_could_label_enough_texts_for_is_none() -> None:
    counts = np.array([[[3, 4], [4, 4]], [[4, 4], [3, 4]]] * 300 + [[[10, 10], [9, 10]]])
    both = resample(counts, None)
    assert further_groups(both[0], both[1], Rate()) is None
