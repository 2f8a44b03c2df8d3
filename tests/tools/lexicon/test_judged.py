"""The judged sample of spellings: its verdicts are counted again, and the docs have what they come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.names.listing import registry
from allonym.tools.lexicon.judged import JudgedSpelling, block, judged, shares

ROOT = Path(__file__).parents[3]


def test_three_hundred_forms_of_as_many_names_outside_the_registry() -> None:
    rows = judged()
    assert len({row.name for row in rows}) == len(rows) == 300
    assert not [row.name for row in rows if registry().named(row.name)]
    for row in rows:
        assert row.form != row.name
        assert all(verdict == "yes" or verdict.startswith("no: ") for verdict in (row.first, row.second))


def test_the_shares_are_those_of_the_file() -> None:
    lines = [
        line.split("\t") for line in (ROOT / "benchmarks/data/judged_spellings.tsv").read_text("utf-8").splitlines()
    ]
    one, two = ([line[at] == "yes" for line in lines] for at in (2, 3))
    found = shares(judged())
    assert found["let stand by the first reader, %"] == pytest.approx(sum(one) / 3)
    assert found["let stand by the second reader, %"] == pytest.approx(sum(two) / 3)
    assert found["let stand by both, %"] == pytest.approx(sum(a and b for a, b in zip(one, two, strict=True)) / 3)


def test_kappa_is_that_of_a_worked_example() -> None:
    """20 yes by both, 15 no by both, 5 and 10 apart: 0.4, as in Cohen's sum."""
    counts = {("yes", "yes"): 20, ("yes", "no: x"): 5, ("no: x", "yes"): 10, ("no: x", "no: x"): 15}
    rows = [JudgedSpelling("a", "b", *verdicts) for verdicts, count in counts.items() for _ in range(count)]
    assert shares(rows)["Cohen's kappa"] == pytest.approx(0.4)


def test_the_docs_have_these_numbers() -> None:
    text = (ROOT / "docs" / "spellings.md").read_text("utf-8")
    assert block().strip() in text
