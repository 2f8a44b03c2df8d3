"""What there is, as a person or a program reads it: the roster, and the runs below a folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allonym.predict.models import Model
from allonym.predict.recipe import why_not_installed
from allonym.runs.folders import RunFolder
from allonym.show.table import Column, Table, text_column


def listing(models: Iterable[Model]) -> list[dict[str, Any]]:
    """One record a model: what it is, and whether it can be run here or what brings it."""
    return [
        {
            "model": model.id,
            "family": model.family,
            "version": model.version,
            "size_mb": model.size_mb,
            "licence": model.licence_shown,
            "training_data": model.training_data or "not stated",
            "environment": model.environment or "none",
            "default": model.default,
            "installed": (lacking := why_not_installed(model)) is None,
            "todo": lacking or "",
            "official_install": model.official_install,
        }
        for model in models
    ]


def as_table(records: Iterable[dict[str, Any]]) -> Table:
    """The records for a terminal; * marks the default models."""
    names = ("model", "family", "licence", "environment", "here")
    columns = (*map(text_column, names[:2]), Column("MB"), *map(text_column, names[2:]))
    rows = tuple(
        (
            record["model"] + " *" * record["default"],
            record["family"],
            "" if record["size_mb"] is None else f"{record['size_mb']:g}",
            record["licence"],
            record["environment"],
            "installed" if record["installed"] else record["todo"],
        )
        for record in records
    )
    return Table("Models", columns, rows, ("* scored where no model is named",))


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
