"""A watched list as tables for people."""

from __future__ import annotations

from itertools import islice

import numpy as np

from bench.leaderboard.entry import OK
from bench.tables import Column, Table, percent, text_column
from bench.watchlist.outcomes import OUTCOMES, NameResult, Pair
from bench.watchlist.run import Watched


def tables(watched: Watched, show: int) -> list[Table]:
    """The models, the best pairs, the `show` names at most risk, and what becomes of their spellings."""
    if not watched.models:
        return [_failed(watched)]
    results = list(islice(watched.results(), show))
    shown = [_models(watched)]
    if len(watched.models) > 1:
        shown.append(_pairs(watched))
    shown += [_names(watched, results), _spellings(watched, results)]
    return [*shown, _failed(watched)] if len(watched.models) < len(watched.entries) else shown


def _models(watched: Watched) -> Table:
    totals = watched.totals
    columns = (text_column("model"), *(Column(f"{name} %") for name in OUTCOMES), Column("whole names"),
               Column("spurious"))  # fmt: skip
    rows = []
    for number in np.argsort(-totals.counts[:, 0], kind="stable").tolist():
        counts = totals.counts[number]
        shares = [percent(count / counts.sum()) for count in counts.tolist()]
        spurious = _rate(watched, int(totals.spurious[number]))
        rows.append((watched.models[number], *shares, f"{totals.whole[number]:,}", spurious))
    places = ", ".join(f"{len(places)} places of {label}" for label, places in sorted(watched.placed.places.items()))
    own = any(place.gold is None for places in watched.placed.places.values() for place in places)
    notes = (
        f"{totals.names:,} names in {totals.texts:,} texts: each spelling in {places}.",
        "cut: a span with other bounds; whole names: found in every spelling and place; spurious: spans outside the "
        + ("name (your texts have no gold to tell which are right)" if own else "name that are no names")
        + ", a thousand words.",
    )
    return Table("Your names", columns, tuple(rows), notes)


def _rate(watched: Watched, spurious: int) -> str:
    return f"{1000 * spurious / max(1, watched.totals.words):.1f}"


def _pairs(watched: Watched) -> Table:
    """For each model the second one that finds most beside it, by union; and the pair that agrees most, by vote."""
    totals, models = watched.totals, watched.models
    n = int(totals.counts[0].sum())
    rows = []
    for way, pairs in (("union", totals.pairs("union")), ("vote", totals.pairs("vote"))):
        for first in np.argsort(-totals.counts[:, 0], kind="stable").tolist():
            pair = next(pair for pair in pairs if first in (pair.first, pair.second))
            second = pair.first if pair.second == first else pair.second
            alone = int(totals.counts[first, 0])
            rows.append(
                (way, models[first], models[second], percent(pair.found / n), _signed(100 * (pair.found - alone) / n),
                 _rate(watched, pair.spurious), _signed(_difference(watched, pair, first)))
            )  # fmt: skip
    columns = (text_column("by"), text_column("model"), text_column("with"), Column("found %"), Column("± found"),
               Column("spurious"), Column("± spurious"))  # fmt: skip
    notes = (
        "union: what either finds; vote: what both find. For each model the second one with which most is found, then "
        "the one with fewer spurious spans. ±: against the first model alone, in points and spans a thousand words.",
    )
    return Table("A second model", columns, tuple(rows), notes, frozenset((0, len(models))))


def _difference(watched: Watched, pair: Pair, first: int) -> float:
    return 1000 * (pair.spurious - int(watched.totals.spurious[first])) / max(1, watched.totals.words)


def _signed(value: float) -> str:
    return f"{value:+.1f}"


def _names(watched: Watched, results: list[NameResult]) -> Table:
    columns = (Column("line"), text_column("name"), text_column("type"), Column("spellings"),
               *(Column(f"{model} %") for model in watched.models))  # fmt: skip
    rows = []
    for result in results:
        name = result.spelled
        shares = map(percent, result.found.tolist())
        rows.append((str(name.line), name.name, name.label, str(len(name.forms)), *shares))
    note = f"The first {len(rows):,} of {watched.totals.names:,}: first those that the best model loses most often."
    return Table("Names at risk", columns, tuple(rows), (note, "%: found among all spellings and places."))


def _spellings(watched: Watched, results: list[NameResult]) -> Table:
    columns = (text_column("name"), text_column("spelling"), text_column("source"), *map(text_column, watched.models))
    rows: list[tuple[str, ...]] = []
    groups = set()
    for result in results:
        groups.add(len(rows))
        for form, counts in zip(result.spelled.forms, result.counts.tolist(), strict=True):
            rows.append((result.spelled.name, form.form, form.source, *map(_words, counts)))
    return Table("Their spellings", columns, tuple(rows), (), frozenset(groups))


def _words(counts: list[int]) -> str:
    """Outcomes of a spelling, the frequent ones first.

    >>> _words([3, 0, 1, 0])
    'found 3, cut 1'
    """
    order = sorted(range(len(counts)), key=lambda number: (-counts[number], number))
    return ", ".join(f"{OUTCOMES[number]} {counts[number]}" for number in order if counts[number])


def _failed(watched: Watched) -> Table:
    rows = tuple((entry.model, entry.status, entry.reason) for entry in watched.entries if entry.status != OK)
    return Table("Not measured", tuple(map(text_column, ("model", "status", "reason"))), rows)
