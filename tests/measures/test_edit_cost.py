"""The cost of an edit, on tables in which it is known."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from allonym.match.mentions import FOUND, MISSED
from allonym.measures.edit_cost import Edits, edits
from allonym.measures.pairs import FACTORS, NUMBERS, Pairs, joined
from allonym.measures.ratio import divide
from allonym.statistics import resample


def table(*rows: tuple[str, int, int], entities: int = 20) -> Pairs:
    """Rows (operations, found, lost) repeated for each entity; every original is found."""
    kinds = [operations for operations, _, _ in rows]
    codes: dict[str, list[int]] = {factor: [] for factor in FACTORS}
    after: list[int] = []
    for entity in range(entities):
        for kind, (_, found, lost) in enumerate(rows):
            for result in [FOUND] * found + [MISSED] * lost:
                after.append(result)
                for factor in FACTORS:
                    codes[factor].append({"entity": entity, "site": entity, "operations": kind}.get(factor, 0))
    values = dict.fromkeys(FACTORS, ("",)) | {"operations": tuple(kinds)}
    values |= {factor: tuple(map(str, range(entities))) for factor in ("entity", "site")}
    n = len(after)
    return Pairs(
        codes=MappingProxyType({factor: np.array(column) for factor, column in codes.items()}),
        values=MappingProxyType(values),
        numbers=MappingProxyType(
            dict.fromkeys(NUMBERS, np.zeros(n, np.int64)) | {"before": np.full(n, FOUND), "after": np.array(after)}
        ),
    )


def costs(pairs: Pairs) -> dict[str, float]:
    known = edits(pairs)
    assert known is not None
    return dict(zip(known.operations, known.costs(known.counts.sum(axis=0)).tolist(), strict=True))


def test_one_operation_costs_what_the_table_says() -> None:
    pairs = table(("hyphen", 1, 1), ("diacritics", 8, 0))
    assert costs(pairs) == pytest.approx({"hyphen": 0.5, "diacritics": 0}, abs=0.02)
    known = edits(pairs)
    assert known is not None
    assert dict(zip(known.operations, known.n.tolist(), strict=True))["hyphen"] == 40


def test_an_operation_that_comes_with_another_is_not_blamed_for_it() -> None:
    rows = (("hyphen", 1, 1), ("diacritics+hyphen", 3, 3), ("diacritics", 6, 0))
    assert costs(table(*rows)) == pytest.approx({"hyphen": 0.5, "diacritics": 0}, abs=0.03)


def test_the_interval_takes_entities_as_units() -> None:
    alike = table(("hyphen", 1, 1))
    found, lost = table(("hyphen", 2, 0), entities=10), table(("hyphen", 0, 2), entities=10)
    widths = []
    for pairs in (alike, joined([found, renamed(lost)])):
        known = edits(pairs)
        assert known is not None
        (one,) = resample(known.counts, replicates=500).intervals(known.costs)
        assert one.value == pytest.approx(0.5, abs=0.02)
        widths.append(one.high - one.low)
    assert widths[1] > 3 * (widths[0] + 0.01)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=4))
def test_costs_are_those_of_scikit_learns_regression(outcomes: list[tuple[int, int]]) -> None:
    design = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    counts = np.array([outcomes])
    ours = Edits(("hyphen", "vowels"), design, counts).costs(counts[0])
    if (counts.sum(axis=(0, 1)) == 0).any():
        assert np.isnan(ours).all()
        return
    model = LogisticRegression(C=100.0, solver="newton-cholesky", tol=1e-10, max_iter=500)
    model.fit(np.tile(design, (2, 1)), np.repeat([0, 1], 4), sample_weight=counts[0].T.reshape(-1))
    n = counts[0].sum(axis=1)
    for place in range(2):
        without = design.copy()
        without[:, place] = 0
        having = n * design[:, place]
        change = model.predict_proba(without)[:, 1] - model.predict_proba(design)[:, 1]
        assert ours[place] == pytest.approx(float(divide((change * having).sum(), having.sum())), abs=1e-5, nan_ok=True)


def test_many_totals_are_fitted_as_each_alone() -> None:
    known = edits(table(("hyphen", 1, 1), ("diacritics+hyphen", 2, 1), ("diacritics", 3, 1)))
    assert known is not None
    totals = np.random.default_rng(3).integers(0, 40, (2_300, *known.counts.shape[1:]))
    together = known.costs(totals)
    assert together.shape == (2_300, 2)
    for row in (0, 999, 1_000, 2_299):
        assert known.costs(totals[row]) == pytest.approx(together[row], abs=1e-9)


def renamed(pairs: Pairs) -> Pairs:
    values = {f: tuple(f"other {v}" for v in vs) if f in ("entity", "site") else vs for f, vs in pairs.values.items()}
    return Pairs(pairs.codes, MappingProxyType(values), pairs.numbers)


def test_nothing_is_said_of_rare_operations_and_of_models_that_find_nothing() -> None:
    assert edits(table(("hyphen", 1, 0), entities=5)) is None
    assert np.isnan(costs(table(("hyphen", 1, 0)))["hyphen"])
    assert edits(joined([])) is None
