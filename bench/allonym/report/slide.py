"""The slide picture and the ledger, drawn: narrow enough for a paper's column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from allonym.report.svg import BELOW, INK, LINE, MARK, ORIGIN, OTHER, PAPER, SPELLING, Figure, by_line, figure, stacked
from allonym.show.plots import LEDGER, PARTS, LedgerPart, SlideLine

if TYPE_CHECKING:
    import altair as alt

FIRST = ("headline", "ledger")
"""Names of the pictures that a page opens with."""
_SHADES = (MARK, SPELLING, ORIGIN, LINE)
_NARROWEST = 6
"""Percent of a part that has room for its number."""


def slide_figure(lines: Sequence[SlideLine]) -> Figure:
    """A line a model, from its F1 as printed to what is found both ways."""
    data = [{key: 100 * v if isinstance(v, float) else v for key, v in asdict(line).items()} for line in lines]
    said = [{**r, "said": f"{_number(r['printed'])} → {r['both']:.1f}, n = {r['n']:,}"} for r in data]
    described = "; ".join(f"{r['model']} {_number(r['printed'])} and {r['both']:.1f}" for r in data)
    return Figure(
        "headline",
        "F1 as printed, and found both ways",
        "Ring: F1 over people, places and organisations, the texts unchanged. Dot: of n mentions of people, the "
        "share found under both of two press spellings, with its 95% interval. All texts that read like news together.",
        figure(_slide(said), "headline", f"F1 as printed and found both ways, in percent: {described}"),
        tuple(data),
    )


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:.1f}"


def _slide(lines: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    scale = alt.Scale(domain=[0, 100])
    x = alt.X("both:Q", title="%", scale=scale, axis=alt.Axis(tickCount=5))
    base = by_line(lines)
    between = base.mark_rule(color=LINE, strokeWidth=3, yOffset=BELOW).encode(x=x, x2="printed:Q")
    interval = base.mark_rule(color=MARK, strokeWidth=4, opacity=0.45, yOffset=BELOW).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    before = base.mark_point(color=OTHER, fill=PAPER, size=80, strokeWidth=2.5, opacity=1, yOffset=BELOW)
    after = base.mark_point(color=MARK, size=90, filled=True, opacity=1, yOffset=BELOW)
    return stacked(
        base, between, interval, before.encode(x=alt.X("printed:Q", scale=scale)), after.encode(x=x), said="said"
    )


def ledger_figure(parts: Sequence[LedgerPart]) -> Figure:
    """A stacked bar a model."""
    order = {part: place for place, part in enumerate(LEDGER)}
    data = [
        {"model": one.model, "part": PARTS[one.part], "percent": 100 * one.share, "place": order[one.part]}
        for one in parts
    ]
    described = "; ".join(f"{r['model']} {r['part']} {r['percent']:.1f}" for r in data)
    return Figure(
        "ledger",
        "Where names are lost",
        "Of 100 mentions of people, where English names were tried too. Found: in another press spelling, on average. "
        "Lost to spelling: found as printed, but not so. Lost to origin: not found as printed, though an English name "
        "is. Lost to the sentence: an English name is lost there too. Names gained offset names lost; a part below "
        "zero is left out.",
        figure(_ledger(data), "ledger", f"What becomes of 100 mentions: {described}"),
        tuple(data),
    )


def _ledger(parts: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    names = [PARTS[part] for part in LEDGER]
    legend = alt.Legend(orient="bottom", title=None, columns=2, columnPadding=32)
    scale = alt.Scale(domain=[0, 100], clamp=True)
    x = alt.X("percent:Q", stack="zero", title="of 100 mentions", scale=scale, axis=alt.Axis(tickCount=5))
    base = by_line(parts).encode(order=alt.Order("place:Q"))
    bars = base.mark_bar(stroke=PAPER, strokeWidth=1, height=18, yOffset=BELOW).encode(
        x=x,
        color=alt.Color("part:N", sort=names, scale=alt.Scale(domain=names, range=list(_SHADES)), legend=legend),
    )
    number = base.transform_calculate(shown=f"datum.percent < {_NARROWEST} ? '' : format(datum.percent, '.0f')")
    middle = alt.X("percent:Q", stack="zero", bandPosition=0.5, scale=scale)
    ink = alt.condition("datum.place == 0", alt.value(PAPER), alt.value(INK))
    numbers = number.mark_text(yOffset=BELOW).encode(x=middle, text="shown:N", color=ink)
    return stacked(base.transform_filter("datum.place == 0"), bars, numbers)
