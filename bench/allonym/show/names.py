"""What `allonym spell` shows: a name and its spellings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from allonym.names.listing import Listing
from allonym.names.register import register
from allonym.names.registry import Spelling
from allonym.show.table import Table, comma_separated, markdown, print_tables, text_column

COLUMNS = ("spelling", "register", "scheme", "stratum", "evidence")


def listed(listings: Sequence[Listing], form: str, file: TextIO) -> None:
    """Write listings as table, json, csv or md."""
    if form == "json":
        json.dump([_record(listing) for listing in listings], file, ensure_ascii=False, indent=1)
        file.write("\n")
    elif form == "csv":
        rows = [(listing.entity, *row) for listing in listings for row in _rows(listing.spellings)]
        file.write(comma_separated(("entity", *COLUMNS), rows))
    elif form == "md":
        file.write("\n".join(markdown(_table(listing)) for listing in listings))
    else:
        print_tables([_table(listing) for listing in listings], file)


def _record(listing: Listing) -> dict[str, object]:
    spellings = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(listing.spellings)]
    return {"entity": listing.entity or None, "printed": listing.printed, "spellings": spellings}


def _rows(spellings: Iterable[Spelling]) -> list[tuple[str, ...]]:
    return [(s.form, register(s), s.scheme, "" if s.scheme == "printed" else s.stratum, s.evidence) for s in spellings]


def _table(listing: Listing) -> Table:
    return Table(listing.title, tuple(map(text_column, COLUMNS)), tuple(_rows(listing.spellings)))
