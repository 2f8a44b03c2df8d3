"""Spelling recall by slot."""

from __future__ import annotations

from allonym.runs.read import Run
from allonym.show.sliced import sliced
from allonym.show.table import Table
from allonym.show.views import Wanted


def tables(run: Run, wanted: Wanted) -> list[Table]:
    return sliced(run, "slot", wanted)
