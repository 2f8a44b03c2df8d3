"""A run that was kept, one way after another."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options
from allonym.errors import InputError
from allonym.show.forms import form_names, write
from allonym.show.views import view_names

if TYPE_CHECKING:
    from allonym.watchlist.kept import KeptNames

SECTION = "Measure"

_BY = view_names()
_BOARD = "leaderboard"
"""The view of what is filtered, and of forms for programs."""
_AT_RISK = 10
"""Names that are shown of a run of `allonym names`."""


@grouped.command("show")
@click.argument("run", default="latest")
@grouped.option(
    "--by", type=click.Choice(_BY), metavar="VIEW",
    help=f"One view, laid against the models: {', '.join(_BY)}. Without it: the answer.",
)  # fmt: skip
@grouped.option("--column", "columns", multiple=True, metavar="HEADING",
                help="Only this column of the view's first table (repeatable), in this order.")  # fmt: skip
@grouped.option("--full", is_flag=True, help="Every table of the run.")
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
    by: str | None,
    columns: tuple[str, ...],
    full: bool,
    models: tuple[str, ...],
    corpora: tuple[str, ...],
    entity: str,
    out: Path,
    article_folder: Path | None,
    form: str,
    quiet: bool,
) -> None:
    """Print a kept run: its answer, or one view of it.

    RUN is a folder, an id, latest, a leaderboard.json, or latest-names; --by names the view.
    """
    from allonym.runs.gold import gold_of
    from allonym.runs.read import find_run
    from allonym.show.run import show_run
    from allonym.show.table import chosen as only
    from allonym.show.views import show
    from allonym.show.wanted import Wanted, entity_of
    from allonym.watchlist.kept import kept_names

    chosen = by or models or corpora or entity or columns
    names = kept_names(run, out)
    if names and chosen:
        raise InputError(f"{run!r} is a run of allonym names, which has one view", todo="leave out the options")
    if names:
        _show_names(names, form, full=full)
        return
    if full and chosen:
        raise InputError("--full is every table of the run", todo="leave out the other options")
    kept = find_run(run, out)
    files = [Path(name) for name in corpora if name.endswith(".jsonl")]
    gold = partial(gold_of, kept, files, article_folder, options.warner(quiet))
    if form == "table" and not chosen:
        show_run(kept, form, () if full else gold(), full=full)
        return
    wanted = Wanted(
        models,
        tuple(Path(name).stem if name.endswith(".jsonl") else name for name in corpora),
        entity_of(kept, entity) if entity else "",
        gold,
    )
    shown = show(kept, by or _BOARD, wanted)
    write([only(shown[0], columns)] if columns else shown, form)


def _show_names(names: KeptNames, form: str, *, full: bool) -> None:
    """The answer of a run of `allonym names`, or its tables."""
    from allonym.watchlist.screen import write_screen
    from allonym.watchlist.tables import tables

    if form == "table" and not full:
        write_screen(names, _AT_RISK, sys.stdout)
    else:
        write(tables(names.summary, names.names(), _AT_RISK), form)
