"""Gold labels by what was found in their place, for each model and corpus."""

from __future__ import annotations

from allonym.runs.read import Run
from allonym.show.kinds import AMOUNT
from allonym.show.table import Table, columns, text_column
from allonym.show.wanted import Wanted


def tables(run: Run, wanted: Wanted) -> list[Table]:
    return [
        Table(
            f"Confusion: {one.model} on {one.corpus}, {one.convention}",
            (text_column("gold \\ found"), *columns(AMOUNT, one.columns)),
            tuple((name, *counts) for name, counts in zip(one.rows, one.counts, strict=True)),
            keys=1,
        )
        for one in run.confusions
        if wanted.model(one.model) and wanted.corpus(one.corpus)
    ]
