"""What became of each pair in the articles, kept for readers who lack their text: numbers, names and hashes.

gold/articles/predictions/MODEL.pairs holds the rows of the articles by probe: outcomes, the spans of each probed
paragraph that are right and all of them, its SHA-256, and the name that was put there, as pairs.csv.gz has them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
import numpy as np

from allonym.corpus import articles
from allonym.corpus.files import writing_bytes
from allonym.errors import InputError
from allonym.measures.pairs import FACTORS, NUMBERS, Pairs
from allonym.predict.memo import packed, unpacked

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


def differing_pairs(fresh: Mapping[str, Pairs], recorded: Mapping[str, Pairs]) -> list[str]:
    """The probes whose recorded rows are not the fresh ones; of those that were asked."""
    mine = of_articles(fresh)
    return [probe for probe in mine if set(_rows(mine[probe])) != set(_rows(recorded.get(probe)))]


def _rows(pairs: Pairs | None) -> Iterator[tuple[object, ...]]:
    if pairs is None:
        return iter(())
    named = ([pairs.values[factor][code] for code in pairs.codes[factor].tolist()] for factor in FACTORS)
    return zip(*named, *(pairs.numbers[name].tolist() for name in NUMBERS), strict=True)
