"""What `allonym spell` shows: a name and its spellings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from allonym.names.listing import Listing
from allonym.names.register import register
from allonym.names.registry import Spelling
from allonym.show.forms import write
from allonym.show.forms.csv import comma_separated
from allonym.show.table import Table, text_column

COLUMNS = ("spelling", "register", "scheme", "stratum", "evidence")


def listed(listings: Sequence[Listing], form: str, file: TextIO) -> None:
    """Write listings as table, json, csv or md."""
    rows = [(listing.entity, *row) for listing in listings for row in _rows(listing.spellings)]
    write(
        [_table(listing) for listing in listings],
        form,
        file,
        json=lambda: json.dumps([_record(listing) for listing in listings], ensure_ascii=False, indent=1) + "\n",
        csv=lambda: comma_separated(("entity", *COLUMNS), rows),
    )


def _record(listing: Listing) -> dict[str, object]:
    spellings = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(listing.spellings)]
    return {"entity": listing.entity or None, "printed": listing.printed, "spellings": spellings}


def _rows(spellings: Iterable[Spelling]) -> list[tuple[str, ...]]:
    return [(s.form, register(s), s.scheme, "" if s.scheme == "printed" else s.stratum, s.evidence) for s in spellings]


def _table(listing: Listing) -> Table:
    return Table(listing.title, tuple(map(text_column, COLUMNS)), tuple(_rows(listing.spellings)))
