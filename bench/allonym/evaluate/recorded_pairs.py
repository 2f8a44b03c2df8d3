"""What became of each pair in the articles, kept for readers who lack their text: numbers, names and hashes.

gold/articles/predictions/MODEL.pairs holds the rows of the articles by probe: outcomes, the spans of each probed
paragraph that are right and all of them, its SHA-256, and the name that was put there, as pairs.csv.gz has them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import msgspec
import numpy as np

from allonym.corpus import articles
from allonym.corpus.files import writing_bytes
from allonym.corpus.values import Corpus
from allonym.errors import InputError
from allonym.evaluate.entry import Entry
from allonym.measures.pairs import FACTORS, NUMBERS, Pairs, joined
from allonym.predict.memo import fingerprint, packed, unpacked

CORPUS = articles.FOLDER.name
_FOLDER = articles.FOLDER / "predictions"


def pairs_path(model: str) -> Path:
    return _FOLDER / f"{model}.pairs"


def of_articles(probes: Mapping[str, Pairs]) -> dict[str, Pairs]:
    """The rows of the articles by probe, with no value of any other corpus's; probes without one are left out."""
    found = {}
    for probe, pairs in probes.items():
        values = pairs.values["corpus"]
        if CORPUS in values:
            found[probe] = _compact(pairs.only(pairs.codes["corpus"] == values.index(CORPUS)))
    return found


def _compact(pairs: Pairs) -> Pairs:
    """The pairs with the values alone that occur."""
    codes, values = {}, {}
    for factor in FACTORS:
        known, code = np.unique(pairs.codes[factor], return_inverse=True)
        codes[factor] = code.reshape(-1).astype(np.int64)
        values[factor] = tuple(pairs.values[factor][at] for at in known.tolist())
    return Pairs(MappingProxyType(codes), MappingProxyType(values), pairs.numbers)


def record_pairs(model: str, probes: Mapping[str, Pairs]) -> Path:
    """Write what became of a model's pairs in the articles; the file's path."""
    path = pairs_path(model)
    with writing_bytes(path) as file:
        file.write(packed(of_articles(probes)))
    return path


def read_recorded_pairs(model: str) -> dict[str, Pairs]:
    """What was recorded of a model's pairs in the articles, by probe; InputError for a file that is none."""
    path = pairs_path(model)
    if not path.is_file():
        return {}
    try:
        found: dict[str, Pairs] = unpacked(path.read_bytes(), dict[str, Pairs])
    except (zlib.error, msgspec.MsgspecError, RecursionError) as error:
        todo = "bring it again, or record it: allonym bench --record --articles DIR"
        raise InputError(f"no recorded pairs: {error}", where=str(path), todo=todo) from None
    return found


def lacks_articles(corpora: Iterable[Corpus]) -> bool:
    """Whether the articles are among the corpora, and no text of theirs is at hand."""
    gold = next((corpus for corpus in corpora if corpus.name == CORPUS), None)
    return gold is not None and all(document.text is None for document in gold.documents)


def recorded_alike(models: Iterable[str]) -> bool:
    """Whether the pairs of all these models are recorded, and are of the same sites, spellings and paragraphs."""
    known = {_asked(read_recorded_pairs(model)) for model in models}
    return len(known) == 1 and known != {_asked({})}


def _asked(probes: Mapping[str, Pairs]) -> bytes:
    """A fingerprint of what was asked, without what became of it."""
    return fingerprint({name: (pairs.values, pairs.codes) for name, pairs in probes.items()})


def pooled(entry: Entry) -> Entry:
    """The entry with its recorded pairs before the others of their probe, as if the articles were at hand."""
    if not entry.recorded_probes:
        return entry
    tables = ((name, [t[name] for t in (entry.recorded_probes, entry.probes) if name in t]) for name in _names(entry))
    whole = {name: joined(each) for name, each in tables}
    made_from = fingerprint(entry.made_from, "pooled").hex()
    return replace(entry, probes=whole, recorded_probes={}, pools_recorded=True, made_from=made_from)


def _names(entry: Entry) -> Iterable[str]:
    return {**entry.probes, **entry.recorded_probes}


def differing_pairs(fresh: Mapping[str, Pairs], recorded: Mapping[str, Pairs]) -> list[str]:
    """The probes whose recorded rows are not the fresh ones; of those that were asked."""
    mine = of_articles(fresh)
    return [probe for probe in mine if set(_rows(mine[probe])) != set(_rows(recorded.get(probe)))]


def _rows(pairs: Pairs | None) -> Iterator[tuple[object, ...]]:
    if pairs is None:
        return iter(())
    named = ([pairs.values[factor][code] for code in pairs.codes[factor].tolist()] for factor in FACTORS)
    return zip(*named, *(pairs.numbers[name].tolist() for name in NUMBERS), strict=True)
