"""The floor of the roster: a run of capitalised words is a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Words that a sentence likes to begin with; a run sheds them in front, and is no name without the rest.
_OPENERS = """
a after again all also although an and another any as at because before both but by despite
during each even every few for from had has have he her here his how however i if in instead is
it its last many meanwhile more most mr mrs ms my nearly no nor not now of on once one only or
other our over she since so some still such than that the their then there these they this those
though three through to two under until was we were what when where which while who whose why
will with yet you your
"""


class CapitalisedRuns:
    version = "1"
    labels = ("PER", "LOC", "ORG")

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [[(start, end, label(text[start:end])) for start, end in runs(text)] for text in texts]


def runs(text: str) -> list[tuple[int, int]]:
    """Bounds of the longest stretches of capitalised words with one space between them.

    >>> runs("When Ali Mamlouk left Aleppo, the UN asked why.")
    [(5, 16), (22, 28), (34, 36)]
    """
    bounds: list[tuple[int, int]] = []
    openers = frozenset(_OPENERS.split())
    for match in _WORD.finditer(text):
        word = match[0]
        bare = re.sub(r"(['’]s?)$", "", word)
        if not word[0].isupper():
            continue
        start, end = match.start(), match.start() + len(bare)
        follows = bounds and text[bounds[-1][1] : start] == " "
        if follows:
            bounds[-1] = (bounds[-1][0], end)
        elif bare.lower() not in openers:
            bounds.append((start, end))
    return bounds


def label(name: str) -> str:
    """An organisation in capitals throughout, a person of two words or more, otherwise a place."""
    if name.isupper() and len(name) > 1:
        return "ORG"
    return "PER" if " " in name else "LOC"


def load() -> CapitalisedRuns:
    return CapitalisedRuns()
