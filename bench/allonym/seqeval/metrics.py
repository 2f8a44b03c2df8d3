"""seqeval.metrics: the same functions, keywords and numbers."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from itertools import chain
from operator import eq
from typing import Any, NamedTuple, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from allonym.scoring.strict import layout
from allonym.seqeval import reading
from allonym.seqeval.reading import Counts, Tags

_AVERAGES = (None, "micro", "macro", "weighted")
_MEASURES = ("precision", "recall", "f-score")


class _Row(NamedTuple):
    """Precision, recall, F and the number of true spans: numbers, or arrays with one of each label."""

    precision: Any
    recall: Any
    f: Any
    support: Any


class Keywords(TypedDict, total=False):
    """The keywords of every measure: `mode` "strict" reads under a `scheme`; `sample_weight` has a number a sequence.

    `suffix`: tags end in their prefix, PER-B; `zero_division`: the value where there is nothing to divide by.
    """

    suffix: bool
    mode: str | None
    sample_weight: ArrayLike | None
    zero_division: str | int
    scheme: Any


def precision_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **how: Unpack[Keywords]) -> Any:
    """Precision: right spans over predicted ones; with average=None an array, one value a label.

    >>> precision_score([["B-PER", "O"]], [["B-PER", "B-LOC"]])
    0.5
    """
    return _averaged(_table(y_true, y_pred, average, how), average, how, ("precision",)).precision


def recall_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **how: Unpack[Keywords]) -> Any:
    """Recall: right spans over true ones; with average=None an array, one value a label."""
    return _averaged(_table(y_true, y_pred, average, how), average, how, ("recall",)).recall


def f1_score(y_true: Tags, y_pred: Tags, *, average: str | None = "micro", **how: Unpack[Keywords]) -> Any:
    """F1, the harmonic mean of both; with average=None an array, one value a label."""
    return _averaged(_table(y_true, y_pred, average, how), average, how, ("f-score",)).f


def precision_recall_fscore_support(
    y_true: Tags,
    y_pred: Tags,
    *,
    average: str | None = None,
    warn_for: Sequence[str] = _MEASURES,
    beta: float = 1.0,
    **how: Unpack[Keywords],
) -> tuple[Any, Any, Any, Any]:
    """Precision, recall, F-beta and the number of true spans: of each label, or averaged.

    `mode` and `scheme` are as in the other functions; seqeval has this function without them.
    """
    if beta < 0:
        raise ValueError("beta is at least 0")
    return tuple(_averaged(_table(y_true, y_pred, average, how), average, how, tuple(warn_for), beta))


def classification_report(
    y_true: Tags,
    y_pred: Tags,
    digits: int = 2,
    suffix: bool = False,
    output_dict: bool = False,
    mode: str | None = None,
    sample_weight: ArrayLike | None = None,
    zero_division: str | int = "warn",
    scheme: Any = None,
) -> Any:
    """A line a label, then the averages; with output_dict a dictionary of dictionaries.

    >>> y = [["B-PER", "O"]]
    >>> classification_report(y, y, output_dict=True)["micro avg"]["f1-score"] == 1
    True
    """
    how = Keywords(suffix=suffix, mode=mode, sample_weight=sample_weight, zero_division=zero_division, scheme=scheme)
    table = _table(y_true, y_pred, None, how)
    columns = _averaged(table, None, how, _MEASURES)
    rows = {label: _Row(*row) for label, row in zip(table[0], zip(*columns, strict=True), strict=True)}
    averages = {f"{name} avg": _averaged(table, name, how, _MEASURES) for name in _AVERAGES if name}
    if output_dict:
        names = ("precision", "recall", "f1-score", "support")
        return {name: dict(zip(names, row, strict=True)) for name, row in (rows | averages).items()}
    return layout(*([(name, *row) for name, row in part.items()] for part in (rows, averages)), digits=digits)


def accuracy_score(y_true: Sequence[Any], y_pred: Sequence[Any]) -> float:
    """The share of the tokens with the right tag; nan without tokens."""
    true, predicted = _flat(y_true, y_pred)
    return sum(map(eq, true, predicted)) / len(true) if true else math.nan


def performance_measure(y_true: Sequence[Any], y_pred: Sequence[Any]) -> dict[str, int]:
    """Tokens by their tags: TP both the same and not O, FP predicted otherwise and not O, FN O for another, TN both O.

    >>> performance_measure([["B-PER", "O", "B-LOC"]], [["B-PER", "B-PER", "O"]])
    {'TP': 1, 'FP': 1, 'FN': 1, 'TN': 0}
    """
    pairs = list(zip(*_flat(y_true, y_pred), strict=True))
    return {
        "TP": sum(a == b != "O" for a, b in pairs),
        "FP": sum(a != b != "O" for a, b in pairs),
        "FN": sum(a != b == "O" for a, b in pairs),
        "TN": sum(a == b == "O" for a, b in pairs),
    }


def get_entities(seq: Sequence[Any], suffix: bool = False) -> list[tuple[str, int, int]]:
    """The chunks of one list of tags as (label, first, last); of several, with an O after each.

    >>> get_entities(["B-PER", "I-PER", "O", "B-LOC"])
    [('PER', 0, 1), ('LOC', 3, 3)]
    """
    nested = any(isinstance(one, list) for one in seq)
    flat = [tag for one in seq for tag in (*one, "O")] if nested else list(seq)
    return reading.entities(flat, suffix)


def _flat(y_true: Sequence[Any], y_pred: Sequence[Any]) -> tuple[list[str], list[str]]:
    """All tags of both sides; ValueError where one side has more."""
    if any(not isinstance(one, str) for one in y_true):
        reading.check(y_true, y_pred)
        return list(chain.from_iterable(y_true)), list(chain.from_iterable(y_pred))
    if len(y_true) != len(y_pred):
        raise ValueError(f"{len(y_true)} true and {len(y_pred)} predicted tags")
    return list(y_true), list(y_pred)


def _table(y_true: Tags, y_pred: Tags, average: str | None, how: Keywords) -> tuple[list[str], Counts]:
    """The labels, and the right, predicted and true spans of each."""
    if strange := how.keys() - Keywords.__annotations__.keys():
        raise TypeError(f"no keyword {', '.join(sorted(strange))}")
    if average not in _AVERAGES:
        raise ValueError(f"average is one of {', '.join(map(str, _AVERAGES))}, not {average!r}")
    reading.check(y_true, y_pred)
    weight, suffix = how.get("sample_weight"), how.get("suffix", False)
    weights = None if weight is None else np.asarray(weight, np.float64)
    if weights is not None and weights.shape != (len(y_true),):
        raise ValueError(f"sample_weight has the shape {weights.shape}, and there are {len(y_true)} sequences")
    sides = reading.read(y_true, suffix), reading.read(y_pred, suffix)
    return reading.counts(*sides, how.get("mode") == "strict", how.get("scheme"), weights)


def _averaged(
    table: tuple[list[str], Counts],
    average: str | None,
    how: Keywords,
    warn_for: tuple[str, ...],
    beta: float = 1.0,
) -> _Row:
    """The measures of each label, or averaged; they are `zero_division` where there is nothing to divide by."""
    zero_division = how.get("zero_division", "warn")
    counts = table[1].sum(axis=0, keepdims=True) if average == "micro" else table[1]
    right, predicted, true = counts.T
    nothing = 0.0 if zero_division in ("warn", 0) else 1.0
    precision, recall = _divide(right, predicted, nothing), _divide(right, true, nothing)
    if zero_division == "warn":
        _warn(predicted == 0, true == 0, warn_for, len(counts))
    f = recall if math.isinf(beta) else _f(precision, recall, beta**2)
    if average is None:
        return _Row(precision, recall, f, true)
    weights = true if average == "weighted" else None
    if average == "weighted" and not true.sum():
        alone = nothing if not predicted.sum() else 0.0
        return _Row(alone, nothing, alone, true.sum())
    if not len(counts):
        return _Row(nothing, nothing, nothing, true.sum())
    means = [float(np.average(one, weights=weights)) for one in (precision, recall, f)]
    return _Row(means[0], means[1], means[2], true.sum())


def _divide(part: Counts, whole: Counts, nothing: float) -> Counts:
    return np.where(whole == 0, nothing, part / np.where(whole == 0, 1, whole))


def _f(precision: Counts, recall: Counts, weight: float) -> Counts:
    whole = weight * precision + recall
    return (1 + weight) * precision * recall / np.where(whole == 0, 1, whole)


def _warn(unpredicted: Counts, absent: Counts, warn_for: tuple[str, ...], size: int) -> None:
    """Tell, as scikit-learn does, of measures that are 0 for want of spans to divide by."""
    where = "" if size == 1 else "of labels "
    for name, empty, kind in (("precision", unpredicted, "predicted"), ("recall", absent, "true")):
        if name in warn_for and empty.any():
            _tell(f"{name} {where}without {kind} spans is set to 0; zero_division names another value")
    if warn_for == ("f-score",) and (unpredicted & absent).any():
        _tell(f"F-score {where}without true and predicted spans is set to 0; zero_division names another value")


def _tell(message: str) -> None:
    from sklearn.exceptions import UndefinedMetricWarning

    warnings.warn(message, UndefinedMetricWarning, stacklevel=4)
