"""Fitting: a multinomial logistic model over the features of open runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from allonym.errors import InputError
from allonym.mending.training.pages import Integers, TrainingPage
from allonym.mending.weights import LABELS

FEWEST = 6
"""Examples of each model in which a feature must stand."""
STRENGTH = 0.1
"""The inverse of the penalty on large weights."""
_COPY = 0.5
"""What an example of a respelled copy weighs, where one of a text as printed weighs 1."""
_ROUNDS, _ENOUGH = 150, 1e-3
"""Where fitting stops: early, since held-out texts are told worse by weights that fit these ones better."""
_DIGITS = 2
"""Digits after the point that are kept: below them lies what another machine's arithmetic may change."""


class Fitted(NamedTuple):
    """The numbers of the features (features,), a row of weights for each (features, labels), and the bias (labels,)."""

    features: Integers
    rows: NDArray[np.float64]
    bias: NDArray[np.float64]

    def logits(self, pages: Sequence[TrainingPage], size: int) -> list[NDArray[np.float64]]:
        """What speaks for each label (runs, labels) on each page; `size` is how many features have numbers."""
        rows = np.zeros((size, len(LABELS)))
        rows[self.features] = self.rows
        return [
            np.array([rows[one].sum(axis=0) for one in page.evidence]).reshape(-1, len(LABELS)) + self.bias
            for page in pages
        ]


def fitted(pages: Sequence[TrainingPage], size: int, models: int = 1) -> Fitted:
    """Weights of the features that stand often enough, of `size` that have numbers.

    The examples are those of so many models on the same texts, which tell less than as many texts would. InputError
    where all names are of one kind.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    evidence = [one for page in pages for one in page.evidence]
    answers = np.array([label for page in pages for label in page.labels])
    if len(set(answers.tolist())) < 2:
        raise InputError("the texts have names of one kind alone", todo="train on texts with persons and other names")
    columns = np.concatenate(evidence)
    weighing = np.array([_COPY if page.place.copy else 1.0 for page in pages for _ in page.labels])
    bounds = np.cumsum([0, *map(len, evidence)])
    features = np.flatnonzero(np.bincount(columns, minlength=size) >= FEWEST * models).astype(np.int32)
    table = csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(evidence), size))[:, features]
    with threadpool_limits(1):
        model = LogisticRegression(C=STRENGTH / models, max_iter=_ROUNDS, tol=_ENOUGH).fit(table, answers, weighing)
    rows, bias = _by_label(model)
    return Fitted(features, np.round(rows.T, _DIGITS), np.round(bias, _DIGITS))


def _by_label(model: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A row and a bias for each of LABELS; one that no example has is next to impossible."""
    rows_of, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # the library then gives the second's row alone
        rows_of, biases = np.vstack([-rows_of, rows_of]) / 2, np.hstack([-biases, biases]) / 2
    rows, bias = np.zeros((len(LABELS), rows_of.shape[1])), np.full(len(LABELS), -20.0)
    for row, label in enumerate(model.classes_):
        rows[label], bias[label] = rows_of[row], biases[row]
    return rows, bias
