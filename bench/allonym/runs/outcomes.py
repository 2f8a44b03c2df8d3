"""spellings.jsonl.gz of a run: for each probe, entity and spelling its sites, and what each model made of them.

One object a line: {"probe", "entity", "label", "origin", "spelling", "scheme", "register", "stratum", "sites",
"outcomes"}.
A site is [corpus, document, paragraph, mention of the paragraph, what stands there]; outcomes has for each model a
string with a digit a site, its outcome's place in OUTCOMES. `texts` numbers the paragraphs, so that those of one text
are known. `right` and `predicted` have, for each model that found any, the spans with the mention's label in the
paragraph, `spurious` those that the swap caused; `leads`, where not all are 1, says in which sites these are counted.
The lines with an empty spelling are the names as printed; these have their `slots`.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import numpy as np

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_bytes
from allonym.errors import InputError
from allonym.evaluate.entry import Entry, asked_alike
from allonym.measures.pairs import FACTORS, NUMBERS, PRINTED, PROSE, Integers, Pairs

FILE = "spellings.jsonl.gz"
_NAMED = ("entity", "label", "origin", "spelling", "scheme", "register", "stratum")
_AS_PRINTED = {"spelling": "", "scheme": PRINTED, "register": "", "stratum": ""}
_OF_MODELS = ("right", "predicted", "spurious")


def outcome_lines(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """The lines of a run: models that were asked the same pairs in the same order share their sites."""
    for alike in asked_alike(entries):
        yield from _lines_of(alike)


def _lines_of(probed: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    for probe in dict.fromkeys(name for entry in probed for name in entry.probes):
        tables = {entry.model: entry.probes[probe] for entry in probed if probe in entry.probes}
        shared = next(iter(tables.values()))
        if not shared.printed.any():  # of other people's names: what the texts print stands beside them
            yield from (_line(probe, rows, tables, before=True) for rows in _entities(shared))
        group, first = shared.groups(*_NAMED)
        ends = np.cumsum(np.bincount(group, minlength=len(first)))
        of_group = np.split(np.argsort(group, kind="stable"), ends)  # and nothing after the last
        yield from (_line(probe, rows, tables) for rows in of_group[:-1])


def _entities(pairs: Pairs) -> Iterator[Integers]:
    """One row of each site, entity by entity."""
    _, site_row = np.unique(pairs.codes["site"], return_index=True)
    entity = pairs.codes["entity"][site_row]
    yield from (site_row[entity == one] for one in dict.fromkeys(entity.tolist()))


def _line(probe: str, rows: Integers, tables: Mapping[str, Pairs], *, before: bool = False) -> dict[str, Any]:
    """One entity under one spelling; `before`: as printed, of rows that have other people's names."""
    shared = next(iter(tables.values()))
    named = {factor: _value(shared, factor, int(rows[0])) for factor in _NAMED} | (_AS_PRINTED if before else {})
    printed = named["scheme"] == PRINTED
    places = [_site(_value(shared, "site", row)) for row in rows.tolist()]
    forms = ["" if printed else _value(shared, "form", row) for row in rows.tolist()]
    digits = {
        m: "".join(map(str, t.numbers["before" if before else "after"][rows].tolist())) for m, t in tables.items()
    }
    line: dict[str, Any] = {"probe": probe, **named}
    line |= {"sites": [[*at, form] for at, form in zip(places, forms, strict=True)], "outcomes": digits}
    if printed:
        line["slots"] = [_value(shared, "slot", row) for row in rows.tolist()]
    return line | ({} if before else _counts(rows, tables))


def _counts(rows: Integers, tables: Mapping[str, Pairs]) -> dict[str, Any]:
    """The numbers of a site, of all models where they share them, and of each where they do not, if any is not 0."""
    shared = next(iter(tables.values()))
    found: dict[str, Any] = {"texts": shared.codes["text"][rows].tolist()}
    if not (leads := shared.numbers["leads"][rows]).all():
        found["leads"] = leads.tolist()
    for name in _OF_MODELS:
        if known := {m: t.numbers[name][rows].tolist() for m, t in tables.items() if t.numbers[name][rows].any()}:
            found[name] = known
    return found


def _value(pairs: Pairs, factor: str, row: int) -> str:
    return pairs.values[factor][int(pairs.codes[factor][row])]


def _site(site: str) -> list[str | int]:
    """[corpus, document, paragraph, mention]; a document's id may have slashes of its own.

    >>> _site("stress/a/b/3/0")
    ['stress', 'a/b', 3, 0]
    """
    place, paragraph, mention = site.rsplit("/", 2)
    corpus, _, document = place.partition("/")
    return [corpus, document, int(paragraph), int(mention)]


def outcomes_file(entries: Iterable[Entry]) -> bytes:
    """The file of a run's folder; empty where no probe ran."""
    lines = [msgspec.json.encode(line) + b"\n" for line in outcome_lines(entries)]
    return gzip.compress(b"".join(lines), 6, mtime=0) if lines else b""


def read_outcomes(folder: Path | None) -> Sequence[Mapping[str, Any]]:
    """The lines of a run's folder; none where it has no such file. Raises InputError where they cannot be read."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return ()
    data = read_bytes(path)
    try:
        return _decoded(data)
    except InputError as error:
        raise InputError(error.what, where=str(path), todo="make the run again: allonym bench") from None


@lru_cache(1)
def _decoded(data: bytes) -> tuple[dict[str, Any], ...]:
    """The lines of a file: a run is shown in several ways, and the same bytes say the same."""
    return tuple(from_json(line, "", dict[str, Any], "not outcomes") for line in data.splitlines())


def read_pairs(
    lines: Iterable[Mapping[str, Any]], probes: Collection[str], prose: Collection[str] = ()
) -> dict[str, dict[str, Pairs]]:
    """The tables of pairs of these probes, by probe and model, as far as the lines of a run have them.

    All but the operations, of which the lines say nothing; texts are numbers. `prose` names the corpora of news.
    """
    wanted: dict[str, dict[tuple[str, ...], list[Mapping[str, Any]]]] = {}
    for line in lines:
        if line["probe"] in probes:
            alike = tuple(line["outcomes"])
            wanted.setdefault(line["probe"], {}).setdefault(alike, []).append(line)
    return {
        probe: {model: pairs for some in of.values() for model, pairs in _tables(some, prose).items()}
        for probe, of in wanted.items()
    }


def _tables(lines: Sequence[Mapping[str, Any]], prose: Collection[str]) -> dict[str, Pairs]:
    known: dict[str, dict[str, int]] = {factor: {} for factor in FACTORS}
    printed: dict[str, dict[str, int]] = {}
    slots: dict[str, str] = {}
    for line in lines:
        if line["scheme"] == PRINTED:
            names = [_name(site) for site in line["sites"]]
            slots |= dict(zip(names, line["slots"], strict=True))
            for model, digits in line["outcomes"].items():
                printed.setdefault(model, {}).update(zip(names, map(int, digits), strict=True))
    rows: list[tuple[int, ...]] = []
    numbers: dict[str, dict[str, list[int]]] = {model: {name: [] for name in NUMBERS} for model in printed}
    for line in lines:
        if "texts" not in line:
            continue
        count = len(line["sites"])
        for site, text in zip(line["sites"], line["texts"], strict=True):
            name = _name(site)
            values = {
                **line,
                "site": name,
                "corpus": site[0],
                "texts": PROSE if site[0] in prose else "",
                "text": str(text),
            }
            values |= {"document": f"{site[0]}/{site[1]}", "form": site[4], "slot": slots[name]}
            rows.append(tuple(known[f].setdefault(values.get(f, ""), len(known[f])) for f in FACTORS))
        for model, digits in line["outcomes"].items():
            mine = numbers[model]
            mine["before"] += [printed[model][_name(site)] for site in line["sites"]]
            mine["after"] += map(int, digits)
            mine["printed"] += [int(line["scheme"] == PRINTED)] * count
            mine["weight"] += [1] * count
            mine["leads"] += line.get("leads", [1] * count)
            for name in _OF_MODELS:
                mine[name] += line.get(name, {}).get(model, [0] * count)
    table = np.array(rows, np.int64).reshape(-1, len(FACTORS))
    codes = MappingProxyType({factor: table[:, at] for at, factor in enumerate(FACTORS)})
    values_of = MappingProxyType({factor: tuple(each) for factor, each in known.items()})
    return {
        model: Pairs(codes, values_of, MappingProxyType({n: np.array(each, np.int64) for n, each in of.items()}))
        for model, of in numbers.items()
    }


def _name(site: Sequence[Any]) -> str:
    return "/".join(map(str, site[:4]))
