"""The spellings of any name, with register, scheme, weight and what changed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from allonym.cli import grouped, options
from allonym.errors import InputError

SECTION = "Names"


@grouped.command("spell")
@click.argument("name", required=False)
@grouped.option("--names", type=click.Path(path_type=Path), metavar="FILE",
                help="A name a line (-: standard input), to JSON Lines.")  # fmt: skip
@grouped.option(
    "--origin", metavar="LANGUAGE", help="The name's language, by name or code; otherwise its letters tell it."
)
@grouped.option("--native", metavar="NAME", help="The name in its own script, beside NAME.")
@grouped.option("--scholarly", metavar="NAME", help="A vowelled scholarly form, such as 'ʿAlī Mamlūk'.")
@grouped.option("--register", metavar="NAME", help="Only spellings of this register: press, library, foreign, ...")
@grouped.option("--top", type=click.IntRange(1, 500), metavar="N", help="At most N spellings (20).")
@grouped.option("--article", metavar="FORM", help="With --scholarly: al-, Al-, 'al ', 'Al ', el-, ..., joined, none.")
@grouped.option("--assimilate/--no-assimilate", default=None, help="With --scholarly: ar-Rashid or al-Rashid.")
@grouped.option("--marks", metavar="SIGNS", help="With --scholarly: how ayn and hamza are written, such as ascii.")
@options.output_format()
def command(
    name: str | None,
    names: Path | None,
    origin: str | None,
    native: str | None,
    scholarly: str | None,
    register: str | None,
    top: int | None,
    article: str | None,
    assimilate: bool | None,
    marks: str | None,
    form: str,
) -> None:
    """List the spellings of a name, likeliest first.

    NAME may be an entity's id. A scholarly form alone is spelled by its schemes.
    """
    from allonym.names.listing import of_scholarly, spelled
    from allonym.names.scheme import Options
    from allonym.show.names import listed, stream

    chosen = Options(article, assimilate, marks) if (article, assimilate, marks) != (None,) * 3 else None
    if names is not None:
        if name or native or scholarly:
            raise InputError("a file of names goes without a name", todo="give --names FILE alone")
        stream(names, origin, register, top or 20, sys.stdout)
        return
    if scholarly is None and chosen:
        raise InputError("the forms of the article and the marks are chosen by a scheme", todo="use --scholarly")
    if name is not None:
        found = spelled(name, origin=origin, native=native, scholarly=scholarly, register=register, top=top)
    elif native is not None:
        found = spelled(native, origin=origin, scholarly=scholarly, register=register, top=top)
    elif scholarly is not None:
        found = of_scholarly(scholarly, origin or "Arabic", chosen)
    else:
        raise InputError("one name is needed", todo="give NAME, --native NAME, --scholarly NAME or --names FILE")
    listed(found, form, sys.stdout)
