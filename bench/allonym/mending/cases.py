"""The cases in which a run may stand: how sure the corrector must be differs by them."""

from __future__ import annotations

from allonym.mending.lying import INSIDE, NONE, SAME, Lying

CASES = (
    *("nothing, a word", "nothing, words", "nothing, met", "place", "place, met"),
    *("other, a word", "other, words", "other, met", "wider"),
)
"""What the model found there: nothing; a place with the run's bounds; anything else; a person that is part of the run,
and would be gone. Of the first and the third, whether the run is one word or several; and apart those `met` elsewhere:
the model calls another member of the group a person."""


def case_of(lying: Lying, size: int, met: bool) -> int:
    """The number of a run's case in CASES; its size is in words.

    >>> CASES[case_of(Lying(NONE, "O", ()), 2, met=False)], CASES[case_of(Lying(SAME, "LOC", (0,)), 1, met=True)]
    ('nothing, words', 'place, met')
    """
    if (lying.how, lying.label) == (INSIDE, "PER"):
        return 8
    if (lying.how, lying.label) == (SAME, "LOC"):
        return 3 + met
    return (0 if lying.how == NONE else 5) + (2 if met else int(size > 1))
