"""The page of a run, made again from its folder."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped, options

_FILE = click.Path(path_type=Path, dir_okay=False)


@grouped.command("report")
@click.argument("run", default="latest")
@options.out
@grouped.option("--to", type=_FILE, metavar="FILE", help="Where to write it; else report.html in the run's folder.")
@grouped.option("--corpus", "corpora", type=_FILE, multiple=True, metavar="FILE",
              help="A JSON Lines corpus of the run that is not the project's (repeatable).")  # fmt: skip
@grouped.option("--names", "listed", metavar="RUN", help="Put a list on it that allonym names kept (an id, a folder, "
              "or latest-names).")  # fmt: skip
@options.articles
@grouped.option("--article-text", is_flag=True, help="Show the articles' sentences too: not to be passed on.")
@options.quiet
def command(
    run: str,
    out: Path,
    to: Path | None,
    corpora: tuple[Path, ...],
    listed: str | None,
    article_folder: Path | None,
    article_text: bool,
    quiet: bool,
) -> None:
    """Write the page of a run again: one file that loads nothing.

    RUN is a folder, an id, latest or latest-names.
    """
    from allonym.errors import InputError
    from allonym.report.make import FILE, write_report
    from allonym.runs.gold import gold_of
    from allonym.runs.logs import with_logs
    from allonym.watchlist.kept import find_kept, find_names

    warn = options.warner(quiet)
    kept = find_kept(run, out)
    if kept.folder is None:
        raise InputError("the page needs the run's folder, not its leaderboard.json alone", where=run)
    gold = gold_of(kept, corpora, article_folder, warn)
    watched = find_names(listed, out) if listed else None
    shown = with_logs(kept) if article_text else kept
    click.echo(write_report(shown, gold, to or kept.folder / FILE, watched=watched, article_text=article_text))
