"""Two runs or two models side by side."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped, options
from allonym.show.forms import write

SECTION = "Measure"


@grouped.command("compare")
@click.argument("one", metavar="RUN_A")
@click.argument("two", metavar="RUN_B")
@options.articles
@options.held_corpora
@grouped.option("--across-gold", is_flag=True, help="Set the numbers side by side although the gold differs.")
@options.out
@options.seed
@options.output_format("table", "json", "md")
@options.quiet
def command(
    one: str,
    two: str,
    article_folder: Path | None,
    corpora: tuple[str, ...],
    across_gold: bool,
    out: Path,
    seed: int,
    form: str,
    quiet: bool,
) -> None:
    """Set two runs or two models side by side, with tests.

    RUN_A and RUN_B are run folders, ids, leaderboard.json files, or MODEL@RUN; two runs of allonym names too.
    Each number with its difference, interval and p; then the names found before and lost now, and the other way.
    """
    from allonym.watchlist.compared import as_json, compare_names, tables

    if names := compare_names(one, two, out, seed=seed):
        write(tables(names), form, record=as_json(names))
        return
    from allonym.compare import comparison
    from allonym.compare import report as compare_report
    from allonym.corpus.load import corpus_names, load_corpus

    warn = options.warner(quiet)
    pairs = comparison.pairs(one, two, out)
    wanted = corpora or tuple(name for name in corpus_names() if any(name in side.run.gold for side in pairs[0]))
    texts = [load_corpus(name, article_folder, warn) for name in wanted]
    compared = [comparison.compare(first, second, texts, across_gold=across_gold, seed=seed) for first, second in pairs]
    if form == "json":
        records = [compare_report.as_json(each) for each in compared]
        write([], form, record=records[0] if len(records) == 1 else records)
        return
    for each in compared:
        for difference in each.differing:
            click.echo(difference)
        write(compare_report.tables(each), form)
