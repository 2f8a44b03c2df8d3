"""Each spelling of each entity: those that the texts print, and those that a probe put there."""

from __future__ import annotations

from allonym.runs.read import Run
from allonym.show.spellings import printed, put_there
from allonym.show.table import Table
from allonym.show.wanted import Wanted


def tables(run: Run, wanted: Wanted) -> list[Table]:
    return [printed(run, wanted), *(table for table in [put_there(run, wanted)] if table.rows)]
