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
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_(paths: tuple[Path, ...]) -> None:
    """Recognise articles among PATHS (files or folders) and keep their texts where git ignores them."""
    from bench.corpus.bring import bring

    report = bring(paths)
    for line in report.lines():
        click.echo(line)
    sys.exit(0 if report.all_recognised else 1)


@command.command("export")
@click.argument("names", nargs=-1, required=True, metavar="CORPUS...")
@options.articles
def export(names: tuple[str, ...], article_folder: Path | None) -> None:
    """Print a corpus as documents, JSON Lines."""
    from bench.corpus.documents import write_documents
    from bench.corpus.load import load_corpus, require_text

    for name in names:
        write_documents(require_text(load_corpus(name, article_folder, options.warn)).documents, sys.stdout)
