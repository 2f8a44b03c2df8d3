"""Fitting: a multinomial logistic model over the examples' features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.errors import InputError
from allonym.mending.training.examples import TrainingRun, features_of
from allonym.mending.weights import LABELS

FEWEST = 12
"""Examples in which a feature must stand."""
STRENGTH = 0.3
"""The inverse of the penalty on large weights."""
_ROUNDS, _ENOUGH = 150, 1e-3
"""Where fitting stops: early, since held-out texts are told worse by weights that fit these ones better."""
_DIGITS = 2
"""Digits after the point that are kept: below them lies what another machine's arithmetic may change."""


def fitted(found: Sequence[TrainingRun], models: int = 1) -> tuple[list[str], NDArray[Any], NDArray[Any]]:
    """The features, a row of weights for each, and the bias; columns are those of LABELS.

    The examples are those of so many models on the same texts, which tell less than as many texts would.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    features = features_of(found, FEWEST * models)
    index = {feature: at for at, feature in enumerate(features)}
    rows = [[index[one] for one in example.evidence if one in index] for example in found]
    bounds = np.cumsum([0, *map(len, rows)])
    columns = np.array([at for row in rows for at in row], np.int32)
    table = csr_matrix((np.ones(len(columns), np.float64), columns, bounds), shape=(len(found), len(features)))
    answers = np.array([LABELS.index(example.label) for example in found])
    if len(set(answers.tolist())) < 2:
        raise InputError("the texts have names of one kind alone", todo="train on texts with persons and other names")
    with threadpool_limits(1):
        model = LogisticRegression(C=STRENGTH / models, max_iter=_ROUNDS, tol=_ENOUGH).fit(table, answers)
    rows_of, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # the library then gives the second's row alone
        rows_of, biases = np.vstack([-rows_of, rows_of]) / 2, np.hstack([-biases, biases]) / 2
    weights = np.zeros((len(LABELS), len(features)))
    bias = np.full(len(LABELS), -20.0)
    for row, label in enumerate(model.classes_):
        weights[label], bias[label] = rows_of[row], biases[row]
    return features, np.round(weights.T, _DIGITS), np.round(bias, _DIGITS)
