"""A run on standard output, in the form that was asked for."""

from __future__ import annotations

import json
import sys

from allonym.evaluate.evaluation import Evaluation
from allonym.runs.write import leaderboard_csv, leaderboard_json, leaderboard_markdown
from allonym.show.board import tables
from allonym.show.table import print_tables


def show_run(run: Evaluation, form: str) -> None:
    """Print the run as table, json, csv or md."""
    match form:
        case "json":
            json.dump(leaderboard_json(run), sys.stdout, ensure_ascii=False, allow_nan=False)
            sys.stdout.write("\n")
        case "csv":
            sys.stdout.write(leaderboard_csv(run))
        case "md":
            sys.stdout.write(leaderboard_markdown(run))
        case _:
            print_tables(tables(run))
