"""Reports of scores as text."""

import re

import pytest


def same_report(report: str, expected: str) -> None:
    """The same layout and numbers; one that lies between two of three digits may be rounded either way."""
    number = re.compile(r"\d\.\d{3}")
    assert number.sub("0.000", report) == number.sub("0.000", expected)
    values, others = (list(map(float, number.findall(one))) for one in (report, expected))
    assert values == pytest.approx(others, abs=0.0011)
