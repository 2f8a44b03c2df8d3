"""The headline: one line a model, over all corpora together."""

from __future__ import annotations

from allonym.runs.read import Run
from allonym.show.answer import board
from allonym.show.board import unmeasured
from allonym.show.table import Table
from allonym.show.wanted import Wanted


def tables(run: Run, wanted: Wanted) -> list[Table]:
    shown = board(run, wanted)
    return [shown, *unmeasured(run, wanted)] if shown.rows else []
