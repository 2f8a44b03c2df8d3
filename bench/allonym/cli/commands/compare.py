"""Two runs or two models side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options

if TYPE_CHECKING:
    from allonym.show.table import Table

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
        _print(tables(names), [as_json(names)], form)
        return
    from allonym.compare import comparison
    from allonym.compare import report as compare_report
    from allonym.corpus.load import corpus_names, load_corpus

    warn = options.warner(quiet)
    pairs = comparison.pairs(one, two, out)
    wanted = corpora or tuple(name for name in corpus_names() if any(name in side.run.gold for side in pairs[0]))
    texts = [load_corpus(name, article_folder, warn) for name in wanted]
    compared = [comparison.compare(first, second, texts, across_gold=across_gold, seed=seed) for first, second in pairs]
    for one_pair in compared if form != "json" else ():
        for difference in one_pair.differing:
            click.echo(difference)
        _print(compare_report.tables(one_pair), [], form)
    if form == "json":
        _print([], [compare_report.as_json(each) for each in compared], form)


def _print(tables: Sequence[Table], records: Sequence[object], form: str) -> None:
    """Tables for people, or the record of one pair, or a list of them."""
    import json

    from allonym.show.forms import write

    if form == "json":
        json.dump(records[0] if len(records) == 1 else records, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        write(tables, form)
