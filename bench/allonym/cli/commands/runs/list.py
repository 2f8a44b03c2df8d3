"""The runs that there are."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import options


@click.command("list")
@options.out
@options.output_format()
def command(out: Path, form: str) -> None:
    """Every run below the folder of runs, newest first: when, on what, with which models, and how large it is."""
    import json

    from allonym.runs.folders import run_folders
    from allonym.show.runs import run_table
    from allonym.show.table import comma_separated, markdown, print_tables

    runs = run_folders(out)
    table = run_table(runs)
    match form:
        case "json":
            click.echo(json.dumps([run.as_json() for run in runs], ensure_ascii=False))
        case "csv":
            click.echo(comma_separated([column.name for column in table.columns], table.rows), nl=False)
        case "md":
            click.echo(markdown(table))
        case _:
            print_tables([table])
