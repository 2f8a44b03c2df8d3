"""Kept runs: the list of them, removing some, one number over them, pictures and page of one."""

from __future__ import annotations

from pathlib import Path

import click

from allonym import paths
from allonym.cli import grouped, options
from allonym.errors import InputError, NothingMeasured
from allonym.show.forms import write

SECTION = "Results"

_FILE = click.Path(path_type=Path, dir_okay=False)


@grouped.group("runs")
def command() -> None:
    """Kept runs: list, remove, their history, pictures and page."""


@command.command("list")
@options.out
@options.output_format()
def list_(out: Path, form: str) -> None:
    """Every run below the folder of runs, newest first.

    Each with its time, corpora, models and size.
    """
    from allonym.runs.folders import run_folders
    from allonym.show.listings import run_table

    runs = run_folders(out)
    write([run_table(runs)], form, record=[run.as_json() for run in runs])


@command.command("rm")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@grouped.option("--force", is_flag=True, help="Also the newest run.")
@options.out
def rm(runs: tuple[str, ...], force: bool, out: Path) -> None:
    """Remove runs, with their predictions and pages.

    RUN is an id or a folder. The history keeps its numbers.
    """
    from allonym.runs.remove import remove_runs

    removed = remove_runs(runs, out, force=force)
    for run in removed:
        click.echo(f"{run.path}: {run.size / 1e6:.1f} MB freed")


class ListsCosts(options.ListsMeasures):
    """A command whose help ends with every measure and every cost."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from allonym.measures.costs import COSTS

        super().format_epilog(ctx, formatter)
        with formatter.section("Costs"):
            formatter.write_dl([(cost.name, cost.unit) for cost in COSTS])


@command.command("history", cls=ListsCosts)
@click.argument("model")
@click.argument("measure")
@grouped.option("--corpus", help="Only this corpus.")
@grouped.option("--probe", help="Only this probe.")
@grouped.option("--label", help="Only this label: micro, macro, PER, ...  [default: micro]")
@grouped.option("--tagset", help="coarse or fine  [default: coarse]")
@grouped.option("--convention", help="raw or neutral  [default: neutral]")
@options.out
@options.output_format("table", "json", "csv", "md")
def history(model: str, measure: str, out: Path, form: str, **where: str | None) -> None:
    """Print and draw one number over the runs, with its steps.

    MEASURE is a measure or a cost of those below.
    """
    from allonym.measures.costs import BY_NAME
    from allonym.measures.main import MAIN
    from allonym.runs import history
    from allonym.show import history as history_report

    parts = () if measure in BY_NAME else ("label", "tagset", "convention")
    defaults = {part: getattr(MAIN, part) for part in parts}
    chosen = defaults | {key: value for key, value in where.items() if value is not None}
    found = history.series(out, model, measure, **chosen)
    shown = (model, measure, found)
    record, rows = history_report.as_json(*shown), history_report.as_rows(*shown)
    write(history_report.tables(*shown), form, record=record, rows=rows)


@command.command("plot")
@click.argument("run", default="latest")
@grouped.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
                heading=options.ANSWER, help="Where they are written.")  # fmt: skip
@grouped.option("--results", type=click.Path(path_type=Path), default=paths.RESULTS, show_default=True, metavar="DIR",
                setting="out", help="Folder of the runs.")  # fmt: skip
def plot(run: str, folder: Path, results: Path) -> None:
    """Write the pictures of a run as SVG and PNG, their data as CSV.

    RUN is a folder, an id, latest, or a leaderboard.json.
    """
    from allonym.report.files import write_files
    from allonym.runs.read import find_run

    written = list(write_files(find_run(run, results), folder))
    for path in written:
        click.echo(path)
    if not written:
        raise NothingMeasured("the run has nothing that could be drawn")


@command.command("report")
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
def report(
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
