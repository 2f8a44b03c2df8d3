"""The strict report that people know: one line a label, then the averages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bench.scoring.result import strict_ratios

if TYPE_CHECKING:
    from bench.scoring.result import Score


def strict_report(score: Score, digits: int = 2) -> str:
    """Precision, recall, F1 and support of each label and of the micro, macro and weighted average."""
    counts = score.strict
    seen = np.flatnonzero(counts[:, 1:].sum(axis=1))
    labels = [score.labels[row] for row in seen]
    counts = counts[seen]
    values, support = strict_ratios(counts), counts[:, 2]
    total = int(support.sum())
    nothing = np.full(3, np.nan)
    rows = [(label, *value, int(n)) for label, value, n in zip(labels, values.tolist(), support, strict=True)]
    averages = {
        "micro avg": strict_ratios(counts.sum(axis=0)),
        "macro avg": values.mean(axis=0) if len(values) else nothing,
        "weighted avg": np.average(values, axis=0, weights=support) if total else nothing,
    }
    ends = [(name, *value.tolist(), total) for name, value in averages.items()]
    width = max([len(label) for label in labels] + [len("weighted avg"), digits])
    head = f"{'':>{width}} " + "".join(f" {name:>9}" for name in ("precision", "recall", "f1-score", "support"))
    lines = [head, "", *(_line(row, width, digits) for row in rows), "", *(_line(row, width, digits) for row in ends)]
    return "\n".join(lines) + "\n"


def _line(row: tuple[str, float, float, float, int], width: int, digits: int) -> str:
    name, *values, support = row
    cells = [f"{'–' if math.isnan(v) else f'{v:.{digits}f}':>9}" for v in values]
    return f"{name:>{width}} " + "".join(f" {cell}" for cell in cells) + f" {support:>9}"
