"""The slide picture and the ledger, drawn: narrow enough for a paper's column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from allonym.report.svg import INK, LINE, MARK, OTHER, QUIET, figure
from allonym.report.values import Figure
from allonym.show.slide import LEDGER, LedgerPart, SlideLine

if TYPE_CHECKING:
    import altair as alt

_WIDTH = 240
FIRST = ("headline", "ledger")
"""Names of the pictures that a page opens with."""
_SAID = {
    "found": "found",
    "spelling": "lost to spelling",
    "origin": "lost to origin",
    "sentence": "lost to the sentence",
}
_SHADES = (MARK, OTHER, QUIET, LINE)


def slide_figure(lines: Sequence[SlideLine]) -> Figure:
    """A line a model, from its F1 as printed to what is found both ways."""
    data = [{key: 100 * v if isinstance(v, float) else v for key, v in asdict(line).items()} for line in lines]
    for row, line in zip(data, lines, strict=True):
        row["said"] = f"n = {line.n:,}"
    described = "; ".join(f"{r['model']} {_number(r['printed'])} and {r['both']:.1f}" for r in data)
    return Figure(
        "headline",
        "F1 as printed, and found both ways",
        "Open: F1 over people, places and organisations, the texts unchanged. Filled: of n mentions of people, the "
        "share found under both of two press spellings, with its 95% interval. The texts that read like news together.",
        figure(_slide(data), "headline", f"F1 as printed and found both ways, in percent: {described}"),
        tuple(data),
    )


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:.1f}"


def _slide(lines: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    scale = alt.Scale(domain=[0, 100])
    x = alt.X("both:Q", title="%", scale=scale, axis=alt.Axis(tickCount=5))
    base = alt.Chart({"values": list(lines)}).encode(y=alt.Y("model:N", sort=None, title=None))
    printed = alt.X("printed:Q", scale=scale)
    between = base.mark_rule(color=LINE, strokeWidth=2).encode(x=x, x2="printed:Q")
    interval = base.mark_rule(color=MARK, strokeWidth=3, opacity=0.45).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    before = base.mark_point(color=OTHER, size=70, filled=False, strokeWidth=2).encode(x=printed)
    after = base.mark_point(color=MARK, size=80, filled=True, opacity=1).encode(x=x)
    number = base.mark_text(dy=-9, color=INK).encode(x=x, text=alt.Text("both:Q", format=".1f"))
    size = base.mark_text(align="left", dx=6, color=QUIET).encode(x=alt.value(_WIDTH), text="said:N")
    return alt.layer(between, interval, before, after, number, size).properties(width=_WIDTH, height=alt.Step(34))


def ledger_figure(parts: Sequence[LedgerPart]) -> Figure:
    """A stacked bar a model."""
    order = {part: place for place, part in enumerate(LEDGER)}
    data = [
        {"model": one.model, "part": _SAID[one.part], "percent": 100 * one.share, "place": order[one.part]}
        for one in parts
    ]
    described = "; ".join(f"{r['model']} {r['part']} {r['percent']:.1f}" for r in data)
    return Figure(
        "ledger",
        "Where names are lost",
        "Of 100 mentions of people in whose places English names were tried too: found, the mean over their other "
        "press spellings; fewer than are found as printed (names gained in another spelling offset names lost); fewer "
        "than English names; lost with English names too. A part below zero is left out of its bar.",
        figure(_ledger(data), "ledger", f"What becomes of 100 mentions: {described}"),
        tuple(data),
    )


def _ledger(parts: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    names = [_SAID[part] for part in LEDGER]
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    base = alt.Chart({"values": list(parts)}).encode(y=alt.Y("model:N", sort=None, title=None))
    bars = base.mark_bar(stroke="white", strokeWidth=1)
    shown = bars.encode(
        x=alt.X("percent:Q", stack="zero", title="of 100 mentions", scale=alt.Scale(domain=[0, 100], clamp=True)),
        color=alt.Color("part:N", sort=names, scale=alt.Scale(domain=names, range=list(_SHADES)), legend=legend),
        order=alt.Order("place:Q"),
    )
    return alt.layer(shown).properties(width=_WIDTH, height=alt.Step(26))
