"""The gold: bring the articles, print it, prove it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options, reading

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions
    from allonym.corpus.values import Document

SECTION = "Data"

_root = grouped.option("--gold", "root", type=click.Path(path_type=Path), metavar="DIR",
                       help="Another gold folder than the project's.")  # fmt: skip


@grouped.group("gold")
def command() -> None:
    """The labelled texts: check, export, import, agreement."""


@command.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
def import_(sources: tuple[str, ...]) -> None:
    """Find the articles and keep their texts.

    They are kept where git ignores them. A SOURCE is a text, a saved page, a folder of them, a web address, or - for
    pasted text. Where the words around the names differ, the mentions are realigned; those that cannot be placed are
    listed, and the exit status is 1.
    """
    from allonym.corpus.bring import bring

    report = bring(sources)
    for line in report.lines():
        click.echo(line)
    sys.exit(0 if report.whole else 1)


@command.command("export")
@click.argument("names", nargs=-1, required=True, metavar="CORPUS...")
@options.articles
@grouped.option("--to", "form", default="jsonl", show_default=True, metavar="FORMAT", help="See docs/formats.md.")
@grouped.option("--to-scheme", default="IOB2", show_default=True, help="How conll writes tags.")
@reading.options()
@grouped.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="File or folder; else standard output.")
def export(
    names: tuple[str, ...],
    article_folder: Path | None,
    form: str,
    to_scheme: str,
    reading: FormatOptions,
    out: Path | None,
) -> None:
    """Print or write corpora, or labelled files, in any format.

    \b
    allonym gold export articles --to brat --out FOLDER
    allonym gold export mine.conll --scheme BIOES --label-map labels.toml --to docbin --out mine.spacy
    """
    from allonym.corpus.formats import FormatOptions, holds_entities
    from allonym.corpus.load import load_corpus, require_text

    corpora = [require_text(load_corpus(name, article_folder, options.warn, reading, gold=False)) for name in names]
    documents = [document for corpus in corpora for document in corpus.documents]
    left_out = sum(mention.entity is not None for document in documents for mention in document.mentions)
    if left_out and not holds_entities(form):
        options.warn(f"{form} holds no entities: those of {left_out} mentions are left out")
    _export(documents, form, FormatOptions(scheme=to_scheme), out)


def _export(documents: list[Document], form: str, how: FormatOptions, out: Path | None) -> None:
    """Write to `out`, or to standard output what is one file of text."""
    from allonym.corpus.formats import write
    from allonym.errors import InputError
    from allonym.temporary import temporary_folder

    if out is not None:
        write(documents, out, form, how)
        return
    with temporary_folder() as folder:
        path = folder / "export"
        write(documents, path, form, how)
        if path.is_dir() or form == "docbin":
            raise InputError(f"{form} is no single file of text", todo="name it: --out PATH")
        sys.stdout.buffer.write(path.read_bytes())


@command.command("check")
@_root
@options.articles
@options.output_format("table", "json")
def check(root: Path | None, article_folder: Path | None, form: str) -> None:
    """Check the labels: faults and suspects.

    Each has file, line, the text around it and what to do; a fault means exit status 1. The texts that you brought
    (gold import, --articles) are checked too. A suspect that is right goes into gold/reviewed.jsonl: the "review"
    that --format json prints, with a "reason".
    """
    import msgspec

    from allonym import paths
    from allonym.gold.prove import prove

    proof = prove(root or paths.GOLD, article_folder or paths.ARTICLE_TEXTS)
    for finding in proof.findings:
        for line in [msgspec.json.encode(finding.record()).decode()] if form == "json" else finding.lines():
            click.echo(line)
    click.echo(proof.summary, err=form == "json")
    sys.exit(0 if proof.holds else 1)


@command.command("agree")
@_root
@options.held_corpora
@options.articles
@options.seed
@grouped.option("--replicates", type=click.IntRange(min=1), default=10_000, show_default=True, help="Resamples.")
@options.output_format("table", "md", "json")
def agree(
    root: Path | None, corpora: tuple[str, ...], article_folder: Path | None, seed: int, replicates: int, form: str
) -> None:
    """How far two readers agree, and what was decided.

    Span F1 and Cohen's kappa by corpus and label, with intervals; then each disagreement with its decision and reason.
    """
    import msgspec

    from allonym import paths
    from allonym.corpus.articles import exact_texts
    from allonym.show.forms import write
    from allonym.show.gold_agreement import agreements, record, tables

    brought = exact_texts(article_folder or paths.ARTICLE_TEXTS)
    names = () if "all" in corpora else corpora
    result = agreements(root or paths.GOLD, brought, seed=seed, replicates=replicates, corpora=names)
    as_json = msgspec.json.format(msgspec.json.encode(record(result)), indent=1).decode()
    write(tables(result), form, record=as_json)
