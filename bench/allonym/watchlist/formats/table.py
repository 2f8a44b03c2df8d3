"""CSV and TSV with a header, and OFAC's file of specially designated nationals, which has none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from allonym.errors import InputError
from allonym.watchlist.columns import has_names

SUFFIXES = (".csv", ".tsv")
_OFAC = ("number", "name", "type", "programme", "title", "call sign", "vessel type", "tonnage", "gross tonnage", "flag",
         "owner", "remarks")  # fmt: skip
"""The columns of sdn.csv (OFAC, Specially Designated Nationals List Data Specification, section "SDN.CSV")."""
_NULL, _END = "-0-", "\x1a"
_ALIAS = re.compile(r"\ba\.k\.a\. ['\"](.+?)['\"](?=[;.,]|$)")

Row = tuple[int, dict[str, str | list[str]] | str]


def read(lines: Iterable[str]) -> Iterator[Row]:
    rest = iter(lines)
    first = next(rest, "")
    delimiter = "\t" if "\t" in first else ";" if ";" in first and not _is_ofac(_cells(first, ",")) else ","
    header = [cell.strip() for cell in _cells(first, delimiter)]
    if _is_ofac(header):
        for line, row in _rows(chain([first], rest), delimiter, _OFAC, 0):
            yield line, row if isinstance(row, str) else _designated(row)
        return
    if not has_names(header):
        what = f"no column of names among {', '.join(header) or 'nothing'}"
        raise InputError(what, where=":1", todo="begin with a header: name, or first,last")
    yield from _rows(rest, delimiter, header, 1)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(f"no header: {error}", where=":1", todo="begin with a header: name, or first,last") from None


def _is_ofac(cells: list[str]) -> bool:
    """Whether a first line is a row of sdn.csv: its number of cells, a number, a name, a type or none."""
    if len(cells) != len(_OFAC) or not cells[0].strip().isdigit():
        return False
    return cells[2].strip() in ("individual", "vessel", "aircraft", _NULL)


def _rows(lines: Iterable[str], delimiter: str, header: Iterable[str], before: int) -> Iterator[Row]:
    """Rows as cells by title; `before` lines stand above them."""
    heads, rows = tuple(header), csv.reader(lines, delimiter=delimiter)
    while True:
        line = before + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not CSV: {error}"
            continue
        if len(row) > len(heads):
            yield line, f"{len(row)} cells under {len(heads)} headings; put names with a comma into quotes"
        elif row and row != [_END]:
            yield line, {head: cell.strip() for head, cell in zip(heads, row, strict=False)}


def _designated(row: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """A row of sdn.csv; its weak aliases stand in the remarks."""
    kind = "organization" if row.get("type", _NULL) == _NULL else row["type"]
    aliases = _ALIAS.findall(str(row.get("remarks", "")))
    return {"name": row.get("name", ""), "type": kind, "aliases": aliases}
