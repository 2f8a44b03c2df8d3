"""The plots of a run: the headline, how far models are apart, what accuracy costs, what is hard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind
from allonym.report.slide import ledger_figure, slide_figure
from allonym.report.svg import BELOW, LINE, MARK, OTHER, PAPER, QUIET, Figure, by_line, figure, stacked
from allonym.runs.read import Run
from allonym.show.plots import Behind, CostPlot, Grid, Plots, plots

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _HEIGHT, _LABEL_HEIGHT = 260, 260, 18


FIGURES: ResultKind[list[Figure]] = ResultKind(
    "figures", list[Figure], ("report/figures", "report/slide", "report/svg")
)


def figures(run: Run, finished: Finished = NOTHING_KEPT) -> list[Figure]:
    """Every plot that the run has rows for, drawn once for the same values."""
    shown = plots(run)
    return finished.get(FIGURES, partial(_drawn, shown), shown)


def _drawn(shown: Plots) -> list[Figure]:
    first = [slide_figure(shown.slide)] if shown.slide else []
    parts = [ledger_figure(shown.ledger)] if shown.ledger else []
    return [*first, *parts, *map(_forest, shown.behind), *map(_cost, shown.costs), *map(_slices, shown.grids)]


def _forest(behind: Behind) -> Figure:
    lines = [
        {
            "model": pair.worse,
            **{key: 100 * getattr(pair, key) for key in ("difference", "low", "high")},
            "separated": pair.further == 0,
            "said": _further(pair.further, behind.units),
        }
        for pair in behind.pairs
    ]
    described = "; ".join(f"{r['model']} {r['difference']:.1f} ({r['low']:.1f} to {r['high']:.1f})" for r in lines)
    return Figure(
        name := f"forest-{_plain(behind.corpus)}",
        f"Behind {behind.best}: {behind.corpus}",
        f"Points of {behind.title}, with the 95% interval of the difference. Filled: separated after Holm's "
        f"correction. Open: not separated; beside it how many more {behind.units} would separate them.",
        figure(_forest_chart(lines), name, f"Points behind {behind.best}: {described}"),
        tuple(lines),
    )


def _further(more: int | None, units: str) -> str:
    if more == 0:
        return "separated"
    return "no difference seen" if more is None else f"about {more:,} more {units}"


def _forest_chart(lines: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    low, high = min(0.0, *(line["low"] for line in lines)), max(line["high"] for line in lines)
    scale = alt.Scale(domain=[low - 1, high + 1], nice=True)
    x = alt.X("difference:Q", title="points behind the best", scale=scale, axis=alt.Axis(tickCount=6))
    base = by_line(lines)
    zero = alt.Chart({"values": [{"zero": 0}]}).mark_rule(color=QUIET).encode(x=alt.X("zero:Q", scale=scale))
    intervals = base.mark_rule(color=MARK, strokeWidth=3, yOffset=BELOW)
    sure = base.transform_filter("datum.separated").mark_point(
        color=MARK, size=90, filled=True, opacity=1, yOffset=BELOW
    )
    unsure = base.transform_filter("!datum.separated").mark_point(
        color=MARK, size=90, fill=PAPER, strokeWidth=2.5, opacity=1, yOffset=BELOW
    )
    spans = intervals.encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    return stacked(base, zero, spans, sure.encode(x=x), unsure.encode(x=x), said="said")


def _cost(plot: CostPlot) -> Figure:
    points = [{**asdict(point), "value": 100 * point.value} for point in plot.points]
    front = ", ".join(point.model for point in plot.points if point.front)
    described = "; ".join(f"{p['model']} {p['value']:.1f} at {p['cost']:.3g}" for p in points)
    return Figure(
        name := f"cost-{plot.name}-{_plain(plot.corpus)}",
        f"Accuracy against {plot.axis.split(',')[0].split(' for')[0]}: {plot.corpus}",
        f"Strict micro F1 under neutral bounds. Filled: no other model is both better and cheaper ({front}).",
        figure(_cost_chart(points, plot.axis), name, f"F1 in percent against {plot.axis}: {described}"),
        tuple(points),
    )


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)


def _cost_chart(points: Sequence[dict[str, Any]], axis: str) -> alt.TopLevelMixin:
    import altair as alt

    low, high = min(p["value"] for p in points), max(p["value"] for p in points)
    margin = max(1.0, (high - low) / 12)
    domain = [low - margin, high + margin]
    gap = _LABEL_HEIGHT / _HEIGHT * (domain[1] - domain[0])
    labels = spread([p["value"] for p in points], gap, *domain)
    data = {"values": [{**p, "label": label} for p, label in zip(points, labels, strict=True)]}
    ticks = alt.Axis(tickCount=4, format="~g", grid=False)
    base = alt.Chart(data).encode(
        x=alt.X("cost:Q", title=axis, scale=alt.Scale(type="log", padding=24), axis=ticks),
        y=alt.Y("value:Q", title="F1, %", scale=alt.Scale(domain=domain, nice=False), axis=alt.Axis(tickCount=6)),
    )
    front = base.transform_filter("datum.front")
    line = front.mark_line(color=MARK, strokeDash=[4, 3], interpolate="step-after")
    leader = base.mark_rule(color=LINE).encode(x2=alt.value(_WIDTH), y2="label:Q")
    others = base.transform_filter("!datum.front").mark_point(
        color=OTHER, fill=PAPER, size=70, strokeWidth=2, opacity=1
    )
    best = front.mark_point(color=MARK, size=90, filled=True, opacity=1)
    right = base.mark_text(align="left", dx=6, baseline="middle")
    names = right.encode(x=alt.value(_WIDTH), y="label:Q", text="model:N")
    return alt.layer(leader, line, others, best, names).properties(width=_WIDTH, height=_HEIGHT)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels as near their own as can be, in their order, at least `gap` apart and within [low, high].

    >>> spread([1.0, 1.1, 5.0], 1, 0, 6)
    [1.0, 2.0, 5.0]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    placed: dict[int, float] = {}
    floor = low
    for i in order:
        placed[i] = max(places[i], floor)
        floor = placed[i] + gap
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return [placed[i] for i in range(len(places))]


def _slices(grid: Grid) -> Figure:
    described = "; ".join(f"{line.name} {100 * line.mean:.1f} on average" for line in grid.lines)
    cells = [
        {"model": model, "value": f"{line.name} ({line.n:,})", "percent": 100 * share}
        for line in grid.lines
        for model, share in zip(grid.models, line.shares, strict=True)
        if share is not None
    ]
    return Figure(
        name := f"by-{grid.factor}",
        grid.title,
        f"In {'points, costliest' if grid.loss else 'percent, hardest'} first, and how many were tried; the darker, "
        f"the more {'is lost' if grid.loss else 'is found'}.",
        figure(_grid(cells, grid.models), name, f"{grid.title}: {described}", left=_room(cells)),
        tuple(cells),
    )


def _room(cells: Sequence[dict[str, Any]]) -> int:
    """A pixel for each letter of the longest name of a row: a seventh of its width."""
    return 12 + max((len(cell["value"]) for cell in cells), default=0)


def _grid(lines: Sequence[dict[str, Any]], models: Sequence[str]) -> alt.TopLevelMixin:
    import altair as alt

    axis = alt.Axis(orient="top", labelAngle=-35, labelAlign="left", title=None, domain=False, ticks=False)
    base = alt.Chart({"values": list(lines)}).encode(
        x=alt.X("model:N", sort=list(models), axis=axis),
        y=alt.Y("value:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False)),
    )
    shade = alt.FillOpacity("percent:Q", scale=alt.Scale(range=[0.02, 0.45]), legend=None)
    cells = base.mark_rect(fill=MARK, stroke=LINE).encode(fillOpacity=shade)
    numbers = base.mark_text().encode(text=alt.Text("percent:Q", format=".1f"))
    return alt.layer(cells, numbers).properties(width=alt.Step(54), height=alt.Step(24))
