"""Your own names: which model finds them, in every spelling."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options, reading
from allonym.errors import NothingMeasured

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions
    from allonym.predict.models import Model
    from allonym.watchlist.placed import Placed
    from allonym.watchlist.run import Watched

SECTION = "Names"


@grouped.command("names")
@click.argument("source", metavar="FILE")
@grouped.option("--texts", metavar="PATH", help="Your own texts: where the names stand, {name}, or labelled ones.")
@grouped.option("--sites", type=click.IntRange(min=1), default=4, show_default=True, help="Places for each spelling.")
@grouped.option("--spellings", type=click.IntRange(0, 20), default=8, show_default=True,
              help="Of a person's likeliest spellings, how many are tried.")  # fmt: skip
@grouped.option(
    "--show", type=click.IntRange(min=1), default=10, show_default=True, help="Names at risk that are shown."
)
@grouped.option("--full", is_flag=True, help="Every table, not the answer alone.")
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
    full: bool,
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
    from datetime import UTC, datetime
    from functools import partial

    from allonym.predict.install import installed
    from allonym.report.keep_names import keep_names
    from allonym.runs.write import check_out
    from allonym.watchlist.kept import LATEST
    from allonym.watchlist.placed import place

    check_out(out, LATEST)
    started, warn = datetime.now(UTC), options.warner(quiet)
    chosen = installed(models, install=address is None, say=options.sayer(quiet), warn=warn)
    placing = partial(place, source, texts, sites, say=warn, reading=reading, likely=spellings)
    with _watched(placing, chosen, jobs, address, quiet) as watched:
        for warning in (f"{entry.model}: {said}" for entry in watched.entries for said in entry.warnings):
            warn(warning)
        called = " ".join(["allonym", *sys.argv[1:]])
        page = keep_names(watched, out, called, started) if watched.summary.measured else None
        _print(watched, page, form, show, full=full)
        if page is None:
            raise NothingMeasured("no model was measured; the table says why")
        options.sayer(quiet)(f"kept in {page.parent}")


@contextmanager
def _watched(
    placing: Callable[..., Placed], models: Sequence[Model], jobs: int, address: str | None, quiet: bool
) -> Iterator[Watched]:
    """The list under the models, while its files last."""
    from contextlib import closing

    from allonym.cli.progress import progress_bars
    from allonym.predict.cache import Cache, cache_file
    from allonym.temporary import temporary_folder
    from allonym.watchlist.run import watch

    with temporary_folder() as folder, closing(Cache(cache_file())) as cache:
        placed = placing(file=folder / "names")
        with options.cluster(address) as cluster, progress_bars(quiet) as progress:
            watched = watch(placed, models, cache, folder / "results", jobs=jobs, progress=progress, cluster=cluster)
        yield watched


def _print(watched: Watched, page: Path | None, form: str, show: int, *, full: bool) -> None:
    """The answer, or `full` every table; the page or a form for programs."""
    from allonym.watchlist.kept import find_names
    from allonym.watchlist.screen import write_screen
    from allonym.watchlist.write import write

    if page is not None and form == "html":
        click.echo(page.read_text("utf-8"), nl=False)
    elif page is not None and form == "table" and not full:
        write_screen(find_names(str(page.parent)), show, sys.stdout)
    else:
        write(watched.summary, watched.names(), "table" if form == "html" else form, show, sys.stdout)
