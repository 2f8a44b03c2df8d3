"""The texts of a run, for a model that answers elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped, options


@grouped.command("texts")
@options.corpora
@grouped.option("--articles", "article_folder", type=click.Path(path_type=Path), metavar="DIR", heading=options.WHAT,
                help="Folder with the texts of the articles, which are written only then.")  # fmt: skip
@grouped.option("--probe", "probes", multiple=True, metavar="NAME", help="A probe (repeatable; none); all without it.")
@options.registry
@grouped.option("--full", is_flag=True, help="Every spelling and every place, as `allonym bench --full` asks.")
@grouped.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
                heading=options.ANSWER, help="JSON Lines; compressed where it ends in .gz.")  # fmt: skip
@options.quiet
def command(
    corpora: tuple[str, ...],
    article_folder: Path | None,
    probes: tuple[str, ...],
    own: Path | None,
    full: bool,
    out: Path,
    quiet: bool,
) -> None:
    """Write every text that a model must answer.

    A line is {"id", "sha256", "text"}. Answer each with {"id", "spans"} and score the answers with
    `allonym bench --answers ID=FILE`.
    """
    from allonym.corpus.articles import without_articles
    from allonym.evaluate.chosen import chosen_corpora
    from allonym.evaluate.plan import plan
    from allonym.records.texts import texts_to_answer, write_texts

    warn = options.warner(quiet)
    gold, _ = chosen_corpora(corpora, article_folder, warn)
    if article_folder is None:
        gold = without_articles(gold)
    probing = plan(gold, probes, options.own_entities(own, warn), full=full)
    count = write_texts(texts_to_answer(gold, probing), out)
    options.sayer(quiet)(f"{count:,} texts in {out}")
