"""A Score as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from allonym.match.counts import MUC, SCHEMES
from allonym.match.keys import IntArray
from allonym.measures import formulas
from allonym.show.kinds import PERCENT
from allonym.show.table import Column, Table, text_column

SHOWN = 30
"""Labels that a table has at most."""
OTHERS = "others"
_COUNTS = (*MUC, "gold", "predicted")
_AVERAGES = ("micro", "macro", "weighted")


def score_table(numbers: dict[str, Any]) -> Table:
    """One row a scheme and average or label, from the numbers of Score.as_dict; of many labels, the largest."""
    shown = _largest(
        {label: cell["strict"]["gold"] + cell["strict"]["predicted"] for label, cell in numbers["labels"].items()}
    )
    rows = [
        (scheme, name, *(cell[key] for key in formulas()), *(cell.get(key, "") for key in _COUNTS))
        for scheme in SCHEMES
        for name, cell in _named(numbers, scheme)
        if name in shown or name not in numbers["labels"]
    ]
    size = len(rows) // len(SCHEMES)
    head = (text_column("scheme"), text_column("label"), *_columns(_COUNTS))
    groups = frozenset(range(0, len(rows), size))
    notes = (*_left_out(len(numbers["labels"])), numbers["signature"])
    return Table("Scores, in percent", head, tuple(rows), notes, groups)


def _largest(sizes: Mapping[str, int]) -> set[str]:
    """The labels with the most spans."""
    return set(sorted(sizes, key=lambda label: (-sizes[label], label))[:SHOWN])


def _left_out(number: int) -> tuple[str, ...]:
    """What is said where there are more labels than a table shows."""
    if number <= SHOWN:
        return ()
    return (f"The {SHOWN} labels with the most spans; --format json and csv have all {number}.",)


def score_rows(numbers: dict[str, Any]) -> tuple[list[str], list[list[object]]]:
    """The same as a header and plain values, for CSV."""
    header = ["scheme", "label", *formulas(), *_COUNTS]
    rows = [
        [scheme, name, *(cell.get(key) for key in (*formulas(), *_COUNTS))]
        for scheme in SCHEMES
        for name, cell in _named(numbers, scheme)
    ]
    return header, rows


def _named(numbers: dict[str, Any], scheme: str) -> list[tuple[str, dict[str, Any]]]:
    averages = [*_AVERAGES, *(name for name in ("per_document",) if name in numbers)]
    cells = [(name.replace("_", " "), numbers[name][scheme]) for name in averages]
    return cells + [(label, cell[scheme]) for label, cell in numbers["labels"].items()]


def _columns(counts: Sequence[str]) -> tuple[Column, ...]:
    return *(Column(name, PERCENT) for name in formulas()), *map(Column, counts)


def distinct_table(numbers: dict[str, Any]) -> Table:
    """The scores of distinct entities."""
    columns = _columns(("correct", "gold", "predicted"))
    return Table("Distinct entities, in percent", columns, (tuple(numbers[column.name] for column in columns),))


def confusion_table(matrix: dict[str, Any]) -> Table:
    """Gold labels down, predicted labels across; the corner of neither is empty. Of many labels, the largest."""
    labels, counts = matrix["rows"][:-1], np.asarray(matrix["counts"])
    names = labels
    if len(labels) > SHOWN:
        sizes = counts.sum(axis=0)[:-1] + counts.sum(axis=1)[:-1]
        shown = _largest(dict(zip(labels, sizes.tolist(), strict=True)))
        group = np.array([number for number, label in enumerate(labels) if label in shown])
        counts = _together(counts, group)
        names = (*(labels[number] for number in group), OTHERS)
    *rows, last = ((name, *row) for name, row in zip((*names, matrix["rows"][-1]), counts.tolist(), strict=True))
    rows.append((*last[:-1], ""))
    head = (text_column("gold"), *map(Column, (*names, matrix["columns"][-1])))
    title = "Confusion: partners with the same bounds, else overlapping"
    return Table(title, head, tuple(rows), _left_out(len(labels)))


def _together(counts: IntArray, kept: IntArray) -> IntArray:
    """A confusion matrix of the labels `kept`, of all others as one, and of neither."""
    size = len(counts) - 1
    number = np.full(size + 1, len(kept))
    number[kept] = np.arange(len(kept))
    number[size] = len(kept) + 1
    rows = np.zeros((len(kept) + 2, size + 1), np.int64)
    np.add.at(rows, number, counts)
    columns = np.zeros((len(kept) + 2, len(kept) + 2), np.int64)
    np.add.at(columns.T, number, rows.T)
    return columns


def causes_table(tally: dict[str, int]) -> Table:
    """Errors of each cause."""
    rows = tuple(tally.items())
    return Table("Causes of the errors", (text_column("cause"), Column("errors")), rows)


def errors_table(errors: Sequence[dict[str, Any]], total: int) -> Table:
    """The errors themselves."""
    head = tuple(map(text_column, ("cause", "place", "gold", "predicted", "context")))
    rows = [(e["cause"], f"{e['document']}:{e['start']}", e["gold"], e["predicted"], e["context"]) for e in errors]
    return Table(f"Errors, {len(rows)} of {total}", head, tuple(rows))


def all_tables(numbers: dict[str, Any]) -> list[Table]:
    """The scores, and what else the numbers hold."""
    tables = [score_table(numbers)]
    if "distinct" in numbers:
        tables.append(distinct_table(numbers["distinct"]))
    if "confusion" in numbers:
        tables.append(confusion_table(numbers["confusion"]))
    if "causes" in numbers:
        tables.append(causes_table(numbers["causes"]))
        if numbers["errors"]:
            tables.append(errors_table(numbers["errors"], sum(numbers["causes"].values())))
    return tables
