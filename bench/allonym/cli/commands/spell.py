"""A name's spellings, with scheme, stratum and who vouches for each."""

from __future__ import annotations

import sys

import click

from allonym.cli import options


@click.command("spell")
@click.argument("name", required=False)
@click.option("--scholarly", metavar="NAME", help="A vowelled scholarly form instead, such as 'ʿAlī Mamlūk'.")
@click.option("--origin", default="Arabic", show_default=True, help="Of the scholarly form: its tables are used.")
@click.option("--article", metavar="FORM", help="With --scholarly: al-, Al-, 'al ', 'Al ', el-, ..., joined, none.")
@click.option("--assimilate/--no-assimilate", default=None, help="With --scholarly: ar-Rashid or al-Rashid.")
@click.option("--marks", metavar="SIGNS", help="With --scholarly: how ayn and hamza are written, such as ascii.")
@options.output_format()
def command(
    name: str | None,
    scholarly: str | None,
    origin: str,
    article: str | None,
    assimilate: bool | None,
    marks: str | None,
    form: str,
) -> None:
    """List the spellings of NAME (a spelling, or the id of an entity), or of a scholarly form by its schemes."""
    from allonym.errors import InputError
    from allonym.names.listing import of_name, of_scholarly
    from allonym.names.scheme import Options
    from allonym.show.names import listed

    if (name is None) == (scholarly is None):
        raise InputError("one name is needed", todo="give NAME or --scholarly NAME")
    chosen = Options(article, assimilate, marks)
    if scholarly is None and chosen != Options():
        raise InputError("the forms of the article and the marks are chosen by a scheme", todo="use --scholarly")
    listings = of_name(name) if name is not None else [of_scholarly(str(scholarly), origin, chosen)]
    listed(listings, form, sys.stdout)
