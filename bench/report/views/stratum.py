"""Spelling recall by stratum."""

from __future__ import annotations

from bench.leaderboard.kept import KeptRun
from bench.report.sliced import sliced
from bench.report.views import Wanted
from bench.tables import Table


def tables(run: KeptRun, wanted: Wanted) -> list[Table]:
    return sliced(run, "stratum", wanted)
