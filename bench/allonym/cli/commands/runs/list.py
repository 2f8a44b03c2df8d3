"""The runs that there are."""

from __future__ import annotations

from pathlib import Path

from allonym.cli import grouped, options


@grouped.command("list")
@options.out
@options.output_format()
def command(out: Path, form: str) -> None:
    """Every run below the folder of runs, newest first.

    Each with its time, corpora, models and size.
    """
    import json

    from allonym.runs.folders import run_folders
    from allonym.show.forms import write
    from allonym.show.runs import run_table

    runs = run_folders(out)
    write([run_table(runs)], form, json=lambda: json.dumps([run.as_json() for run in runs], ensure_ascii=False) + "\n")
