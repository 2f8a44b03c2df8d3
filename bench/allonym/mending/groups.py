"""Groups: the runs of a text that may be one name, full or short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from allonym.mending.runs import NameRun


def groups(runs: Sequence[NameRun]) -> dict[str, list[int]]:
    """The numbers of the runs by the key of their last word.

    >>> from allonym.mending.runs import read_words, runs
    >>> groups(runs(read_words("Ali Mamluk spoke. Later Mamlūk left Homs.")))
    {'mamluk': [0, 1], 'homs': [2]}
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        found[run.head].append(number)
    return dict(found)
