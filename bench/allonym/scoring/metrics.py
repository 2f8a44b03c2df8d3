"""The functions of seqeval.metrics that people call, under the same names: one import line changes.

The same arguments and the same numbers: tags are read as conlleval reads them, or, with mode="strict", as the
`scheme` (IOB2 by default) allows, what is invalid being discarded. What differs: nothing to find and nothing found is
nan, not 0 with a warning; mode="strict" works without a scheme, and in every function; sample_weight is not taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from allonym.errors import unknown
from allonym.scoring.api import score
from allonym.scoring.result import Score
from allonym.scoring.strict import MEASURES, average_rows, label_rows

Tags = Sequence[Sequence[str]]
_AVERAGES = ("micro", "macro", "weighted")
_NAMES = {"IOBES": "BIOES"}


def precision_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **reading: Any) -> Any:
    """Precision; with average=None an array, one value a label.

    >>> precision_score([["B-PER", "O"]], [["B-PER", "B-LOC"]])
    0.5
    """
    return _one("precision", y_true, y_pred, average, reading)


def recall_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **reading: Any) -> Any:
    """Recall; with average=None an array, one value a label."""
    return _one("recall", y_true, y_pred, average, reading)


def f1_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **reading: Any) -> Any:
    """F1; with average=None an array, one value a label."""
    return _one("f1", y_true, y_pred, average, reading)


def accuracy_score(y_true: Tags, y_pred: Tags) -> float:
    """Share of the tokens with the right tag."""
    pairs = [(a, b) for one, two in zip(y_true, y_pred, strict=True) for a, b in zip(one, two, strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else math.nan


def classification_report(
    y_true: Tags, y_pred: Tags, *, digits: int = 2, output_dict: bool = False, **reading: Any
) -> Any:
    """The report as a string or, with output_dict, as a dictionary of dictionaries."""
    result = _score(y_true, y_pred, reading)
    if not output_dict:
        return result.report(digits)
    rows = [*label_rows(result.labels, result.strict), *average_rows(result.strict)]
    names = ("precision", "recall", "f1-score", "support")
    return {name: dict(zip(names, row, strict=True)) for name, *row in rows}


def _one(name: str, y_true: Tags, y_pred: Tags, average: str | None, reading: dict[str, Any]) -> Any:
    result = _score(y_true, y_pred, reading)
    place = 1 + MEASURES.index(name)
    if average is None:
        return np.array([row[place] for row in label_rows(result.labels, result.strict)])
    if average not in _AVERAGES:
        raise unknown("average", average, _AVERAGES)
    return next(row[place] for row in average_rows(result.strict) if row[0] == f"{average} avg")


def _score(y_true: Tags, y_pred: Tags, reading: dict[str, Any]) -> Score:
    """Read the tags as seqeval's arguments say."""
    mode, scheme = reading.pop("mode", None), reading.pop("scheme", None)
    if reading.pop("zero_division", 0) not in (0, "warn") or reading:
        raise TypeError("of seqeval's arguments, zero_division=1, sample_weight and suffix are not taken")
    name = getattr(scheme, "__name__", scheme) or "IOB2"
    if mode == "strict":
        return score(y_true, y_pred, scheme=_NAMES.get(name, name), repair="discard")
    # Every prefix of seqeval's default reading is one of BIOES, and how chunks are cut does not depend on the scheme.
    return score(y_true, y_pred, scheme="BIOES", repair="conlleval")


__all__ = ["accuracy_score", "classification_report", "f1_score", "precision_score", "recall_score"]
