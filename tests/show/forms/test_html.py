"""A table as HTML: where its bars begin, and that no cell can leave its place."""

import re

import pytest

from allonym.show.forms.html import html
from allonym.show.kinds import PERCENT, Estimate
from allonym.show.table import Column, Table, text_column

HEADS = (text_column("model"), Column("F1", PERCENT))


@pytest.mark.parametrize(
    ("estimate", "marks"),
    [
        (Estimate(0.7, 0.42, 0.9), ["3.3", "83.3", "50.0"]),  # the scale begins at 0.4: (0.42 - 0.4) / 0.6, ...
        (Estimate(1.0, 1.0, 1.0), ["100.0", "100.0", "100.0"]),  # where every number is 1 it begins at 0.9
        (Estimate(0.5), ["0.0"]),
    ],
)
def test_a_bar_stands_on_a_scale_that_begins_below_the_smallest_number(estimate: Estimate, marks: list[str]) -> None:
    drawn = html(Table("t", HEADS, (("m", estimate),), keys=1), bars=True)
    (svg,) = re.findall("<svg.*?</svg>", drawn)
    assert re.findall(r"[MH]([\d.]+) ?[14]?", svg)[2:][: len(marks)] == marks


def test_a_number_beyond_the_scale_has_no_bar() -> None:
    assert "<svg" not in html(Table("t", HEADS, (("m", Estimate(1.5, 1.2, 1.9)),), keys=1), bars=True)


def test_without_bars_an_estimate_has_its_interval_in_figures() -> None:
    drawn = html(Table("t", HEADS, (("m", Estimate(0.7, 0.42, 0.9)),), keys=1))
    assert '<td class="number" data-value="0.7">70.0<small>42.0–90.0</small></td>' in drawn
