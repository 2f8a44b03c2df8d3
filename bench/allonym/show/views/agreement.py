"""Texts without gold: how far the models agree, and the names that only one of them finds."""

from __future__ import annotations

from allonym.evaluate.agreement.measure import Agreement
from allonym.runs.read import Run
from allonym.show.kinds import AMOUNT, PERCENT, TEXT, Cell
from allonym.show.table import Column, Table, columns, grouped
from allonym.show.wanted import Wanted

_SHOWN = 10
"""Names found by one model alone that are shown a model."""


def tables(run: Run, wanted: Wanted) -> list[Table]:
    """Two tables a corpus; a model is shown among the others, so that `wanted` narrows by corpus alone."""
    return [table for one in run.agreements if wanted.corpus(one.corpus) for table in _tables(one)]


def _tables(agreement: Agreement) -> list[Table]:
    shown = [_models(agreement)]
    return [*shown, _alone(agreement)] if any(agreement.alone) and len(agreement.models) > 1 else shown


def _models(agreement: Agreement) -> Table:
    several = len(agreement.models) > 1
    letters = [chr(ord("a") + number) if number < 26 else str(number) for number in range(len(agreement.models))]
    heads = (
        *columns(TEXT, ("", "model")),
        *columns(AMOUNT, ("names", *["alone"] * several)),
        *columns(PERCENT, ("repeated: all", "some", "none", *letters * several)),
    )
    rows = tuple((letter, *_line(agreement, number)) for number, letter in enumerate(letters))
    notes = [
        f"{agreement.texts:,} texts without gold: nothing here says who is right. names: spans under PER, LOC, ORG; "
        "alone: those no part of which another model marks.",
        "repeated: names that stand twice or more in a text, by whether a model finds all places, some or none, in %.",
    ]
    if several:
        notes.append("a, b, ...: strict micro F1 with that model, in %, neutral convention, coarse labels.")
    return Table(f"Agreement on {agreement.corpus}", heads, rows, tuple(notes))


def _line(agreement: Agreement, number: int) -> tuple[Cell, ...]:
    repeated = agreement.consistency[number]
    shares = [count / repeated.n if repeated.n else None for count in (repeated.all, repeated.some, repeated.none)]
    head = (agreement.models[number], agreement.mentions[number])
    if len(agreement.models) == 1:
        return *head, *shares
    others = (None if other == number else agreement.f1(number, other) for other in range(len(agreement.models)))
    return *head, agreement.alone[number], *shares, *others


def _alone(agreement: Agreement) -> Table:
    rows = [
        (model, name, count)
        for model, names in zip(agreement.models, agreement.alone_names, strict=True)
        for name, count in names[:_SHOWN]
    ]
    heads = (*columns(TEXT, ("model", "name")), Column("times"))
    title = f"Names that one model alone finds in {agreement.corpus}"
    return Table(title, heads, tuple(rows), (f"The {_SHOWN} most frequent a model.",), grouped(rows))
