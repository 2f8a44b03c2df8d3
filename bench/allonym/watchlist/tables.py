"""A watched list as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from allonym.match.mentions import OUTCOMES
from allonym.show.kinds import PERCENT, POINTS, SIGNED_TENTHS, TENTHS, Cell
from allonym.show.table import Column, Table, grouped, text_column
from allonym.watchlist.answer import ModelAnswer, NameAnswer, Summary


def tables(summary: Summary, names: Iterable[NameAnswer], show: int) -> list[Table]:
    """The models, the best pairs, the `show` names at most risk, and what becomes of their spellings.

    `names` come at risk first.
    """
    missing = [table for table in [failed(summary)] if table.rows]
    if not summary.measured:
        return missing
    shown = list(islice(names, show))
    sentences = [lost(shown)] if any(name.lost for name in shown) else []
    return [*overview(summary), at_risk(summary, shown), _spellings(summary, shown), *sentences, *missing]


def overview(summary: Summary) -> list[Table]:
    """Without the names: those with one spelling, where there are any, the models, and the best pairs of several."""
    one = [single(summary)] if summary.single else []
    return [*one, models(summary), *([pairs(summary)] if len(summary.measured) > 1 else [])]


def single(summary: Summary) -> Table:
    """How many names were tried in one spelling only, and what to add."""
    columns = (Column("names"), Column("with one spelling"))
    called = f"{summary.single:,} of your {summary.count:,} names" if summary.single > 1 else "1 of your names"
    notes = (
        f"{called} had only one spelling to be tried in: what is found says little of how a paper may print it. Add a "
        "column spellings, origin, native or scholarly (docs/watchlist.md).",
    )
    return Table("Only one spelling", columns, ((summary.count, summary.single),), notes)


def models(summary: Summary) -> Table:
    """Each model's outcomes, the one that finds most first."""
    columns = (text_column("model"), *(Column(f"{name} %", PERCENT) for name in OUTCOMES), Column("whole names"),
               Column("spurious", TENTHS))  # fmt: skip
    rows = []
    for model in _best_first(summary):
        shares = [getattr(model, name) / model.tries for name in OUTCOMES]
        rows.append((model.model, *shares, model.whole_names, _rate(summary, model.spurious)))
    places = ", ".join(
        f"{len(places)} sentences ({label})" for label, places in sorted(summary.places.items()) if places
    )
    spurious = "name that are no names" if summary.gold else "name (your texts have no gold to tell which are right)"
    names = f"{summary.count:,} name{'s' * (summary.count != 1)}"
    notes = (
        f"{names}, each spelling tried in {places or 'your texts'}: {summary.texts:,} texts.",
        *(
            [f"Names that stand in your texts, and are tried there too: {summary.standing:,}."]
            if summary.standing
            else []
        ),
        "label: its bounds with another type; bounds: a span with other bounds; whole names: found in every spelling "
        f"and place; spurious: spans outside the {spurious}, a thousand words.",
    )
    return Table("The models", columns, tuple(rows), notes, keys=1)


def _best_first(summary: Summary) -> list[ModelAnswer]:
    return sorted(summary.measured, key=lambda model: -model.found)


def _rate(summary: Summary, spurious: int) -> float:
    return 1000 * spurious / max(1, summary.words)


def pairs(summary: Summary) -> Table:
    """For each model the second one that finds most beside it, by union; and the pair that agrees most, by vote."""
    best = _best_first(summary)
    asked = best[0].tries
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[str, frozenset[str]]] = set()
    for way in dict.fromkeys(pair.by for pair in summary.pairs):
        for first in best:
            pair = next(pair for pair in summary.pairs if pair.by == way and first.model in pair.models)
            if (way, frozenset(pair.models)) in seen:
                continue
            seen.add((way, frozenset(pair.models)))
            second = next(model for model in pair.models if model != first.model)
            added = _rate(summary, pair.spurious - first.spurious)
            gained = (pair.found - first.found) / asked
            rows.append(
                (way, first.model, second, pair.found / asked, gained,
                 _rate(summary, pair.spurious), added)
            )  # fmt: skip
    columns = (
        *map(text_column, ("by", "model", "with")),
        *(
            Column("found %", PERCENT),
            Column("± found", POINTS),
            Column("spurious", TENTHS),
            Column("± spurious", SIGNED_TENTHS),
        ),
    )
    notes = (
        "union: what either finds; vote: what both find. For each model the second one with which most is found, then "
        "the one with fewer spurious spans. ±: against the first model alone, in points and spans a thousand words.",
    )
    return Table("A second model", columns, tuple(rows), notes, grouped(rows))


def at_risk(summary: Summary, names: Sequence[NameAnswer]) -> Table:
    """The share of each name that each model found."""
    columns = (Column("line"), text_column("name"), text_column("type"), Column("spellings"),
               *(Column(f"{model.model} %", PERCENT) for model in summary.measured))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name.line, name.name, name.type, len(name.spellings), *name.found.values()) for name in names
    )
    order = "first those that even the model best at them loses, then those lost most often"
    note = f"The first {len(rows):,} of {summary.count:,}: {order}."
    return Table("Names at risk", columns, rows, (note, "%: found among all spellings and places."))


def _spellings(summary: Summary, names: Sequence[NameAnswer]) -> Table:
    asked = (text_column(model.model) for model in summary.measured)
    rows: list[tuple[str, ...]] = []
    groups = set()
    for name in names:
        groups.add(len(rows))
        rows += ((name.name, one.form, one.source, *map(_words, one.outcomes.values())) for one in name.spellings)
    return Table(
        "Their spellings", (*map(text_column, ("name", "spelling", "source")), *asked), tuple(rows), (),
        frozenset(groups),
    )  # fmt: skip


def lost(names: Sequence[NameAnswer]) -> Table:
    """Where models lost the names: the text, and what they said there."""
    heads = ("name", "model", "spelling", "outcome", "place", "text", "the model said")
    rows = [
        (name.name, one.model, one.form, one.outcome, one.place, one.text, "; ".join(one.said) or "nothing")
        for name in names for one in name.lost
    ]  # fmt: skip
    return Table("Where they were lost", tuple(map(text_column, heads)), tuple(rows), (), grouped(rows))


def _words(counts: Mapping[str, int]) -> str:
    """Outcomes of a spelling, the frequent ones first.

    >>> _words({"found": 3, "label": 0, "bounds": 1, "missed": 0})
    'found 3, bounds 1'
    """
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda one: -one[1]) if count)


def failed(summary: Summary) -> Table:
    """The models that were not measured, with the reason."""
    rows = tuple((one.model, one.status, one.reason) for one in summary.models if one.status != "ok")
    return Table("Not measured", tuple(map(text_column, ("model", "status", "reason"))), rows)
