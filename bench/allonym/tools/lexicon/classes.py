"""The table that tells a word's origin: trigrams of the lexicon's names, and of the names of no origin that it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from allonym.names.engine.key import key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.origins import OTHER, pack, trigrams
from allonym.tools.lexicon.sources import Item

_LEAST = 3
_POOLED = frozenset({"Arabic", "Persian"})
"""Of these the counted names alone: items in Arabic letters are of people of all the world."""


def classes(entries: Sequence[Headword], items: Iterable[Item]) -> bytes:
    """Logarithms of each trigram's share in each origin's words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.origin in _POOLED and entry.forms[0][1] == 1:
            continue
        for word in {word for form, _ in entry.forms for word in key(form).split()}:
            counts[entry.origin].update(trigrams(word))
    for item in list(items)[::3]:
        if set(item.forms) == {"LATIN"} or len(item.forms) > 6:
            for word in {word for form in item.latin for word in key(form).split()}:
                counts[OTHER].update(trigrams(word))
    names = sorted(counts)
    all_counts: Counter[str] = Counter()
    for own in counts.values():
        all_counts.update(own)
    kept = sorted(three for three, count in all_counts.items() if count >= _LEAST)
    totals = np.array([sum(counts[name].values()) for name in names])
    mean = {three: all_counts[three] / sum(all_counts.values()) for three in kept}
    rows = {
        three: np.log((np.array([counts[n][three] for n in names]) + 200 * mean[three]) / (totals + 200))
        for three in kept
    }
    return pack(names, rows, np.full(len(names), np.log(1e-6)))
