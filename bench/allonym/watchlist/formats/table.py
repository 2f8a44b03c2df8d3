"""CSV and TSV with a header; several spellings stand in one cell with ; or | between them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from allonym.errors import InputError

SUFFIXES = (".csv", ".tsv")
_LISTS = frozenset(("spellings", "aliases", "alias", "weak_alias"))


def read(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str | list[str]] | str]]:
    rest = iter(lines)
    first = next(rest, "")
    rows = csv.reader(chain([first], rest), delimiter="\t" if "\t" in first else ";" if ";" in first else ",")
    header = [cell.strip().casefold() for cell in next(rows, [])]
    if "name" not in header:
        raise InputError(f"no column name among {', '.join(header) or 'nothing'}", todo="begin with a header")
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not CSV: {error}"
            continue
        if len(row) > len(header):
            yield line, f"{len(row)} cells under {len(header)} headings; put names with a comma into quotes"
        elif row:
            cells = dict(zip(header, row, strict=False))
            yield line, {key: _parts(cell) if key in _LISTS else cell.strip() for key, cell in cells.items()}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;|]", cell) if part.strip()]
