"""Rows of integers packed into one integer each, so that sorting and searching need one column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from allonym.errors import InputError

IntArray = NDArray[np.int64]
Mask = NDArray[np.bool_]

NONE = -1
"""The row of no span."""

_LIMIT = 2**62


def integer_table(rows: Sequence[Sequence[int]], columns: int) -> IntArray:
    """Rows of labels and offsets as an int64 array (rows, columns); InputError for an offset that does not fit.

    >>> integer_table([], 4).shape
    (0, 4)
    """
    try:
        return np.array(rows, np.int64).reshape(-1, columns)
    except OverflowError:
        raise InputError("an offset is too large", todo="offsets count characters or tokens") from None


def pack(*tables: Sequence[IntArray]) -> list[IntArray]:
    """One key per row of each table; keys compare as the rows do, also between the tables.

    Each table is a sequence of equally many columns, each an int64 array of the table's length.

    >>> one = [np.array([0, 0, 1]), np.array([5, 7, 0])]
    >>> two = [np.array([0, 1]), np.array([7, 0])]
    >>> a, b = pack(one, two)
    >>> bool((a[1:] == b).all()), bool((np.diff(a) > 0).all())
    (True, True)
    """
    lengths = np.cumsum([len(table[0]) for table in tables])[:-1]
    if not sum(len(table[0]) for table in tables):
        return [np.zeros(0, np.int64) for _ in tables]
    columns = [_from_zero(np.concatenate(parts)) for parts in zip(*tables, strict=True)]
    return np.split(reduce(_append, columns), lengths)


def _from_zero(column: IntArray) -> IntArray:
    column -= column.min()
    return column


def _append(key: IntArray, column: IntArray) -> IntArray:
    """`key` followed by `column`, as digits; what does not fit is replaced by ranks first."""
    if (int(key.max()) + 1) * (int(column.max()) + 1) > _LIMIT:
        key, column = _ranks(key), _ranks(column)
    key = key * (column.max() + 1)
    key += column
    return key


def _ranks(column: IntArray) -> IntArray:
    return np.unique(column, return_inverse=True)[1].astype(np.int64, copy=False)
