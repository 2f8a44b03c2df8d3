"""A record of a run's answers."""

from __future__ import annotations

from pathlib import Path

import click

from allonym import paths
from allonym.cli import grouped, options


@grouped.command("pack")
@click.argument("run", default="latest")
@grouped.option(
    "--model", metavar="ID", help="The model of the run; without it each that ran here.", heading=options.WHAT
)
@options.articles
@grouped.option("--corpus", "corpora", type=click.Path(path_type=Path, dir_okay=False), multiple=True, metavar="FILE",
                help="A JSON Lines corpus of the run that is not the project's.", heading=options.WHAT)  # fmt: skip
@options.registry
@grouped.option("--to", type=click.Path(path_type=Path), metavar="FILE", help="Where; else records/ID.json.gz.")
@options.out
@options.quiet
def command(
    run: str,
    model: str | None,
    article_folder: Path | None,
    corpora: tuple[Path, ...],
    own: Path | None,
    to: Path | None,
    out: Path,
    quiet: bool,
) -> None:
    """Write answers in RUN as records without text, a model each.

    RUN is a folder, an id, or latest.
    """
    from allonym.errors import InputError
    from allonym.predict.record import ENDING, write_record
    from allonym.records.pack import pack
    from allonym.runs.gold import gold_of
    from allonym.runs.read import find_run

    found = find_run(run, out)
    warn = options.warner(quiet)
    gold, registry = gold_of(found, corpora, article_folder, warn), options.own_entities(own, warn)
    live = [name for name in found.measured if "record" not in found.models[name]]
    if to and model is None and len(live) != 1:
        raise InputError(f"--to names one file, for {len(live)} models", todo="name one: --model ID")
    for name in [model] if model else live:
        record = pack(found, name, gold, registry)
        path = to or paths.RECORDS / f"{name}{ENDING}"
        write_record(record, path)
        click.echo(f"{path}: {len(record.texts) + len(record.articles):,} answers, {path.stat().st_size:,} bytes")
