"""spellings.jsonl of a run: for each probe, entity and spelling its sites, and what each model made of them.

One object a line: {"probe", "entity", "label", "origin", "spelling", "scheme", "stratum", "sites", "outcomes"}.
A site is [corpus, document, paragraph, mention of the paragraph, what stands there]; outcomes has for each model a
string with a digit a site, its outcome's place in OUTCOMES. The lines with an empty spelling are the names as
printed, and so are their sites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench.corpus.files import read_bytes
from bench.leaderboard.entry import Entry
from bench.measures.pairs import Integers, Pairs

FILE = "spellings.jsonl"
PRINTED = "as printed"
_NAMED = ("entity", "label", "origin", "spelling", "scheme", "stratum")


def outcome_lines(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """The lines of a run: every model was asked the same pairs in the same order, so that they share their sites."""
    probed = [entry for entry in entries if entry.probes]
    for probe in dict.fromkeys(name for entry in probed for name in entry.probes):
        tables = {entry.model: entry.probes[probe] for entry in probed if probe in entry.probes}
        shared = next(iter(tables.values()))
        group, first = shared.groups(*_NAMED)
        for number, lead in enumerate(first.tolist()):
            rows = np.flatnonzero(group == number)
            after = {model: pairs.after[rows] for model, pairs in tables.items()}
            yield {"probe": probe, **_named(shared, lead), **_results(shared, rows, after)}
        yield from _printed(probe, shared, tables)


def _printed(probe: str, shared: Pairs, tables: Mapping[str, Pairs]) -> Iterator[dict[str, Any]]:
    """Each entity's sites once, with the outcomes before anything was put into them."""
    _, site_row = np.unique(shared.codes["site"], return_index=True)
    for entity in dict.fromkeys(shared.codes["entity"][site_row].tolist()):
        rows = site_row[shared.codes["entity"][site_row] == entity]
        before = {model: pairs.before[rows] for model, pairs in tables.items()}
        named = _named(shared, int(rows[0])) | {"spelling": "", "scheme": PRINTED, "stratum": ""}
        results = _results(shared, rows, before)
        yield {"probe": probe, **named, **results, "sites": [[*site[:-1], ""] for site in results["sites"]]}


def _named(pairs: Pairs, row: int) -> dict[str, str]:
    return {factor: pairs.values[factor][pairs.codes[factor][row]] for factor in _NAMED}


def _results(shared: Pairs, rows: Integers, outcomes: Mapping[str, Integers]) -> dict[str, Any]:
    places = (_site(shared.values["site"][code]) for code in shared.codes["site"][rows].tolist())
    forms = (shared.values["form"][code] for code in shared.codes["form"][rows].tolist())
    sites = [[*place, form] for place, form in zip(places, forms, strict=True)]
    return {"sites": sites, "outcomes": {model: "".join(map(str, codes.tolist())) for model, codes in outcomes.items()}}


def _site(site: str) -> list[str | int]:
    """[corpus, document, paragraph, mention]; a document's id may have slashes of its own.

    >>> _site("briefs/a/b/3/0")
    ['briefs', 'a/b', 3, 0]
    """
    place, paragraph, mention = site.rsplit("/", 2)
    corpus, _, document = place.partition("/")
    return [corpus, document, int(paragraph), int(mention)]


def write_outcomes(entries: Iterable[Entry], path: Path) -> None:
    """Write the file; none where no probe ran."""
    lines = [msgspec.json.encode(line) + b"\n" for line in outcome_lines(entries)]
    if lines:
        path.write_bytes(b"".join(lines))


def read_outcomes(folder: Path | None) -> list[dict[str, Any]]:
    """The lines of a run's folder; none where it has no such file."""
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return []
    return [msgspec.json.decode(line) for line in read_bytes(path).splitlines()]
