"""Strict precision, recall and F1, and the report that people know: one line a label, then the averages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from allonym.match.keys import IntArray
from allonym.measures import measure
from allonym.measures.ratio import divide

MEASURES = ("precision", "recall", "f1")
Row = tuple[str, float, float, float, int]
"""Name, precision, recall, F1, gold spans."""


def strict_ratios(counts: IntArray) -> Any:
    """(..., 3) true positives, predicted and gold to (..., 3) precision, recall and F1."""
    tp, predicted, wanted = np.moveaxis(counts, -1, 0)
    zero = np.zeros_like(tp)
    columns = np.stack([tp, zero, zero, wanted - tp, predicted - tp, tp, zero, zero], axis=-1)
    return np.stack([divide(*measure(f"strict.{name}").ratio(columns)) for name in MEASURES], axis=-1)


def label_rows(labels: Sequence[str], counts: IntArray) -> list[Row]:
    """A row for each label that occurs on either side; counts (labels, 3) as `Score.strict` has them."""
    seen = np.flatnonzero(counts[:, 1:].sum(axis=1))
    values = strict_ratios(counts[seen]).tolist()
    return [(labels[row], *value, int(counts[row, 2])) for row, value in zip(seen.tolist(), values, strict=True)]


def average_rows(counts: IntArray) -> list[Row]:
    """The micro, macro and weighted averages; nan where nothing was measured."""
    support = counts[:, 2]
    values = strict_ratios(counts)
    seen = ~np.isnan(values[:, 2])
    rows = {
        "micro avg": strict_ratios(counts.sum(axis=0)),
        "macro avg": _mean(values[seen], np.ones(int(seen.sum()))),
        "weighted avg": _mean(values[seen], support[seen]),
    }
    return [(name, *row.tolist(), int(support.sum())) for name, row in rows.items()]


def _mean(values: Any, weights: Any) -> Any:
    return np.average(values, axis=0, weights=weights) if weights.sum() else np.full(3, np.nan)


def strict_report(names: Sequence[str], counts: IntArray, digits: int = 2) -> str:
    """Precision, recall, F1 and support of each label and of the micro, macro and weighted average."""
    labels, averages = label_rows(names, counts), average_rows(counts)
    width = max(len(name) for name, *_ in [*labels, *averages])
    head = f"{'':>{width}} " + "".join(f" {name:>9}" for name in ("precision", "recall", "f1-score", "support"))
    lines = [
        *(head, ""),
        *(_line(row, width, digits) for row in labels),
        *([""] if labels else []),
        *(_line(row, width, digits) for row in averages),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row, width: int, digits: int) -> str:
    name, *values, support = row
    cells = [f"{'–' if math.isnan(v) else f'{v:.{digits}f}':>9}" for v in values]
    return f"{name:>{width}} " + "".join(f" {cell}" for cell in cells) + f" {support:>9}"
