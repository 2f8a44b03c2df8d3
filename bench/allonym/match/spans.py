"""Spans: the mentions of many units as four sorted integer columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from allonym.corpus.values import Mention
from allonym.errors import InputError, unknown
from allonym.match.keys import IntArray, Mask, integer_table, pack


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Labelled stretches [start, end) of numbered units, sorted by unit, start, end, label, each once.

    Four int64 arrays of one length. A unit is whatever is matched on its own: a document, a
    paragraph, a sentence. A label is an index into the caller's list of labels. Make one with `of`
    or `from_columns`, which sort; the constructor takes the columns as they are.
    """

    unit: IntArray
    start: IntArray
    end: IntArray
    label: IntArray

    @classmethod
    def of(cls, units: Sequence[Sequence[Mention]], labels: Sequence[str]) -> Spans:
        """The mentions of each unit; a mention's label must be one of `labels`.

        >>> Spans.of([[Mention(4, 7, "PER")], [], [Mention(0, 2, "LOC")]], ["LOC", "PER"]).label
        array([1, 0])
        """
        index = {label: number for number, label in enumerate(labels)}
        try:
            rows = [
                (number, mention.start, mention.end, index[mention.label])
                for number, unit in enumerate(units)
                for mention in unit
            ]
        except KeyError as error:
            raise unknown("label", error.args[0], labels) from None
        return cls.from_columns(*integer_table(rows, 4).T)

    @classmethod
    def from_columns(cls, unit: ArrayLike, start: ArrayLike, end: ArrayLike, label: ArrayLike) -> Spans:
        """Sort the rows and drop repeated ones; InputError for a row that is no span."""
        columns = [_integers(column) for column in (unit, start, end, label)]
        if len({column.shape for column in columns}) > 1 or columns[0].ndim != 1:
            raise InputError("unit, start, end and label must be four columns of one length")
        _check(*columns)
        if not starts_ascend(columns[0], columns[1]):
            (keys,) = pack(columns)
            order = np.unique(keys, return_index=True)[1]
            columns = [column[order] for column in columns]
        return cls(*columns)

    def __len__(self) -> int:
        return len(self.unit)

    def take(self, rows: IntArray | Mask) -> Spans:
        """The spans at `rows` (ascending indices, or a mask)."""
        return Spans(self.unit[rows], self.start[rows], self.end[rows], self.label[rows])


def _integers(column: ArrayLike) -> IntArray:
    array = np.asarray(column)
    if array.size and array.dtype.kind not in "iu":
        raise InputError(f"a column of {array.dtype}", todo="units, offsets and labels are integers")
    return array.astype(np.int64, copy=False)


def starts_ascend(unit: IntArray, start: IntArray) -> bool:
    """Whether units ascend, and starts within each unit, without repeats: then the rows are sorted."""
    return bool(((unit[1:] > unit[:-1]) | ((unit[1:] == unit[:-1]) & (start[1:] > start[:-1]))).all())


def _check(unit: IntArray, start: IntArray, end: IntArray, label: IntArray) -> None:
    if not len(unit):
        return
    if start.min() < 0 or not (start < end).all():
        row = int(np.argmax((start < 0) | (start >= end)))
        raise InputError(
            f"span {start[row]}-{end[row]} of unit {unit[row]} is not a stretch of text",
            todo="offsets are half-open, 0 <= start < end",
        )
    if unit.min() < 0 or label.min() < 0:
        raise InputError("units and labels are numbered from 0")
