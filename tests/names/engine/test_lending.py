"""Names of a neighbour's people: one word that only the own language has decides."""

from __future__ import annotations

import numpy as np
import pytest

from allonym.names.engine.fits import origin_weights
from allonym.names.engine.lending import with_lent
from allonym.names.engine.spell import spell
from allonym.names.engine.written import read


def test_a_lender_s_names_fit_a_little_and_nobody_else_s() -> None:
    found = with_lent(np.array([4.0, -6.0, -6.0]), ("Russian", "Ukrainian", "Greek"))
    assert found[0] == pytest.approx(4.0, abs=0.2)
    assert 2.0 < found[1] < found[0]
    assert found[2] == pytest.approx(-6.0, abs=0.2)


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("Mykhailo Fedorov", "Ukrainian"),
        ("Mykola Azarov", "Ukrainian"),
        ("Serhii Petrov", "Ukrainian"),
        ("Oleksandr Smirnov", "Ukrainian"),
        ("Robert Kocharyan", "Armenian"),
        ("Jalal Talabani", "Kurdish"),
        ("Sergei Lavrov", "Russian"),
        ("Nikolai Petrov", "Russian"),
        ("Robert Taylor", ""),
    ],
)
def test_a_word_of_one_language_decides_against_one_of_several(name: str, origin: str) -> None:
    weights = origin_weights(read(name))
    assert max(weights, key=lambda one: weights[one]) == origin


def test_two_origins_that_stay_likely_both_keep_forms() -> None:
    schemes = {one.scheme.partition("/")[0] for one in spell("Mykola Azarov", top=50).spellings}
    assert {"russian", "ukrainian"} <= schemes
