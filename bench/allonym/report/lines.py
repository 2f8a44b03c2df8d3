"""Plots of a line a model, whose name stands above it: as wide as a phone or a paper's column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from allonym.report.svg import INK, PAPER, QUIET

if TYPE_CHECKING:
    import altair as alt

WIDTH = 350
BELOW = 10
"""Pixels by which marks stand below the middle of their line, to leave room for its name."""
_ABOVE = -11
_STEP = 46
_NAME = 215
"""Pixels of a name, beyond which it is cut."""


def by_line(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """The rows with `model` down the page, in their order."""
    import altair as alt

    axis = alt.Axis(labels=False, ticks=False, domain=False)
    return alt.Chart({"values": list(rows)}).encode(y=alt.Y("model:N", sort=None, title=None, axis=axis))


def stacked(named: alt.Chart, *layers: alt.LayerChart | alt.Chart, said: str = "") -> alt.TopLevelMixin:
    """The layers, above each line the name of the model of `named`, and on the right its field `said`.

    Below the letters lies their paper, so that no line runs through them.
    """
    import altair as alt

    name = named.encode(x=alt.value(0), text="model:N")
    texts = _on_paper(name, INK, align="left", limit=_NAME)
    if said:
        texts += _on_paper(named.encode(x=alt.value(WIDTH), text=f"{said}:N"), QUIET, align="right")
    return alt.layer(*layers, *texts).properties(width=WIDTH, height=alt.Step(_STEP))


def _on_paper(text: alt.Chart, colour: str, **how: Any) -> list[alt.Chart]:
    paper = text.mark_text(dy=_ABOVE, color=PAPER, stroke=PAPER, strokeWidth=4, **how)
    return [paper, text.mark_text(dy=_ABOVE, color=colour, **how)]
