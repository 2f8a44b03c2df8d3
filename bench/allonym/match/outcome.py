"""What became of one name: found, or lost in one of three ways."""

from __future__ import annotations

from collections.abc import Iterable

from allonym.corpus.values import Mention
from allonym.labels import TO_COARSE

OUTCOMES = ("found", "mislabelled", "fragment", "missed")
FOUND, MISLABELLED, FRAGMENT, MISSED = range(len(OUTCOMES))


def outcome(mention: Mention, predicted: Iterable[Mention]) -> str:
    """found, mislabelled (same bounds), fragment (overlap with other bounds) or missed.

    All bounds are under one convention; labels are compared as coarse ones.

    >>> outcome(Mention(0, 11, "PERSON"), [Mention(4, 11, "PERSON")])
    'fragment'
    """
    others = list(predicted)
    same = [TO_COARSE.get(other.label) for other in others if other.bounds == mention.bounds]
    if same:
        return "found" if TO_COARSE[mention.label] in same else "mislabelled"
    overlap = any(other.start < mention.end and mention.start < other.end for other in others)
    return "fragment" if overlap else "missed"
