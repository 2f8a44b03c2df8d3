"""The strict report that people know: one line a label, then the averages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from allonym.scoring.result import strict_ratios

if TYPE_CHECKING:
    from allonym.scoring.result import Score

Row = tuple[str, float, float, float, int]
"""Name, precision, recall, F1, gold spans."""


def label_rows(score: Score) -> list[Row]:
    """A row for each label that occurs on either side."""
    seen = np.flatnonzero(score.strict[:, 1:].sum(axis=1))
    values = strict_ratios(score.strict[seen]).tolist()
    return [
        (score.labels[row], *value, int(score.strict[row, 2])) for row, value in zip(seen.tolist(), values, strict=True)
    ]


def average_rows(score: Score) -> list[Row]:
    """The micro, macro and weighted averages; nan where nothing was measured."""
    support = score.strict[:, 2]
    values = strict_ratios(score.strict)
    seen = ~np.isnan(values[:, 2])
    rows = {
        "micro avg": strict_ratios(score.strict.sum(axis=0)),
        "macro avg": _mean(values[seen], np.ones(int(seen.sum()))),
        "weighted avg": _mean(values[seen], support[seen]),
    }
    return [(name, *row.tolist(), int(support.sum())) for name, row in rows.items()]


def _mean(values: Any, weights: Any) -> Any:
    return np.average(values, axis=0, weights=weights) if weights.sum() else np.full(3, np.nan)


def strict_report(score: Score, digits: int = 2) -> str:
    """Precision, recall, F1 and support of each label and of the micro, macro and weighted average."""
    labels, averages = label_rows(score), average_rows(score)
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
