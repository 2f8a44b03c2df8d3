"""Groups: the runs of a text that may be one name, full or short, in one spelling or several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from allonym.mending.runs import NameRun

_SAME = 0.965
"""What `same_name` must say: a letter that no table changes so costs more (Merkel and Markel are two)."""
_FEWEST = 4
"""Letters of the shortest words that are compared."""
_MOST = 6
"""Words of one skeleton that a further one is compared with, so that time stays linear."""
_CLASSES = str.maketrans("kqgxbdvwzj", "ccccptffss", "aeiouyh ")


def groups(runs: Sequence[NameRun]) -> list[list[int]]:
    """The numbers of the runs whose last words are one name, groups and numbers in order.

    >>> from allonym.mending.runs import read_words, runs
    >>> groups(runs(read_words("Ali Mamlouk spoke. Later Mamlūk left Homs.")))
    [[0, 1], [2]]
    """
    first = _merged(dict.fromkeys(run.head for run in runs))
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        found[first[run.head]].append(number)
    return list(found.values())


def _merged(heads: Iterable[str]) -> dict[str, str]:
    """For each last word the first of its spellings; those with consonants of the same kinds are compared."""
    first: dict[str, str] = {}
    known: defaultdict[str, list[str]] = defaultdict(list)
    for head in heads:
        first[head] = head
        if len(head) < _FEWEST:
            continue
        others = known[skeleton(head)]
        first[head] = next((other for other in others if _are_same(other, head)), head)
        if first[head] == head and len(others) < _MOST:
            others.append(head)
    return first


@lru_cache(maxsize=1 << 12)
def _are_same(one: str, two: str) -> bool:
    from allonym.names.engine.same import same_name  # with its tables: only where there is something to compare

    return same_name(one, two) > _SAME


def skeleton(head: str) -> str:
    """A word's consonants by kind, no two alike in a row.

    >>> skeleton("mamlouk") == skeleton("mamluq"), skeleton("gaddafi"), skeleton("kadhafi")
    (True, 'ctf', 'ctf')
    """
    found = ""
    for sign in head.translate(_CLASSES):
        if not found.endswith(sign):
            found += sign
    return found
