"""Agreement as tables."""

from __future__ import annotations

from allonym.evaluate.agreement.measure import Agreement
from allonym.show.table import EMPTY, Column, Table, percent, text_column

_SHOWN = 10
"""Names found by one model alone that are shown a model."""


def agreement_tables(agreement: Agreement) -> list[Table]:
    """How the models compare, and the names that only one of them finds."""
    shown = [_models(agreement)]
    return [*shown, _alone(agreement)] if any(agreement.alone) and len(agreement.models) > 1 else shown


def _models(agreement: Agreement) -> Table:
    several = len(agreement.models) > 1
    letters = [chr(ord("a") + number) if number < 26 else str(number) for number in range(len(agreement.models))]
    numbers = ["names", *["alone"] * several, "repeated: all", "some", "none", *letters * several]
    columns = (text_column(""), text_column("model"), *map(Column, numbers))
    rows = []
    for number, model in enumerate(agreement.models):
        repeated = agreement.consistency[number]
        shares = [percent(count / repeated.n if repeated.n else None) for count in
                  (repeated.all, repeated.some, repeated.none)]  # fmt: skip
        alone = f"{agreement.alone[number]:,}"
        others = [EMPTY if other == number else percent(agreement.f1(number, other)) for other in range(len(letters))]
        names = f"{agreement.mentions[number]:,}"
        rows.append((letters[number], model, names, *[alone] * several, *shares, *others * several))
    notes = [
        f"{agreement.texts:,} texts without gold: nothing here says who is right. names: spans under PER, LOC, ORG; "
        "alone: those no part of which another model marks.",
        "repeated: names that stand twice or more in a text, by whether a model finds all places, some or none, in %.",
    ]
    if several:
        notes.append("a, b, ...: strict micro F1 with that model, in %, neutral convention, coarse labels.")
    return Table(f"Agreement on {agreement.corpus}", columns, tuple(rows), tuple(notes))


def _alone(agreement: Agreement) -> Table:
    rows = [
        (model, name, f"{count:,}")
        for model, names in zip(agreement.models, agreement.alone_names, strict=True)
        for name, count in names[:_SHOWN]
    ]
    groups = frozenset(at for at, row in enumerate(rows) if at == 0 or rows[at - 1][0] != row[0])
    columns = (text_column("model"), text_column("name"), Column("times"))
    title = f"Names that one model alone finds in {agreement.corpus}"
    return Table(title, columns, tuple(rows), (f"The {_SHOWN} most frequent a model.",), groups)
