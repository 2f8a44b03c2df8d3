"""The Evaluator's results against nervaluate's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nervaluate as theirs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym import nervaluate as ours

TAGS = ["PER", "LOC", "A-B"]
tag = st.one_of(st.just("O"), st.builds("{}-{}".format, st.sampled_from("BI"), st.sampled_from([*TAGS, "X"])))
units = st.lists(st.lists(st.tuples(tag, tag), min_size=1, max_size=9), min_size=1, max_size=4)
both = units.map(lambda drawn: [[[pair[side] for pair in unit] for unit in drawn] for side in (0, 1)])


def same(true: Any, pred: Any, **more: Any) -> None:
    mine, other = (module.Evaluator(true, pred, tags=TAGS, **more) for module in (ours, theirs))
    found, expected = mine.evaluate(), other.evaluate()
    assert plain(found["overall"]) == plain(expected["overall"])
    assert found["entities"].keys() == expected["entities"].keys()
    assert all(plain(one) == plain(expected["entities"][label]) for label, one in found["entities"].items())
    same_table(mine.summary_report(), other.summary_report(), 2)
    assert cells(mine.results_to_csv()) == cells(other.results_to_csv())
    for scenario in ("strict", "exact", "partial", "ent_type"):
        same_table(*(one.summary_report("entities", scenario, 3) for one in (mine, other)), digits=3)
        rows = [sorted(cells(one.results_to_csv("entities", scenario))[1:]) for one in (mine, other)]
        assert rows[0] == rows[1]


def same_table(ours: str, theirs: str, digits: int) -> None:
    """The tables as printed; of a value halfway between two, 0.375, nervaluate's floats may print either neighbour."""
    for mine, other in zip(ours.splitlines(), theirs.splitlines(), strict=True):
        for one, two in zip(re.split(r"(\d\.\d+)", mine), re.split(r"(\d\.\d+)", other), strict=True):
            assert one == two or abs(float(one) - float(two)) < 1.01 * 10**-digits


def cells(table: str | None) -> list[list[Any]]:
    """The cells of CSV; where there is nothing to divide by, nervaluate's 0 has no point and ours has."""
    rows = [line.split(",") for line in (table or "").splitlines()]
    return [rows[0], *([row[0], *(round(float(cell), 12) for cell in row[1:])] for row in rows[1:])]


def plain(results: dict[str, Any]) -> dict[str, Any]:
    """The values, those with digits behind the point rounded."""
    return {name: {key: round(value, 12) for key, value in vars(result).items()} for name, result in results.items()}


@settings(max_examples=60)
@given(both)
def test_lists_of_tags(drawn: list[list[list[str]]]) -> None:
    same(*drawn)
    same(*(["\n\n".join("\n".join(f"w\t{t}" for t in unit) for unit in side) for side in drawn]), loader="conll")


@settings(max_examples=60)
@given(both)
def test_dictionaries(drawn: list[list[list[str]]]) -> None:
    sides = [theirs.list_to_spans(side) for side in drawn]
    same(*sides, loader="dict")


def test_the_order_and_repeats_of_dictionaries_change_nothing() -> None:
    true = [[{"label": "PER", "start": 0, "end": 4}, {"label": "PER", "start": 6, "end": 9}]]
    found = [[{"label": "PER", "start": 4, "end": 9}, {"label": "PER", "start": 0, "end": 4}]]
    one, two = (
        ours.Evaluator(true, [side], tags=TAGS).evaluate() for side in (found[0], [*found[0][::-1], found[0][0]])
    )
    assert one == two


def test_into_a_file(tmp_path: Path) -> None:
    mine = ours.Evaluator([["B-PER"]], [["B-PER"]], tags=["PER"])
    assert mine.results_to_csv(file_path=str(tmp_path / "a.csv")) is None
    assert (tmp_path / "a.csv").read_bytes().decode() == mine.results_to_csv()


@pytest.mark.parametrize(
    ("true", "pred", "more"),
    [
        (7, 7, {}), ([["O"]], [["O"], ["O"]], {}), ([["O"]], [["O", "O"]], {}), ([["X-PER"]], [["O"]], {}),
        ([["O"]], [["O"]], {"loader": "x"}), ([[{"label": "PER", "start": 0}]], [[]], {"loader": "dict"}),
        ("a b", "a b", {}), ([["O"]], [["O"]], {"min_overlap_percentage": 0.5}),
    ],
)  # fmt: skip
def test_what_is_refused(true: Any, pred: Any, more: dict[str, Any]) -> None:
    for module in (ours, theirs):
        with pytest.raises(ValueError):  # noqa: PT011
            module.Evaluator(true, pred, tags=TAGS, **more)
    with pytest.raises(ValueError, match="only the default overlap"):
        ours.Evaluator([["O"]], [["O"]], tags=TAGS, min_overlap_percentage=50)
    for mode, scenario in (("x", "strict"), ("entities", "type")):
        with pytest.raises(ValueError, match="Invalid"):
            ours.Evaluator([["O"]], [["O"]], tags=TAGS).summary_report(mode, scenario)
