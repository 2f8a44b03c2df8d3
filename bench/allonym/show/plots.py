"""What the pictures of a run show, as values: the headline, how far models are apart, cost, what is hard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from allonym.evaluate.ranking import Compared
from allonym.measures import catalogue
from allonym.measures import measure as measure_of
from allonym.measures.main import ALL, MAIN
from allonym.runs.headline import BOTH
from allonym.runs.read import Run
from allonym.show.sliced import mean, slices
from allonym.show.wanted import EVERYTHING, ranking_by_corpus, tried, values

PARTS = {
    "found": "found",
    "spelling": "lost to spelling",
    "origin": "lost to origin",
    "sentence": "lost to the sentence",
}
LEDGER = tuple(PARTS)
"""What becomes of 100 mentions, and how it is called."""


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A model: the F1 of its names as printed, and the share found both ways with its interval over `n` mentions."""

    model: str
    printed: float | None
    both: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """A part of a model's ledger, a share of all mentions."""

    model: str
    part: str
    share: float


@dataclass(frozen=True, slots=True)
class Behind:
    """The differences of each model to the best one of its corpus, by the measure that ranks there."""

    corpus: str
    title: str
    units: str
    best: str
    pairs: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class CostPoint:
    """A model's main score, a share, and its cost; `front`: whether no other is at least as good and as cheap."""

    model: str
    value: float
    cost: float
    front: bool = False


@dataclass(frozen=True, slots=True)
class CostPlot:
    """The models of a corpus by one cost, the cheapest first."""

    name: str
    axis: str
    corpus: str
    points: tuple[CostPoint, ...]


@dataclass(frozen=True, slots=True)
class GridLine:
    """A value of a factor: the share of each model, None where it has none, their mean, and how many were tried."""

    name: str
    n: int
    mean: float
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a factor by model, the worst first; `loss`: whether the shares are of what is lost."""

    factor: str
    title: str
    loss: bool
    models: tuple[str, ...]
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class Plots:
    """Everything that a run has rows for."""

    slide: tuple[SlideLine, ...]
    ledger: tuple[LedgerPart, ...]
    behind: tuple[Behind, ...]
    costs: tuple[CostPlot, ...]
    grids: tuple[Grid, ...]


def plots(run: Run) -> Plots:
    """From the headline, the rankings, the main scores and costs, and the slices of a run."""
    return Plots(tuple(_slide(run)), tuple(ledger(run)), tuple(_behind(run)), tuple(_costs(run)), tuple(_grids(run)))


def _slide(run: Run) -> Iterator[SlideLine]:
    """The models with the headline's number, the best first."""
    for one in run.standings:
        if (row := one.rows.get(BOTH)) and row.value is not None:
            yield SlideLine(one.model, one.printed, row.value, row.low, row.high, row.n)


def ledger(run: Run) -> Iterator[LedgerPart]:
    """The parts of each model that has them all, in the order of LEDGER."""
    for one in run.standings:
        shares = [(part, one.value(f"ledger.{part}")) for part in LEDGER]
        if all(share is not None for _, share in shares):
            yield from (LedgerPart(one.model, part, share) for part, share in shares if share is not None)


def _behind(run: Run) -> Iterator[Behind]:
    for ranking in ranking_by_corpus(run).values():
        best = ranking.models[0].model
        pairs = tuple(pair for pair in ranking.pairs if pair.better == best and pair.low is not None)
        if pairs:
            yield Behind(ranking.corpus, measure_of(ranking.measure).title, ranking.units, best, pairs)


_COSTS: tuple[tuple[str, str, str, Callable[[float], float]], ...] = (
    ("cpu", "CPU seconds for 1,000 words", "words_per_cpu_second", lambda speed: 1000 / speed),
    ("memory", "peak memory, MB", "peak_rss_mb", lambda megabytes: megabytes),
)
"""Name, axis, key of the model's object, and that number to the cost."""


def _costs(run: Run) -> Iterator[CostPlot]:
    scores = [(row.corpus, row.model, row.value) for row in run.rows if row.has(MAIN) and row.value is not None]
    for name, axis, key, cost_of in _COSTS:
        points: dict[str, list[CostPoint]] = {}
        for corpus, model, value in scores:
            if cost := run.models[model].get(key):
                points.setdefault(corpus, []).append(CostPoint(model, value, cost_of(cost)))
        if len({point.model for some in points.values() for point in some}) > 1:
            yield from (CostPlot(name, axis, corpus, with_front(some)) for corpus, some in points.items())


def with_front(points: Sequence[CostPoint]) -> tuple[CostPoint, ...]:
    """The points by cost, the front marked: of equals one is.

    >>> points = [CostPoint("a", 0.5, 1), CostPoint("b", 0.4, 2), CostPoint("c", 0.6, 3)]
    >>> [point.front for point in with_front(points)]
    [True, False, True]
    """
    best, marked = float("-inf"), []
    for point in sorted(points, key=lambda point: (point.cost, -point.value)):
        marked.append(replace(point, front=point.value > best))
        best = max(best, point.value)
    return tuple(marked)


_SLICES = (
    ("stratum", "respell", "spelling.recall", "Recall by what differs between the spellings"),
    ("scheme", "respell", "spelling.recall", "Recall by romanisation scheme"),
    ("origin", "respell", "spelling.recall", "Recall by the origin of the name"),
    ("operation", ALL, "edit.cost", "What an edit costs, in points of recall"),
)
"""Factor, probe, measure, title."""


def _grids(run: Run) -> Iterator[Grid]:
    best_first = [one.model for one in run.standings]
    have_rows = {row.model for row in run.rows}
    models = tuple(model for model in dict.fromkeys((*best_first, *run.models)) if model in have_rows)
    for factor, probe, measure, title in _SLICES:
        found = {
            name: of
            for (_, of_probe, name), of in slices(run, EVERYTHING, factor, measure).items()
            if of_probe == probe and any(row.value is not None for row in of.values())
        }
        loss = catalogue()[measure].better == "lower"
        lines = [GridLine(name, tried(of), mean(of), tuple(values(of, models))) for name, of in found.items()]
        if lines:
            lines.sort(key=lambda line: -line.mean if loss else line.mean)
            yield Grid(factor, title, loss, models, tuple(lines))
