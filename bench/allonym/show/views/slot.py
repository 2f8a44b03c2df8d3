"""Spelling recall by slot."""

from __future__ import annotations

from allonym.runs.read import KeptRun
from allonym.show.sliced import sliced
from allonym.show.table import Table
from allonym.show.views import Wanted


def tables(run: KeptRun, wanted: Wanted) -> list[Table]:
    return sliced(run, "slot", wanted)
