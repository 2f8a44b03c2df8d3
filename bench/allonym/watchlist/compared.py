"""Two runs of `allonym names`, or two models of them, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym.compare.comparison import paired, run_of
from allonym.errors import InputError
from allonym.show.kinds import PERCENT, POINTS, PRICE
from allonym.show.table import Column, Table, text_column
from allonym.statistics import holm
from allonym.watchlist.kept import kept_names
from allonym.watchlist.tried import Change, change, differing, tried

SCHEMA = "allonym/names-comparison/1"
_SHOWN = 40
"""Rows of names that moved: JSON has them all."""


@dataclass(frozen=True, slots=True)
class NamesCompared:
    """The lines by their two models; p is Holm's over them."""

    lines: tuple[tuple[str, str, Change, float], ...]
    differing: tuple[str, ...]


def compare_names(first: str, second: str, results: Path, *, seed: int = 7) -> NamesCompared | None:
    """Compare RUN or MODEL@RUN with another; None where neither is a run of `allonym names`.

    Raises InputError where only one is, or where they have nothing in common.
    """
    kept = [kept_names(run_of(name), results) for name in (first, second)]
    if kept == [None, None]:
        return None
    for name, side in zip((first, second), kept, strict=True):
        if side is None:
            raise InputError(f"{name!r} is no run of allonym names, and the other is", todo="compare two of a kind")
    one, two = (tried(side) for side in kept if side)
    pairs = paired(first, one.models, second, two.models)
    made = [(a, b, it) for a, b in pairs if (it := change(one, a, two, b, seed=seed)) is not None]
    if not made:
        raise InputError(f"{first} and {second} have no spelling in common", todo="compare runs of one list")
    corrected = holm([it.p for *_, it in made])
    lines = tuple((*line, float(p)) for line, p in zip(made, corrected, strict=True))
    return NamesCompared(lines, tuple(differing(one, two)))


def tables(compared: NamesCompared) -> list[Table]:
    """The shares, then the spellings that moved."""
    columns = (
        text_column("one"), text_column("two"), Column("names"), Column("spellings"), Column("one %", PERCENT),
        Column("two %", PERCENT), Column("difference", POINTS), Column("p", PRICE),
    )  # fmt: skip
    shares = tuple(
        (a, b, it.names, it.spellings, it.before, it.after, it.after - it.before, p) for a, b, it, p in compared.lines
    )
    notes = (
        "%: found among all places of the spellings that both tried; difference: two minus one.",
        "p: paired randomisation over names; Holm over the table.",
        *compared.differing,
    )
    shown = [Table("Your names in two runs", columns, shares, notes)]
    for title, side in (("Found before, lost now", "lost"), ("Lost before, found now", "gained")):
        moved = [(b, name) for _, b, it, _ in compared.lines for name in getattr(it.moved, side)]
        if moved:
            more = (f"{len(moved) - _SHOWN:,} more in --format json.",) if len(moved) > _SHOWN else ()
            heads = tuple(map(text_column, ("model", "line", "name", "type", "spelling")))
            rows = ((model, str(it.start), it.entity, it.label, it.surface) for model, it in moved[:_SHOWN])
            shown.append(Table(f"{title}: {len(moved)}", heads, tuple(rows), more))
    return shown


def as_json(compared: NamesCompared) -> dict[str, Any]:
    """The comparison as an object: schema allonym/names-comparison/1."""
    return {
        "schema": SCHEMA,
        "differing": list(compared.differing),
        "models": [
            {"one": a, "two": b, "names": it.names, "spellings": it.spellings, "before": it.before, "after": it.after,
             "p": p, **it.moved.as_json()}
            for a, b, it, p in compared.lines
        ],
    }  # fmt: skip
