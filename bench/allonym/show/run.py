"""A run on standard output, in the form that was asked for."""

from __future__ import annotations

import sys

from allonym.runs.read import Run
from allonym.show.board import confusions, tables
from allonym.show.matrix import spelling_matrix
from allonym.show.table import markdown, print_tables


def leaderboard_markdown(run: Run) -> str:
    """What is printed, as Markdown, with the spelling matrix, the confusion matrices and the recipe."""
    matrix = spelling_matrix(run)
    parts = [markdown(table) for table in [*tables(run), *([matrix] if matrix else []), *confusions(run)]]
    return "\n".join(["# Allonym leaderboard", "", *parts, f"Signature: `{run.signature}`", ""])


def show_run(run: Run, form: str) -> None:
    """Print the run as table, or its leaderboard's file: json, csv or md."""
    if form == "table":
        print_tables(tables(run))
    elif run.folder is not None:
        sys.stdout.write((run.folder / f"leaderboard.{form}").read_text("utf-8"))
