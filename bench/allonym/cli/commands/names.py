"""Your own names: which model finds them, in every spelling."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options, reading

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions

SECTION = "Names"


@grouped.command("names")
@click.argument("source", metavar="FILE")
@grouped.option("--texts", metavar="PATH", help="Your own texts: where the names stand, {name}, or labelled ones.")
@grouped.option("--sites", type=click.IntRange(min=1), default=4, show_default=True, help="Places for each spelling.")
@grouped.option("--spellings", type=click.IntRange(0, 20), default=8, show_default=True,
              help="Of a person's likeliest spellings, how many are tried.")  # fmt: skip
@grouped.option(
    "--show", type=click.IntRange(min=1), default=10, show_default=True, help="Names at risk in the tables."
)
@reading.options()
@options.models
@options.out
@options.output_format(*options.FORMATS, "html")
@options.jobs
@options.scheduler
@options.quiet
def command(
    source: str,
    texts: str | None,
    reading: FormatOptions,
    sites: int,
    spellings: int,
    show: int,
    models: tuple[str, ...],
    out: Path,
    form: str,
    jobs: int,
    address: str | None,
    quiet: bool,
) -> None:
    """Tell which models find your own names, in every spelling.

    The names are put into texts. FILE is CSV, JSON Lines, FollowTheMoney entities or a plain list. An interrupted run
    goes on where it stopped.
    """
    from contextlib import closing
    from datetime import UTC, datetime

    from allonym.cli.progress import progress_bars
    from allonym.errors import NothingMeasured
    from allonym.predict.cache import Cache, cache_file
    from allonym.predict.install import install_models
    from allonym.predict.models import find_models
    from allonym.report.keep_names import keep_names
    from allonym.runs.write import check_out
    from allonym.temporary import temporary_folder
    from allonym.watchlist.kept import LATEST
    from allonym.watchlist.placed import place
    from allonym.watchlist.run import watch
    from allonym.watchlist.write import write

    check_out(out, LATEST)
    warn = (lambda _: None) if quiet else options.warn
    started, chosen = datetime.now(UTC), find_models(models)
    with temporary_folder() as folder, closing(Cache(cache_file())) as cache:
        placed = place(source, texts, sites, folder / "names", warn, reading, spellings)
        if "all" not in models and address is None:
            for failure in install_models(chosen, say=(lambda _: None) if quiet else options.say):
                warn(str(failure))
        with options.cluster(address) as cluster, progress_bars(quiet) as progress:
            watched = watch(placed, chosen, cache, folder / "results", jobs=jobs, progress=progress, cluster=cluster)
        for entry in watched.entries:
            for warning in entry.warnings:
                warn(f"{entry.model}: {warning}")
        if not watched.models:
            write(watched, "table" if form == "html" else form, show, sys.stdout)
            raise NothingMeasured("no model was measured; the table says why")
        called = " ".join(["allonym", *sys.argv[1:]])
        page = keep_names(watched, out, called, started)
        if form == "html":
            click.echo(page.read_text("utf-8"), nl=False)
        else:
            write(watched, form, show, sys.stdout)
        if not quiet:
            click.echo(f"kept in {page.parent}", err=True)
