"""The leaderboard's rows as tables: one for each corpus, probe, tagset, convention and label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allonym.evaluate.rows import Row
from allonym.measures.main import ALL, EVERY_SPELLING, MAIN, ORIGINAL

COLUMNS = ("strict.f1", "strict.precision", "strict.recall", "exact.f1", "type.f1", "partial.f1")
"""The measures shown of texts as they are; leaderboard.csv has every other one too."""


@dataclass(frozen=True, slots=True, order=True)
class View:
    """What one table is about."""

    corpus: str
    probe: str
    tagset: str
    convention: str
    label: str

    @property
    def main(self) -> bool:
        return (self.probe, self.tagset, self.convention, self.label) == (
            MAIN.probe,
            MAIN.tagset,
            MAIN.convention,
            MAIN.label,
        )


@dataclass(frozen=True, slots=True)
class Board:
    """A table: the rows of each model, one a column, the best model of `lead` first."""

    view: View
    columns: tuple[str, ...]
    lead: str
    lines: tuple[tuple[str, tuple[Row | None, ...]], ...]

    @property
    def low(self) -> float:
        """Where the bars of its intervals begin: the tenth below the smallest number, 0.9 at most."""
        shown = [row.low if row.low is not None else row.value for _, rows in self.lines for row in rows if row]
        smallest = min((value for value in shown if value is not None), default=0)
        return min(int(10 * max(0.0, smallest)), 9) / 10


def boards(rows: Iterable[Row]) -> tuple[Board, ...]:
    """The tables of all rows that are of no slice, in order of first appearance, those of texts as they are first."""
    grouped: dict[View, dict[str, dict[str, Row]]] = {}
    for row in rows:
        if row.slice == ALL:
            view = View(row.corpus, row.probe, row.tagset, row.convention, row.label)
            grouped.setdefault(view, {}).setdefault(row.model, {})[row.measure] = row
    order = sorted(grouped, key=lambda view: view.probe != ORIGINAL)
    return tuple(board for view in order if (board := _board(view, grouped[view])).lines)


def _board(view: View, models: Mapping[str, Mapping[str, Row]]) -> Board:
    known = list(dict.fromkeys(measure for rows in models.values() for measure in rows))
    columns = [measure for measure in COLUMNS if measure in known] if view.probe == ORIGINAL else known
    lead = next((one for one in (EVERY_SPELLING.name, *columns) if one in columns), "")
    order = sorted(models, key=lambda model: (-_value(models[model], lead), model))
    lines = tuple((model, tuple(models[model].get(measure) for measure in columns)) for model in order if columns)
    return Board(view, tuple(columns), lead, lines)


def _value(rows: Mapping[str, Row], measure: str) -> float:
    row = rows.get(measure)
    return -1.0 if row is None or row.value is None else row.value


def choices(boards: Sequence[Board], part: str) -> tuple[str, ...]:
    """The values that a part of the views takes, each once."""
    return tuple(dict.fromkeys(getattr(board.view, part) for board in boards))
