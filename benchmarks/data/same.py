"""Pairs of names for same_name: two labels of one person; two people who share a given name or a surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from allonym.names.engine.key import key
from allonym.names.engine.same import same_name
from allonym.tools.lexicon.sources import Person

_RECALL = 0.80
_OTHERS = 3
"""Namesakes a person is compared with, at most, for each word of the name."""


def pairs(people: Sequence[Person]) -> list[tuple[str, str, bool]]:
    """Each person's English label with each other one, and with labels of namesakes of its first and last word."""
    found = []
    named: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for person in people:
        if not person.english:
            continue
        first = str(person.english)
        keys = {key(form): form for form, _ in person.labels}
        found += [(first, form, True) for k, form in sorted(keys.items()) if k != key(first)]
        for place in (0, -1):
            named[place, key(first).split()[place]].append(person)
    for same in named.values():
        for at, person in enumerate(same):
            for other in same[at + 1 : at + 1 + _OTHERS]:
                if person.key != other.key and key(str(person.english)) != key(str(other.english)):
                    form = other.labels[(at + len(other.labels) - 1) % len(other.labels)][0]
                    found.append((str(person.english), form, False))
    return found


def measure(people: Sequence[Person]) -> tuple[float, float, float, int]:
    """Precision and recall at the strictest score with a recall of 0.80, that score, the number of pairs."""
    scored = sorted(((same_name(one, two), same) for one, two, same in pairs(people)), reverse=True)
    all_same = sum(same for _, same in scored)
    hit = 0
    for number, (score, same) in enumerate(scored, 1):
        hit += same
        if hit >= _RECALL * all_same and (number == len(scored) or scored[number][0] < score):
            return hit / number, hit / all_same, score, len(scored)
    return 0.0, 0.0, 0.0, len(scored)
