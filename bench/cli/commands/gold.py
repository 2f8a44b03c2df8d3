"""The gold: bring the articles, print it, prove it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bench.cli import options


@click.group("gold")
def command() -> None:
    """The labelled texts: bring the articles, export, check."""


@command.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
def import_(sources: tuple[str, ...]) -> None:
    """Find the articles in each SOURCE and keep their texts where git ignores them.

    A source is a text, a saved page, a folder of them, a web address, or - for pasted text. Where the words around
    the names differ, the mentions are realigned; those that cannot be placed are listed, and the exit status is 1.
    """
    from bench.corpus.bring import bring

    report = bring(sources)
    for line in report.lines():
        click.echo(line)
    sys.exit(0 if report.whole else 1)


@command.command("export")
@click.argument("names", nargs=-1, required=True, metavar="CORPUS...")
@options.articles
def export(names: tuple[str, ...], article_folder: Path | None) -> None:
    """Print a corpus as documents, JSON Lines."""
    from bench.corpus.documents import write_documents
    from bench.corpus.load import load_corpus, require_text

    for name in names:
        write_documents(require_text(load_corpus(name, article_folder, options.warn)).documents, sys.stdout)
