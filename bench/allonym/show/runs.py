"""The runs below a folder as a table."""

from __future__ import annotations

from collections.abc import Iterable

from allonym.runs.folders import RunFolder
from allonym.show.table import Column, Table, text_column


def run_table(runs: Iterable[RunFolder]) -> Table:
    """A row a run, in the given order; megabytes are millions of bytes."""
    rows = tuple(
        (
            run.id,
            run.started,
            ", ".join(run.corpora),
            ", ".join(run.models),
            f"{run.size / 1e6:.1f}",
            ", ".join(run.links),
        )
        for run in runs
    )
    heads = ("run", "started", "corpora", "models")
    return Table("Runs", (*map(text_column, heads), Column("MB"), text_column("link")), rows, keys=1)
