"""The plots of a run: how far models are apart, what accuracy costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from allonym.measures import catalogue
from allonym.measures.main import ALL, MAIN
from allonym.report.svg import LINE, MARK, OTHER, QUIET, figure
from allonym.runs.read import Run

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _HEIGHT, _LABEL_HEIGHT = 400, 280, 16
_FOREST_WIDTH = 280


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is above and below it; `name` is its file name and the prefix of its ids."""

    name: str
    title: str
    caption: str
    picture: Markup


def figures(run: Run) -> list[Figure]:
    """Every plot that the run has rows for."""
    return [*_forests(run), *_costs(run), *_slices(run)]


def _forests(run: Run) -> Iterator[Figure]:
    """The differences of each model to the best one of its corpus, where the run compared them."""
    for ranking in run.rankings:
        best = ranking.models[0].model
        rows = [pair for pair in ranking.pairs if pair.better == best and pair.low is not None]
        if not rows:
            continue
        lines = [
            {
                "model": pair.worse,
                **{key: 100 * getattr(pair, key) for key in ("difference", "low", "high")},
                "separated": pair.further_documents == 0,
                "further": _further(pair.further_documents),
            }
            for pair in rows
        ]
        described = "; ".join(f"{r['model']} {r['difference']:.1f} ({r['low']:.1f} to {r['high']:.1f})" for r in lines)
        yield Figure(
            name := f"forest-{_plain(ranking.corpus)}",
            f"Behind {best}: {ranking.corpus}",
            "Points of strict micro F1, with the 95% interval of the difference. Filled: separated after Holm's "
            "correction; otherwise: how many more documents would separate them.",
            figure(_forest_chart(lines), name, f"Points behind {best}: {described}"),
        )


def _further(documents: int | None) -> str:
    if documents == 0:
        return "separated"
    if documents is None:
        return "no difference seen"
    return f"about {documents:,} more {'document' if documents == 1 else 'documents'}"


def _forest_chart(lines: Sequence[dict[str, Any]]) -> alt.TopLevelMixin:
    import altair as alt

    x = alt.X("difference:Q", title="points of F1 behind the best", scale=alt.Scale(zero=True, nice=True))
    base = alt.Chart({"values": list(lines)}).encode(y=alt.Y("model:N", sort=None, title=None))
    zero = alt.Chart({"values": [{"zero": 0}]}).mark_rule(color=QUIET).encode(x="zero:Q")
    intervals = base.mark_rule(color=MARK, strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q")
    sure = base.transform_filter("datum.separated").mark_point(color=MARK, size=80, filled=True, opacity=1)
    unsure = base.transform_filter("!datum.separated").mark_point(color=MARK, size=80, filled=False, strokeWidth=2)
    described = base.mark_text(align="left", dx=8, color=QUIET).encode(x=alt.value(_FOREST_WIDTH), text="further:N")
    return alt.layer(zero, intervals, sure.encode(x=x), unsure.encode(x=x), described).properties(
        width=_FOREST_WIDTH, height=alt.Step(26)
    )


_Cost = tuple[str, str, str, Callable[[float], float]]
_COSTS: tuple[_Cost, ...] = (
    ("cpu", "CPU seconds for 1,000 words", "words_per_cpu_second", lambda speed: 1000 / speed),
    ("memory", "peak memory, MB", "peak_rss_mb", lambda megabytes: megabytes),
)
"""Name, axis, key of the model's object, and that number to the cost."""


def _costs(run: Run) -> Iterator[Figure]:
    scores = _main_scores(run)
    for name, axis, key, cost_of in _COSTS:
        points: list[dict[str, Any]] = [
            {"model": model, "corpus": corpus, "value": 100 * value, "cost": cost_of(run.models[model][key])}
            for (corpus, model), value in scores.items()
            if run.models[model].get(key)
        ]
        if len({point["model"] for point in points}) < 2:
            continue
        for corpus in dict.fromkeys(point["corpus"] for point in points):
            mine = with_front([point for point in points if point["corpus"] == corpus])
            front = ", ".join(point["model"] for point in mine if point["front"])
            yield Figure(
                f"cost-{name}-{_plain(corpus)}",
                f"Accuracy against {axis.split(',')[0].split(' for')[0]}: {corpus}",
                f"Strict micro F1 under neutral bounds. Filled: no other model is both better and cheaper ({front}).",
                figure(_cost_chart(mine, axis), f"cost-{name}-{_plain(corpus)}", _told(mine, axis)),
            )


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)


def _main_scores(run: Run) -> dict[tuple[str, str], float]:
    return {(row.corpus, row.model): row.value for row in run.rows if row.selection == MAIN and row.value is not None}


def with_front(points: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points by cost, each with `front`: whether no other is at least as good and at most as dear, and unlike it.

    >>> points = [{"cost": 1, "value": 50}, {"cost": 2, "value": 40}, {"cost": 3, "value": 60}]
    >>> [point["front"] for point in with_front(points)]
    [True, False, True]
    """
    ordered = sorted(points, key=lambda point: (point["cost"], -point["value"]))
    best, marked = float("-inf"), []
    for point in ordered:
        marked.append({**point, "front": point["value"] > best})
        best = max(best, point["value"])
    return marked


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
    others = base.transform_filter("!datum.front").mark_point(color=OTHER, size=70, filled=False, strokeWidth=2)
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


def _told(points: Sequence[dict[str, Any]], axis: str) -> str:
    described = "; ".join(f"{p['model']} {p['value']:.1f} at {p['cost']:.3g}" for p in points)
    return f"F1 in percent against {axis}: {described}"


_SLICES = (
    ("stratum", "respell", "spelling.recall", "Recall by what differs between the spellings"),
    ("scheme", "respell", "spelling.recall", "Recall by romanisation scheme"),
    ("origin", "respell", "spelling.recall", "Recall by the origin of the name"),
    ("operation", ALL, "edit.cost", "What an edit costs, in points of recall"),
)
"""Factor, probe, measure, title."""


def _slices(run: Run) -> Iterator[Figure]:
    """For each factor of the spellings a grid of its values by model, the worst value first."""
    order = [model for model in run.models if any(row.model == model for row in run.rows)]
    for factor, probe, measure, title in _SLICES:
        prefix = f"{factor}:"
        lines: list[dict[str, Any]] = [
            {"model": row.model, "value": row.slice.removeprefix(prefix), "percent": 100 * row.value, "n": row.n}
            for row in run.rows
            if row.slice.startswith(prefix) and (row.probe, row.measure) == (probe, measure) and row.value is not None
        ]
        if not lines:
            continue
        rising = catalogue()[measure].better == "lower"
        means = {name: _mean([one["percent"] for one in lines if one["value"] == name]) for name in _names(lines)}
        values = sorted(means, key=lambda name: -means[name] if rising else means[name])
        described = "; ".join(f"{name} {means[name]:.1f} on average" for name in values)
        yield Figure(
            f"by-{factor}",
            title,
            f"In {'points, costliest' if rising else 'percent, hardest'} first; the darker, the more"
            f" {'is lost' if rising else 'is found'}.",
            figure(_grid(lines, values, order), f"by-{factor}", f"{title}: {described}"),
        )


def _names(lines: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(line["value"] for line in lines))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _grid(lines: Sequence[dict[str, Any]], values: Sequence[str], models: Sequence[str]) -> alt.TopLevelMixin:
    import altair as alt

    axis = alt.Axis(orient="top", labelAngle=-35, labelAlign="left", title=None, domain=False, ticks=False)
    base = alt.Chart({"values": list(lines)}).encode(
        x=alt.X("model:N", sort=list(models), axis=axis),
        y=alt.Y("value:N", sort=list(values), title=None, axis=alt.Axis(domain=False, ticks=False)),
    )
    shade = alt.FillOpacity("percent:Q", scale=alt.Scale(range=[0.02, 0.45]), legend=None)
    cells = base.mark_rect(fill=MARK, stroke=LINE).encode(fillOpacity=shade)
    numbers = base.mark_text().encode(text=alt.Text("percent:Q", format=".1f"))
    return alt.layer(cells, numbers).properties(width=alt.Step(56), height=alt.Step(22))
