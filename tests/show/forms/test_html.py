"""A table as HTML: intervals beside estimates, and that no cell can leave its place."""

from allonym.show.forms.html import html
from allonym.show.kinds import PERCENT, Estimate
from allonym.show.table import Column, Table, text_column

HEADS = (text_column("model"), Column("F1", PERCENT))


def test_an_estimate_has_its_interval_in_figures() -> None:
    drawn = html(Table("t", HEADS, (("m", Estimate(0.7, 0.42, 0.9)),), keys=1))
    assert '<td class="number" data-value="0.7">70.0<small>42.0–90.0</small></td>' in drawn
