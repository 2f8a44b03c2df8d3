"""The cost of an edit, on tables in which it is known."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest

from bench.match.outcome import FOUND, MISSED
from bench.measures.edit_cost import edit_costs
from bench.measures.pairs import FACTORS, Pairs, joined


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
        before=np.full(n, FOUND),
        after=np.array(after),
        spurious=np.zeros(n, np.int64),
        leads=np.ones(n, bool),
    )


def test_one_operation_costs_what_the_table_says() -> None:
    costs = {c.operation: c for c in edit_costs(table(("hyphen", 1, 1), ("diacritics", 8, 0)), replicates=20)}
    assert costs["hyphen"].cost == pytest.approx(0.5, abs=0.02)
    assert costs["diacritics"].cost == pytest.approx(0, abs=0.02)
    assert costs["hyphen"].n == 40
    assert costs["hyphen"].low <= costs["hyphen"].cost <= costs["hyphen"].high


def test_an_operation_that_comes_with_another_is_not_blamed_for_it() -> None:
    rows = (("hyphen", 1, 1), ("diacritics+hyphen", 3, 3), ("diacritics", 6, 0))
    costs = {c.operation: c.cost for c in edit_costs(table(*rows), replicates=5)}
    assert costs["hyphen"] == pytest.approx(0.5, abs=0.03)
    assert costs["diacritics"] == pytest.approx(0, abs=0.03)


def test_the_interval_takes_entities_as_units() -> None:
    alike = table(("hyphen", 1, 1))
    found, lost = table(("hyphen", 2, 0), entities=10), table(("hyphen", 0, 2), entities=10)
    apart = joined([found, renamed(lost)])
    (one,), (two,) = edit_costs(alike), edit_costs(apart)
    assert one.cost == pytest.approx(two.cost, abs=0.02)
    assert two.high - two.low > 3 * (one.high - one.low + 0.01)


def renamed(pairs: Pairs) -> Pairs:
    values = {f: tuple(f"other {v}" for v in vs) if f in ("entity", "site") else vs for f, vs in pairs.values.items()}
    return Pairs(pairs.codes, MappingProxyType(values), pairs.before, pairs.after, pairs.spurious, pairs.leads)


def test_nothing_is_said_of_rare_operations_and_of_models_that_find_nothing() -> None:
    assert edit_costs(table(("hyphen", 1, 0), entities=5)) == []
    assert edit_costs(table(("hyphen", 1, 0))) == []
    assert edit_costs(joined([])) == []
