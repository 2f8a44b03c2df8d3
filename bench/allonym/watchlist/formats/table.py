"""CSV and TSV with a header, and OFAC's sdn.csv, which has none, with the aliases of alt.csv beside it."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from allonym.corpus.source import Source, exists, reading
from allonym.errors import InputError
from allonym.watchlist.columns import has_names

SUFFIXES = (".csv", ".tsv")
_OFAC = ("number", "name", "type", "programme", "title", "call sign", "vessel type", "tonnage", "gross tonnage", "flag",
         "owner", "remarks")  # fmt: skip
"""The columns of sdn.csv (OFAC, Specially Designated Nationals List Data Specification, section "SDN.CSV")."""
_ALT = ("number", "alias number", "alias type", "alias", "remarks")
"""The columns of alt.csv."""
_LIST = re.compile(r"(?i)(sdn|prim)(?=[^/]*$)")
_NULL, _END = "-0-", "\x1a"
_ALIAS = re.compile(r"\ba\.k\.a\. ['\"](.+?)['\"](?=[;.,]|$)")

Row = tuple[int, dict[str, str | list[str]] | str]


def read(lines: Iterable[str], source: Source) -> Iterator[Row]:
    rest = iter(lines)
    first = next(rest, "")
    delimiter = "\t" if "\t" in first else ";" if ";" in first and not _is_ofac(_cells(first, ",")) else ","
    header = [cell.strip() for cell in _cells(first, delimiter)]
    if _is_ofac(header):
        yield from _designated(_rows(chain([first], rest), delimiter, _OFAC, 0), _beside(source))
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
        while len(row) > len(heads) and not row[-1].strip():
            row.pop()
        if len(row) > len(heads):
            yield line, f"{len(row)} cells under {len(heads)} headings; put names with a comma into quotes"
        elif row and row != [_END]:
            yield line, {head: cell.strip() for head, cell in zip(heads, row, strict=False)}


def _designated(rows: Iterable[Row], beside: str) -> Iterator[Row]:
    """The rows of sdn.csv, each with the aliases of the file beside, and its weak ones, of the remarks."""
    aliases = _aliases(beside) if beside else {}
    if aliases is None:
        yield 1, f"no {beside} beside it, which has the aliases; the names are read without"
    for line, row in rows:
        if isinstance(row, str):
            yield line, row
            continue
        kind = "organization" if row.get("type", _NULL) == _NULL else row["type"]
        weak = _ALIAS.findall(str(row.get("remarks", "")))
        more = (aliases or {}).get(str(row.get("number")), [])
        yield line, {"name": row.get("name", ""), "type": kind, "aliases": [*more, *weak]}


def _beside(source: Source) -> str:
    """Where the aliases of a list are: alt.csv for sdn.csv, cons_alt.csv for cons_prim.csv; "" for another name."""
    found = _LIST.search(str(source))
    if found is None:
        return ""
    alt = "ALT" if found[0].isupper() else "alt"
    return f"{str(source)[: found.start()]}{alt}{str(source)[found.end() :]}"


def _aliases(source: str) -> Mapping[str, list[str]] | None:
    """The aliases by the number of the name that they are of; None where there is no such file."""
    if not exists(source):
        return None
    found: dict[str, list[str]] = defaultdict(list)
    with reading(source) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as lines:
        for _, row in _rows(lines, ",", _ALT, 0):
            if isinstance(row, dict) and row.get("alias", _NULL) != _NULL:
                found[str(row["number"])].append(str(row["alias"]))
    return found
