"""The places in which both a name's spellings and English names stood."""

from __future__ import annotations

import numpy as np

from allonym.measures.pairs import Integers, Pairs


def shared(pairs: Pairs, english: Pairs) -> tuple[Pairs, Pairs]:
    """Both tables at the sites in which each has two spellings or more, the second's sites numbered as the first's."""
    number = {name: code for code, name in enumerate(pairs.values["site"])}
    theirs = np.array([number.get(name, -1) for name in english.values["site"]] or [-1], np.int64)
    codes = theirs[english.codes["site"]]
    size = max(1, len(pairs.values["site"]))
    known = codes >= 0
    both = _several(pairs.codes["site"], size) & _several(codes[known], size)
    ours, other = pairs.only(both[pairs.codes["site"]]), english.only(known & both[codes])
    return ours, other.numbered_as(pairs, "site")


def _several(codes: Integers, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.bincount(codes, minlength=size)[:size] > 1
