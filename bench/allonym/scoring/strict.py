"""Strict precision, recall and F1, and the report that people know: one line a label, then the averages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from allonym.match.keys import IntArray
from allonym.measures import Macro, Micro, measure
from allonym.measures.ratio import divide, mean

COLUMNS = ("precision", "recall", "f1")
"""What people know the report by; other measures are in `Score.as_dict`."""
Row = tuple[str, float, float, float, int]
"""Name, precision, recall, F1, gold spans."""


def strict_columns(counts: IntArray) -> IntArray:
    """(..., 3) true positives, predicted and gold to the (..., 8) counts that measures take."""
    tp, predicted, wanted = np.moveaxis(counts, -1, 0)
    zero = np.zeros_like(tp)
    return np.stack([tp, zero, zero, wanted - tp, predicted - tp, tp, zero, zero], axis=-1)


def strict_ratios(counts: IntArray, names: Sequence[str] = COLUMNS) -> Any:
    """(..., 3) true positives, predicted and gold to (..., names), by default precision, recall and F1."""
    columns = strict_columns(counts)
    return np.stack([divide(*measure(f"strict.{name}").ratio(columns)) for name in names], axis=-1)


def label_rows(labels: Sequence[str], counts: IntArray) -> list[Row]:
    """A row for each label that occurs on either side; counts (labels, 3) as `Score.strict` has them."""
    seen = np.flatnonzero(counts[:, 1:].sum(axis=1))
    values = strict_ratios(counts[seen]).tolist()
    return [(labels[row], *value, int(counts[row, 2])) for row, value in zip(seen.tolist(), values, strict=True)]


def average_rows(counts: IntArray) -> list[Row]:
    """The micro, macro and weighted averages; nan where nothing was measured."""
    support = counts[:, 2]
    known = [measure(f"strict.{name}") for name in COLUMNS]
    columns = strict_columns(counts)
    rows: dict[str, list[float]] = {
        "micro avg": [Micro(one)(columns).item() for one in known],
        "macro avg": [Macro(one)(columns).item() for one in known],
        "weighted avg": [mean(*one.ratio(columns), weights=support).item() for one in known],
    }
    return [(name, *row, int(support.sum())) for name, row in rows.items()]  # type: ignore[misc]


def strict_report(names: Sequence[str], counts: IntArray, digits: int = 2) -> str:
    """Precision, recall, F1 and support of each label and of the micro, macro and weighted average."""
    return layout(label_rows(names, counts), average_rows(counts), digits=digits)


def layout(*parts: Sequence[Row], digits: int) -> str:
    """Parts of a report under their headings, a blank line between them; an en dash where nothing was measured."""
    width = max(*(len(row[0]) for part in parts for row in part), digits)
    head = f"{'':>{width}} " + "".join(f" {name:>9}" for name in ("precision", "recall", "f1-score", "support"))
    blocks = ["".join(f"{_line(row, width, digits)}\n" for row in part) for part in parts if part]
    return "\n".join([f"{head}\n", *blocks])


def _line(row: Row, width: int, digits: int) -> str:
    name, *values, support = row
    cells = [f"{'–' if math.isnan(v) else f'{v:.{digits}f}':>9}" for v in values]
    return f"{name:>{width}} " + "".join(f" {cell}" for cell in cells) + f" {support:>9}"
