"""Tables of pairs, with outcomes at random."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from allonym.match.mentions import OUTCOMES
from allonym.measures.pairs import FACTORS, Pairs


def table(seed: int, sites: int = 60, schemes: int = 4) -> Pairs:
    """A table of pairs in which every factor has several values, and one site in five has one scheme only."""
    random = np.random.default_rng(0)  # where the pairs stand does not depend on the seed: it is the model's
    entity = random.integers(0, 12, sites)
    rows = [(s, k) for s in range(sites) for k in range(schemes) if k == 0 or s % 5]
    site, scheme = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    n = len(site)
    codes = {factor: np.zeros(n, np.int64) for factor in FACTORS}
    codes |= {"site": site, "entity": entity[site], "scheme": scheme, "spelling": scheme, "corpus": site % 2}
    codes |= {"label": entity[site] % 2, "origin": entity[site] % 3, "slot": site % 3, "stratum": scheme // 2}
    codes["operations"] = scheme % 2
    values = {factor: tuple(f"{factor}{code}" for code in range(max(column) + 1)) for factor, column in codes.items()}
    values["site"] = tuple(f"{('gold', 'other')[s % 2]}/d{s // 10}/{s}/0" for s in range(sites))
    values |= {"label": ("PER", "LOC"), "corpus": ("gold", "other"), "operations": ("", "vowels")}
    values["scheme"] = ("control/english", "s1", "s2", "s3")
    found = np.random.default_rng(seed)
    return Pairs(
        codes=MappingProxyType(codes),
        values=MappingProxyType(values),
        before=found.integers(0, len(OUTCOMES), sites)[site],
        after=found.integers(0, len(OUTCOMES), n),
        spurious=found.integers(0, 3, n),
        leads=scheme == 0,
    )
