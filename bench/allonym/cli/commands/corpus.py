"""Public corpora: what there is, bringing one here, proving its files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from allonym.cli import grouped, options
from allonym.show.forms import write

SECTION = "Data"


@grouped.group("corpus")
def command() -> None:
    """Public corpora: list them, bring them here, prove their files."""


@command.command("list")
@options.output_format()
def list_(form: str) -> None:
    """Every public corpus, with its licence, and whether it is here."""
    from allonym.corpus.public import faults, public_corpus, public_names
    from allonym.show.table import Table, text_column

    found = [public_corpus(name) for name in public_names()]
    here = {one.name: not any("is not" in fault for fault in faults(one)) for one in found}
    heads = ("corpus", "title", "licence", "may be shown", "here")
    rows = tuple((c.name, c.title, c.licence, c.may_show, "yes" if here[c.name] else "no") for c in found)
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    table = Table("Public corpora", tuple(map(text_column, heads)), rows)
    write([table], form, record=records)


@command.command("get")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@grouped.option("--from", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
                help="Where you have the files, instead of their address.")  # fmt: skip
@options.quiet
def get(names: tuple[str, ...], folder: Path | None, quiet: bool) -> None:
    """Bring the files of corpora here, each held to its hash."""
    from allonym.corpus.public import bring, public_corpus

    for name in names:
        bring(public_corpus(name), folder, options.sayer(quiet))


@command.command("check")
@click.argument("names", nargs=-1, metavar="[NAME...]")
def check(names: tuple[str, ...]) -> None:
    """Hold the files that are here to their hashes.

    Of all corpora, or those named. With faults the exit status is 1.
    """
    from allonym.corpus.public import faults, public_corpus, public_names

    found = [fault for name in names or public_names() for fault in faults(public_corpus(name))]
    for fault in found:
        click.echo(fault)
    sys.exit(1 if found else 0)
