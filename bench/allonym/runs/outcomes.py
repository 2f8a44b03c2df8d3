"""spellings.jsonl.gz of a run: for each probe, entity and spelling its sites, and what each model made of them.

One object a line: {"probe", "entity", "label", "origin", "spelling", "scheme", "stratum", "sites", "outcomes"}.
A site is [corpus, document, paragraph, mention of the paragraph, what stands there]; outcomes has for each model a
string with a digit a site, its outcome's place in OUTCOMES. `spurious` has, for each model that added any, the spans
that the swap caused a site; `leads`, where not all are 1, says in which sites the spans of their paragraph are counted.
The lines with an empty spelling are the names as printed, and so are their sites; these have their `slots`.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import numpy as np

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_bytes
from allonym.evaluate.entry import Entry
from allonym.measures.pairs import FACTORS, Integers, Pairs

FILE = "spellings.jsonl.gz"
PRINTED = "as printed"
_NAMED = ("entity", "label", "origin", "spelling", "scheme", "stratum")


def outcome_lines(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """The lines of a run: every model was asked the same pairs in the same order, so that they share their sites."""
    probed = [entry for entry in entries if entry.probes]
    for probe in dict.fromkeys(name for entry in probed for name in entry.probes):
        tables = {entry.model: entry.probes[probe] for entry in probed if probe in entry.probes}
        shared = next(iter(tables.values()))
        group, first = shared.groups(*_NAMED)
        ends = np.cumsum(np.bincount(group, minlength=len(first)))
        of_group = np.split(np.argsort(group, kind="stable"), ends)  # and nothing after the last
        for lead, rows in zip(first.tolist(), of_group[:-1], strict=True):
            after = {model: pairs.after[rows] for model, pairs in tables.items()}
            yield {"probe": probe, **_named(shared, lead), **_results(shared, rows, after), **_added(rows, tables)}
        yield from _printed(probe, shared, tables)


def _added(rows: Integers, tables: Mapping[str, Pairs]) -> dict[str, Any]:
    leads = next(iter(tables.values())).leads[rows]
    spurious = {model: pairs.spurious[rows].tolist() for model, pairs in tables.items() if pairs.spurious[rows].any()}
    added: dict[str, Any] = {"spurious": spurious} if spurious else {}
    return added if leads.all() else added | {"leads": leads.astype(int).tolist()}


def _printed(probe: str, shared: Pairs, tables: Mapping[str, Pairs]) -> Iterator[dict[str, Any]]:
    """Each entity's sites once, with the outcomes before anything was put into them."""
    _, site_row = np.unique(shared.codes["site"], return_index=True)
    for entity in dict.fromkeys(shared.codes["entity"][site_row].tolist()):
        rows = site_row[shared.codes["entity"][site_row] == entity]
        before = {model: pairs.before[rows] for model, pairs in tables.items()}
        named = _named(shared, int(rows[0])) | {"spelling": "", "scheme": PRINTED, "stratum": ""}
        results = _results(shared, rows, before)
        sites = [[*site[:-1], ""] for site in results["sites"]]
        slots = [shared.values["slot"][code] for code in shared.codes["slot"][rows].tolist()]
        yield {"probe": probe, **named, **results, "sites": sites, "slots": slots}


def _named(pairs: Pairs, row: int) -> dict[str, str]:
    return {factor: pairs.values[factor][pairs.codes[factor][row]] for factor in _NAMED}


def _results(shared: Pairs, rows: Integers, outcomes: Mapping[str, Integers]) -> dict[str, Any]:
    places = (_site(shared.values["site"][code]) for code in shared.codes["site"][rows].tolist())
    forms = (shared.values["form"][code] for code in shared.codes["form"][rows].tolist())
    sites = [[*place, form] for place, form in zip(places, forms, strict=True)]
    return {"sites": sites, "outcomes": {model: "".join(map(str, codes.tolist())) for model, codes in outcomes.items()}}


def _site(site: str) -> list[str | int]:
    """[corpus, document, paragraph, mention]; a document's id may have slashes of its own.

    >>> _site("stress/a/b/3/0")
    ['stress', 'a/b', 3, 0]
    """
    place, paragraph, mention = site.rsplit("/", 2)
    corpus, _, document = place.partition("/")
    return [corpus, document, int(paragraph), int(mention)]


def write_outcomes(entries: Iterable[Entry], folder: Path) -> None:
    """Write the file of a run's folder; none where no probe ran."""
    lines = [msgspec.json.encode(line) + b"\n" for line in outcome_lines(entries)]
    if lines:
        (folder / FILE).write_bytes(gzip.compress(b"".join(lines), 6, mtime=0))


def read_outcomes(folder: Path | None) -> list[dict[str, Any]]:
    """The lines of a run's folder; none where it has no such file. Raises InputError where they cannot be read."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return []
    todo = "make the run again: allonym bench"
    return [from_json(line, str(path), dict[str, Any], "not outcomes", todo) for line in read_bytes(path).splitlines()]


def read_pairs(lines: Iterable[Mapping[str, Any]], probes: Collection[str]) -> dict[str, dict[str, Pairs]]:
    """The tables of pairs of these probes, by probe and model, as far as the lines of a run have them.

    All but the operations, of which the lines say nothing.
    """
    wanted: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        if line["probe"] in probes:
            wanted.setdefault(line["probe"], []).append(line)
    return {probe: _tables(some) for probe, some in wanted.items()}


def _tables(lines: Iterable[Mapping[str, Any]]) -> dict[str, Pairs]:
    known: dict[str, dict[str, int]] = {factor: {} for factor in FACTORS}
    rows: list[list[int]] = []
    leads: list[int] = []
    found: dict[str, list[int]] = {}
    spurious: dict[str, list[int]] = {}
    printed: dict[str, dict[str, int]] = {}
    slots: dict[str, str] = {}
    for line in lines:
        names = ["/".join(map(str, site[:4])) for site in line["sites"]]
        if line["scheme"] == PRINTED:
            slots |= dict(zip(names, line["slots"], strict=True))
            for model, digits in line["outcomes"].items():
                printed.setdefault(model, {}).update(zip(names, map(int, digits), strict=True))
            continue
        for name, site in zip(names, line["sites"], strict=True):
            values = {**line, "site": name, "corpus": site[0], "document": f"{site[0]}/{site[1]}", "form": site[4]}
            rows.append([known[f].setdefault(values.get(f, ""), len(known[f])) for f in FACTORS])
        leads += line.get("leads", [1] * len(names))
        for model, digits in line["outcomes"].items():
            found.setdefault(model, []).extend(map(int, digits))
            spurious.setdefault(model, []).extend(line.get("spurious", {}).get(model, [0] * len(names)))
    table = np.array(rows, np.int64).reshape(-1, len(FACTORS))
    codes = {factor: table[:, at] for at, factor in enumerate(FACTORS)}
    sites = tuple(known["site"])
    known["slot"] = {slot: code for code, slot in enumerate(dict.fromkeys(slots[site] for site in sites))}
    codes["slot"] = np.array([known["slot"][slots[site]] for site in sites], np.int64)[codes["site"]]
    return {
        model: Pairs(
            codes=MappingProxyType(codes),
            values=MappingProxyType({factor: tuple(each) for factor, each in known.items()}),
            before=np.array([printed[model][site] for site in sites], np.int64)[codes["site"]],
            after=np.array(after, np.int64),
            spurious=np.array(spurious[model], np.int64),
            leads=np.array(leads, bool),
        )
        for model, after in found.items()
    }
