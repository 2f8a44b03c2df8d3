"""The roster: what there is, bringing it here, what is kept of its answers."""

from __future__ import annotations

import click

from allonym.cli import grouped, options
from allonym.show.forms import write

SECTION = "Data"


@grouped.group("models")
def command() -> None:
    """The models: list and install them, count their kept answers."""


@command.command("list")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@options.output_format()
def list_(ids: tuple[str, ...], form: str) -> None:
    """Every model, or those named, and whether it is installed."""
    from allonym.predict.models import find_models
    from allonym.show.listings import as_table, listing

    records = listing(find_models(ids or ("all",)))
    rows = list(records[0]), [list(record.values()) for record in records]
    write([as_table(records)], form, record=records, rows=rows)


@command.command("install")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@options.quiet
def install(ids: tuple[str, ...], quiet: bool) -> None:
    """Make the environments and fetch the weights of models.

    Of those named, or all, or the default ones.
    """
    from allonym.predict.environments import InstallFailed
    from allonym.predict.install import install_models
    from allonym.predict.models import find_models

    failed = install_models(find_models(ids), say=options.sayer(quiet))
    for error in failed:
        options.warn(str(error))
    if failed:
        raise InstallFailed(f"failed: {len(failed)}; the lines above say why")


@command.command("cache")
@grouped.option("--clear", is_flag=True, help="Forget all answers, and what was measured with them.")
def cache(clear: bool) -> None:
    """Count the answers that are kept, or forget them."""
    from contextlib import closing

    from allonym.predict.cache import Cache, cache_file

    path = cache_file()
    if not path.exists():
        click.echo("nothing is kept")
        return
    with closing(Cache(path)) as kept:
        if clear:
            kept.clear()
        count, models = kept.count()
    click.echo(f"{count:,} answers of {models:,} models, {path.stat().st_size / 1e6:.1f} MB in {path}")
