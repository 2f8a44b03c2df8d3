"""Known names that a word which nobody is known to bear may be a slip for: Mohamamdreza, Hagnighat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

SHARE = 0.03
"""How often a name is written for such a word, beside the word's likeliest other spelling."""
_SHORTEST, _COUNTED, _MOST = 5, 2, 4


def meant(word: str, counts: Mapping[str, int]) -> list[str]:
    """The counted names that are one slip away from a word that is not counted, the commonest first.

    >>> meant("hagnighat", {"haghighat": 9, "hagnighati": 1}), meant("khaled", {"khaled": 40, "khalid": 50})
    (['haghighat'], [])
    """
    if len(word) < _SHORTEST or word in counts:
        return []
    found = {other for other in _one_slip_away(word) if counts.get(other, 0) >= _COUNTED}
    return sorted(found, key=lambda other: (-counts[other], other))[:_MOST]


def _one_slip_away(word: str) -> Iterator[str]:
    """The word with a letter lost, put in or put for another, and with two neighbours in each other's place."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
