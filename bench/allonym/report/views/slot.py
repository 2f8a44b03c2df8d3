"""Spelling recall by slot."""

from __future__ import annotations

from allonym.leaderboard.kept import KeptRun
from allonym.report.sliced import sliced
from allonym.report.views import Wanted
from allonym.tables import Table


def tables(run: KeptRun, wanted: Wanted) -> list[Table]:
    return sliced(run, "slot", wanted)
