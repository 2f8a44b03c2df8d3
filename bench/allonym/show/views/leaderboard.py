"""The leaderboard: models by corpus, the best first, and what was not measured."""

from __future__ import annotations

from allonym.runs.read import Run
from allonym.show.board import board, unmeasured
from allonym.show.table import Table
from allonym.show.wanted import Wanted


def tables(run: Run, wanted: Wanted) -> list[Table]:
    return [board(run, wanted), *unmeasured(run, wanted)]
