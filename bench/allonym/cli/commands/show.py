"""A run that was kept, one way after another."""

from __future__ import annotations

from pathlib import Path

import click

from allonym import paths
from allonym.cli import grouped, options
from allonym.show.forms import form_names

SECTION = "Measure"

_BY = sorted(path.stem for path in (Path(paths.__file__).parent / "show" / "views").glob("[a-z]*.py"))
_AT_RISK = 10
"""Names that are shown of a run of `allonym names`."""


@grouped.command("show")
@click.argument("run", default="latest")
@grouped.option(
    "--by", type=click.Choice(_BY), metavar="VIEW", default="leaderboard", show_default=True,
    help=f"What is laid against the models: {', '.join(_BY)}.",
)  # fmt: skip
@grouped.option("--model", "models", multiple=True, metavar="ID", help="Only this model (repeatable).")
@grouped.option("--corpus", "corpora", multiple=True, metavar="NAME",
              help="Only this corpus (repeatable); one that is not the project's by its JSON Lines file.")  # fmt: skip
@grouped.option("--entity", default="", metavar="NAME", shell_complete=options.completed(options.entity_ids),
                help="Only this entity, by a name of it or its id: each of its forms, or each mistake.")  # fmt: skip
@options.out
@options.articles
@options.output_format(*form_names())
@options.quiet
def command(
    run: str,
    by: str,
    models: tuple[str, ...],
    corpora: tuple[str, ...],
    entity: str,
    out: Path,
    article_folder: Path | None,
    form: str,
    quiet: bool,
) -> None:
    """Print a kept run: its answer, or one view of it.

    RUN is a folder, an id, latest, or a leaderboard.json; --by names the view.
    A run of `allonym names` (latest-names) is printed as it was, with the ten names most at risk.
    """
    from allonym.errors import InputError
    from allonym.runs.gold import gold_of
    from allonym.runs.read import find_run
    from allonym.show.forms import write
    from allonym.show.views import show
    from allonym.show.wanted import Wanted, entity_of
    from allonym.watchlist.kept import kept_names
    from allonym.watchlist.tables import tables

    if names := kept_names(run, out):
        if by != "leaderboard" or models or corpora or entity:
            raise InputError(f"{run!r} is a run of allonym names, which has one view", todo="leave out the options")
        write(tables(names.summary, names.names(), _AT_RISK), form)
        return
    warn = (lambda _: None) if quiet else options.warn
    kept = find_run(run, out)
    files = [Path(name) for name in corpora if name.endswith(".jsonl")]
    wanted = Wanted(
        models,
        tuple(Path(name).stem if name.endswith(".jsonl") else name for name in corpora),
        entity_of(kept, entity) if entity else "",
        lambda: gold_of(kept, files, article_folder, warn),
    )
    write(show(kept, by, wanted), form)
