"""Tables of pairs, with outcomes at random."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from allonym.match.mentions import OUTCOMES
from allonym.measures.pairs import FACTORS, NUMBERS, PRINTED, Pairs

SCHEMES = (PRINTED, "control/english", "s1", "s2", "s3")
REGISTERS = ("press", "press", "press", "library", "relay")


def table(seed: int, sites: int = 60, schemes: int = 5) -> Pairs:
    """A table of pairs in which every factor has several values, and one site in five has one scheme only.

    Each site has its printed form, and in one site of three two of the other spellings make one paragraph.
    """
    random = np.random.default_rng(0)  # where the pairs stand does not depend on the seed: it is the model's
    entity = random.integers(0, 12, sites)
    rows = [(s, k) for s in range(sites) for k in range(schemes) if k < 2 or s % 5]
    site, scheme = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    n = len(site)
    codes = {factor: np.zeros(n, np.int64) for factor in FACTORS}
    codes |= {"site": site, "entity": entity[site], "scheme": scheme, "spelling": scheme, "corpus": site % 2}
    codes |= {"label": entity[site] % 2, "origin": entity[site] % 3, "slot": site % 3, "stratum": scheme // 2}
    codes |= {"document": site // 10, "texts": site % 2, "operations": scheme % 2, "form": scheme}
    codes["register"] = np.array([0, 0, 0, 1, 2])[scheme]
    same = np.where((site % 3 == 0) & (scheme == 3), 2, scheme)  # the text of s2 is that of s1
    codes["text"] = site * schemes + same
    values = {factor: tuple(f"{factor}{code}" for code in range(max(column) + 1)) for factor, column in codes.items()}
    values["site"] = tuple(f"{('gold', 'other')[s % 2]}/d{s // 10}/{s}/0" for s in range(sites))
    values |= {"label": ("PER", "LOC"), "corpus": ("gold", "other"), "texts": ("prose", "")}
    values |= {"scheme": SCHEMES, "register": ("press", "library", "relay"), "operations": ("", "vowels")}
    values["spelling"] = ("", *values["spelling"][1:])
    found = np.random.default_rng(seed)
    before, after = found.integers(0, len(OUTCOMES), sites)[site], found.integers(0, len(OUTCOMES), n)
    printed = (scheme == 0).astype(np.int64)
    predicted = found.integers(0, 4, n)
    numbers = dict.fromkeys(NUMBERS, np.ones(n, np.int64))
    numbers |= {"before": before, "after": np.where(printed, before, after), "printed": printed}
    numbers |= {"predicted": predicted, "right": np.minimum(predicted, found.integers(0, 4, n))}
    numbers |= {"spurious": found.integers(0, 3, n) * (1 - printed), "leads": (scheme == 1).astype(np.int64)}
    return Pairs(MappingProxyType(codes), MappingProxyType(values), MappingProxyType(numbers))


def english(seed: int) -> Pairs:
    """A table of English names, three in most of the places of people."""
    pairs = table(seed + 50)
    pairs = pairs.only(~pairs.printed & (pairs.codes["label"] == 0) & (pairs.codes["site"] % 7 > 0))
    scheme = np.full(len(pairs), SCHEMES.index("control/english"))
    return Pairs(
        MappingProxyType({**pairs.codes, "scheme": scheme, "register": np.zeros(len(pairs), np.int64)}),
        MappingProxyType({**pairs.values, "register": ("",)}),
        pairs.numbers,
    )
