"""A board as it was at a release, and how today's differs from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from allonym.runs.read import Run
from allonym.show.answer import board as headline
from allonym.show.board import board
from allonym.show.forms.json import as_object
from allonym.show.kinds import AMOUNT, SIGNED_TENTHS, TENTHS, Cell, Kind, difference
from allonym.show.table import Column, Table, text_column

_LARGEST_SHARE = 100
_COMPARED = ("found both ways", "F1 both ways", "F1 as printed")


class FrozenBoard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The boards of a run as they stood when a version came out: numbers in the units that a person reads."""

    version: str
    run: str
    signature: str
    started: str
    tables: list[dict[str, Any]]


def freeze(run: Run, version: str) -> FrozenBoard:
    """The headline's board and that of each corpus."""
    tables = [as_object(headline(run)), as_object(board(run))]
    return FrozenBoard(version, run.id, run.signature, str(run.about.get("started", "")), tables)


def thawed(frozen: FrozenBoard) -> list[Table]:
    """Its boards, as tables."""
    return [_table(one) for one in frozen.tables]


def _table(one: Mapping[str, Any]) -> Table:
    found = {name: [row[name] for row in one["rows"] if isinstance(row[name], int | float)] for name in one["columns"]}
    columns = tuple(Column(name, _kind(numbers)) if numbers else text_column(name) for name, numbers in found.items())
    rows = tuple(tuple(row[name] for name in one["columns"]) for row in one["rows"])
    return Table(one["title"], columns, rows, keys=one["columns"].index("model") + 1)


def _kind(numbers: Sequence[float]) -> Kind:
    """How they were written: what can be no share in percent is a whole number."""
    return AMOUNT if max(numbers) > _LARGEST_SHARE else TENTHS


def since(run: Run, frozen: FrozenBoard) -> Table:
    """Of each model its numbers of the headline then, now, and the difference in points."""
    now, then = ({row["model"]: row for row in one["rows"]} for one in (as_object(headline(run)), frozen.tables[0]))
    heads = [text_column("model")]
    for name in _COMPARED:
        kinds = (Column(f"{name}, {frozen.version}", TENTHS), Column("now", TENTHS), Column("points", SIGNED_TENTHS))
        heads += kinds
    rows = tuple((model, *_changes(then.get(model, {}), now.get(model, {}))) for model in dict.fromkeys([*now, *then]))
    notes = ["Texts, spellings and models are the same: the signatures are equal."]
    if run.signature != frozen.signature:
        notes = [
            f"Texts, spellings, models or code are not the same as then. {frozen.version}: {frozen.signature}.",
            f"Now: {run.signature}.",
        ]
    return Table(f"Since {frozen.version}", tuple(heads), rows, tuple(notes), keys=1)


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Cell]:
    cells: list[Cell] = []
    for name in _COMPARED:
        numbers = then.get(name), now.get(name)
        cells += [*numbers, difference(*numbers)]
    return cells
