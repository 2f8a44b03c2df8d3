"""Whether two spellings are of one name: what it costs to make the one of the other, letter by letter."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations

import numpy as np

from allonym.errors import InputError
from allonym.names.engine.families import family_of
from allonym.names.engine.fits import origin_weights
from allonym.names.engine.letters import Vector
from allonym.names.engine.origins import OTHER
from allonym.names.engine.stored import letters
from allonym.names.engine.written import WrittenWord, read

_ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "at", "an", "az", "ash"})
_SLOPE, _MIDDLE, _WORST = 0.25, 19.5, 0.5
"""Of the logistic curve that makes a score of a cost, fitted on the half of the people that is not measured."""
_LETTER = 4.5
"""What a letter costs that no table changes so."""
_EXTRA, _INITIAL, _ORDER, _MERGED = 3.5, 1.5, 1.0, 0.5
_OTHER_CUT = 25.0
"""What it costs that the same letters are cut into words elsewhere: Anna Lee, Ann Alee."""
_MOST_ORDERS = 4


def same_name(one: str, two: str) -> float:
    """How surely two names are one name in two spellings, from 0 to 1; 0.5 is the point to decide at.

    Case, marks, hyphens and the article do not count; other words, another order and initials do. It tells names, not
    people: two people may have one name. A name that cannot be read has the score 0, but for equal texts.

    >>> same_name("Muammar Gaddafi", "Moammar Kadhafi") > 0.5 > same_name("Anna Lee", "Ann Alee")
    True
    """
    if one.split() == two.split():
        return 1.0
    try:
        first, second = _named(read(one)), _named(read(two))
    except InputError:
        return 0.0
    value = cost(first, second)
    return 1 / (1 + math.exp(min(50.0, _SLOPE * (value - _MIDDLE))))


def _named(words: Sequence[WrittenWord]) -> tuple[WrittenWord, ...]:
    """The words without articles; Abd with one is Abdul."""
    kept = []
    for at, word in enumerate(words):
        if word.key == "abd" and at + 1 < len(words) and words[at + 1].key in _ARTICLES:
            kept.append(replace(word, key="abdul"))
        elif word.key and word.key not in _ARTICLES:
            kept.append(word)
    return tuple(kept) or tuple(words)


def cost(first: Sequence[WrittenWord], second: Sequence[WrittenWord]) -> float:
    """The least cost over the orders, the ways to join words and the families that fit: in logarithms of
    probability, 0 for equal keys."""
    if len(first) > len(second):
        first, second = second, first
    families = {family_of(origin) for words in (first, second) for origin in origin_weights(words) if origin != OTHER}
    best = math.inf
    for pairs, extra in _ways(first, second):
        for family in sorted(families) or [""]:
            best = min(best, extra + _paired(family, pairs))
    return best + (_OTHER_CUT if _cut_elsewhere(first, second) else 0.0)


def _cut_elsewhere(first: Sequence[WrittenWord], second: Sequence[WrittenWord]) -> bool:
    one, two = [word.key for word in first], [word.key for word in second]
    return one != two and len(one) == len(two) and "".join(one) == "".join(two)


def _ways(
    first: Sequence[WrittenWord], second: Sequence[WrittenWord]
) -> Iterator[tuple[list[tuple[WrittenWord, WrittenWord]], float]]:
    """The pairings of the shorter name's words with the longer one's, and what each costs beside its pairs."""
    spare = len(second) - len(first)
    for number, order in enumerate(_orders(len(first), len(second))):
        yield [(first[i], second[j]) for i, j in order], _EXTRA * spare + (_ORDER if number else 0)
    for at in range(len(first)) if 0 < spare < 3 else ():
        joined = _merged(second[at : at + spare + 1])
        yield list(zip(first, (*second[:at], joined, *second[at + spare + 1 :]), strict=True)), _MERGED


def _merged(words: Sequence[WrittenWord]) -> WrittenWord:
    return replace(words[0], key="".join(word.key for word in words), fixed=False)


def _orders(short: int, long: int) -> list[list[tuple[int, int]]]:
    """Ways to pair the words: in order first, then with the first word last, and, of few words, any."""
    if long > _MOST_ORDERS:
        return [list(zip(range(short), range(short), strict=True)), [(i, long - short + i) for i in range(short)]]
    ways = sorted(permutations(range(long), short), key=lambda way: (list(way) != sorted(way), way))
    return [list(enumerate(way)) for way in ways]


def _paired(family: str, pairs: Sequence[tuple[WrittenWord, WrittenWord]]) -> float:
    """The cost of all pairs in one style, and again a part of that of the worst."""
    plain, worst, rows = 0.0, 0.0, []
    for one, two in pairs:
        if one.key == two.key:
            continue
        if _initial(one, two):
            plain += _INITIAL
            continue
        value, row = word_cost(family, one.key, two.key)
        worst = max(worst, value)
        if row is None:
            plain += value
        else:
            rows.append(row)
    tables = letters(family) if family else None
    joint = -math.log(max(1e-30, float(np.prod(rows, axis=0) @ tables.bias))) if rows and tables else 0.0
    return plain + joint + _WORST * worst


def _initial(one: WrittenWord, two: WrittenWord) -> bool:
    return (one.fixed or two.fixed) and one.key[:1] == two.key[:1] and 1 in (len(one.key), len(two.key))


@lru_cache(maxsize=1 << 16)
def word_cost(family: str, one: str, two: str) -> tuple[float, Vector | None]:
    """What changing the word costs, and the odds against leaving it, by style (None where no table changes it so)."""
    tables = letters(family) if family else None
    edits = _LETTER * _distance(one, two)
    if tables is None:
        return edits, None
    best: tuple[float, Vector | None] = (edits, None)
    for source, target in ((one, two), (two, one)):
        found = tables.probability(source, (source, target))
        if target in found and source in found:
            odds = np.minimum(1.0, found[target] / np.maximum(found[source], 1e-12))
            value = -math.log(max(1e-30, float(odds @ tables.bias)))
            if value < best[0]:
                best = (value, odds)
    return best


def _distance(one: str, two: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(two) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for column, other in enumerate(two, 1):
            last, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, last + (letter != other))
    return row[-1]
