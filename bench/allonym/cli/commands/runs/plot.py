"""The pictures of a run as files."""

from __future__ import annotations

from pathlib import Path

import click

from allonym import paths
from allonym.cli import grouped, options


@grouped.command("plot")
@click.argument("run", default="latest")
@grouped.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
                heading=options.ANSWER, help="Where they are written.")  # fmt: skip
@grouped.option("--results", type=click.Path(path_type=Path), default=paths.RESULTS, show_default=True, metavar="DIR",
                setting="out", help="Folder of the runs.")  # fmt: skip
def command(run: str, folder: Path, results: Path) -> None:
    """Write the pictures of a run as SVG and PNG, their data as CSV.

    RUN is a folder, an id, latest, or a leaderboard.json.
    """
    from allonym.errors import NothingMeasured
    from allonym.report.files import write_files
    from allonym.runs.read import find_run

    written = list(write_files(find_run(run, results), folder))
    for path in written:
        click.echo(path)
    if not written:
        raise NothingMeasured("the run has nothing that could be drawn")
