"""Removing runs."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped, options


@grouped.command("rm")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@grouped.option("--force", is_flag=True, help="Also the newest run.")
@options.out
def command(runs: tuple[str, ...], force: bool, out: Path) -> None:
    """Remove runs, with their predictions and pages.

    RUN is an id or a folder. The history keeps its numbers.
    """
    from allonym.runs.remove import remove_runs

    removed = remove_runs(runs, out, force=force)
    for run in removed:
        click.echo(f"{run.path}: {run.size / 1e6:.1f} MB freed")
