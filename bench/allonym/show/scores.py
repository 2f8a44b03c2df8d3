"""A Score as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allonym.match.counts import MUC, SCHEMES
from allonym.scoring.strict import MEASURES
from allonym.show.kinds import PERCENT, Cell
from allonym.show.table import Column, Table, text_column

_COUNTS = (*MUC, "gold", "predicted")
_AVERAGES = ("micro", "macro", "weighted")


def score_table(numbers: dict[str, Any]) -> Table:
    """One row a scheme and average or label, from the numbers of Score.as_dict."""
    rows = [(scheme, name, *_cells(cell)) for scheme in SCHEMES for name, cell in _named(numbers, scheme)]
    size = len(rows) // len(SCHEMES)
    head = (text_column("scheme"), text_column("label"), *_columns(_COUNTS))
    groups = frozenset(range(0, len(rows), size))
    return Table("Scores, in percent", head, tuple(rows), (numbers["signature"],), groups)


def score_rows(numbers: dict[str, Any]) -> tuple[list[str], list[list[object]]]:
    """The same as a header and plain values, for CSV."""
    header = ["scheme", "label", *MEASURES, *_COUNTS]
    rows = [
        [scheme, name, *(cell.get(key) for key in (*MEASURES, *_COUNTS))]
        for scheme in SCHEMES
        for name, cell in _named(numbers, scheme)
    ]
    return header, rows


def _named(numbers: dict[str, Any], scheme: str) -> list[tuple[str, dict[str, Any]]]:
    averages = [*_AVERAGES, *(name for name in ("per_document",) if name in numbers)]
    cells = [(name.replace("_", " "), numbers[name][scheme]) for name in averages]
    return cells + [(label, cell[scheme]) for label, cell in numbers["labels"].items()]


def _columns(counts: Sequence[str]) -> tuple[Column, ...]:
    return *(Column(name, PERCENT) for name in MEASURES), *map(Column, counts)


def _cells(cell: dict[str, Any]) -> tuple[Cell, ...]:
    return *(cell[name] for name in MEASURES), *(cell.get(name, "") for name in _COUNTS)


def distinct_table(numbers: dict[str, Any]) -> Table:
    """The scores of distinct entities."""
    columns = _columns(("correct", "gold", "predicted"))
    return Table("Distinct entities, in percent", columns, (tuple(numbers[column.name] for column in columns),))


def confusion_table(matrix: dict[str, Any]) -> Table:
    """Gold labels down, predicted labels across; the corner of neither is empty."""
    *rows, last = ((name, *counts) for name, counts in zip(matrix["rows"], matrix["counts"], strict=True))
    rows.append((*last[:-1], ""))
    head = (text_column("gold"), *map(Column, matrix["columns"]))
    return Table("Confusion: partners with the same bounds, else overlapping", head, tuple(rows))


def causes_table(tally: dict[str, int]) -> Table:
    """Errors of each cause."""
    rows = tuple(tally.items())
    return Table("Causes of the errors", (text_column("cause"), Column("errors")), rows)


def errors_table(errors: Sequence[dict[str, Any]], total: int) -> Table:
    """The errors themselves."""
    head = tuple(map(text_column, ("cause", "place", "gold", "predicted", "context")))
    rows = [(e["cause"], f"{e['document']}:{e['start']}", e["gold"], e["predicted"], e["context"]) for e in errors]
    return Table(f"Errors, {len(rows)} of {total}", head, tuple(rows))


def all_tables(numbers: dict[str, Any]) -> list[Table]:
    """The scores, and what else the numbers hold."""
    tables = [score_table(numbers)]
    if "distinct" in numbers:
        tables.append(distinct_table(numbers["distinct"]))
    if "confusion" in numbers:
        tables.append(confusion_table(numbers["confusion"]))
    if "causes" in numbers:
        tables.append(causes_table(numbers["causes"]))
        if numbers["errors"]:
            tables.append(errors_table(numbers["errors"], sum(numbers["causes"].values())))
    return tables
