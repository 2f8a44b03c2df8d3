"""A run as `allonym bench` prints it, and its leaderboard.md."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from allonym.corpus.values import Corpus
from allonym.runs.read import Run
from allonym.show.answer import write_answer
from allonym.show.board import board, unmeasured
from allonym.show.forms import write
from allonym.show.forms.markdown import markdown
from allonym.show.spellings import printed, put_there
from allonym.show.table import Table
from allonym.show.views import agreement, confusion
from allonym.show.wanted import EVERYTHING


def tables(run: Run) -> list[Table]:
    """Everything that is printed of a run."""
    measured = [board(run), printed(run, EVERYTHING)] if run.gold else []
    return [*(table for table in measured if table.rows), *agreement.tables(run, EVERYTHING), *unmeasured(run)]


def leaderboard_markdown(run: Run) -> str:
    """What is printed, as Markdown, with the spellings that were put there, the confusions and the recipe."""
    further = [put_there(run, EVERYTHING), *confusion.tables(run, EVERYTHING)]
    parts = map(markdown, [*tables(run), *(table for table in further if table.rows)])
    said = [f"- {sentence}" for sentence in run.verdict]
    return "\n".join(["# Allonym leaderboard", "", *said, "", *parts, f"Signature: `{run.signature}`", ""])


def show_run(run: Run, form: str, corpora: Sequence[Corpus] = (), *, full: bool = False) -> None:
    """Print what the run answers, or `full` every table; or its leaderboard's file: json, csv or md.

    `corpora` are its texts, as far as they are at hand.
    """
    if form == "table" and full:
        write(tables(run), form)
    elif form == "table":
        write_answer(run, corpora, sys.stdout)
    elif run.folder is not None:
        sys.stdout.write((run.folder / f"leaderboard.{form}").read_text("utf-8"))
