"""Which languages a name may be of: what its words' letters, the lexicon and a few rules say, all words together."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.families import family_of, has_tables, tables_of
from allonym.names.engine.lending import with_lent
from allonym.names.engine.lexicon import entries
from allonym.names.engine.origins import OTHER, is_telling, origins
from allonym.names.engine.syllables import is_of_syllables, languages
from allonym.names.engine.written import WrittenWord

_OFTEN = {
    OTHER: 5.0, "Arabic": 1.0, "Russian": 1.0, "Persian": 0.7, "Chinese": 0.7, "Turkish": 0.6, "Korean": 0.5,
    "Ukrainian": 0.7, "Hebrew": 0.5, "Hindi": 0.4, "Azerbaijani": 0.05, "Kazakh": 0.05, "Kurdish": 0.25,
    "Macedonian": 0.02, "Belarusian": 0.15, "Urdu": 0.05, "Amharic": 0.1,
}  # fmt: skip
"""A guess, not a measurement: it decides only where letters and lexicon do not."""
_TEMPER, _KNOWN, _COUNTED, _NO_SYLLABLES = 0.8, 1.0, 0.3, 4.0
_WORLD, _ELSEWHERE, _ENDING, _FREQUENT, _RARE = 30, 3, 2.5, 2.5, 60
_ENDINGS = {
    "shvili": "Georgian", "adze": "Georgian", "idze": "Georgian", "opoulos": "Greek", "opoulou": "Greek",
    "idis": "Greek", "akis": "Greek", "enko": "Ukrainian", "chuk": "Ukrainian", "oglu": "Turkish",
    "zadeh": "Persian", "nejad": "Persian", "pour": "Persian", "poor": "Persian", "manesh": "Persian",
    "zadegan": "Persian", "nezhad": "Persian", "fard": "Persian", "abadi": "Persian", "ollah": "Persian",
    "syan": "Armenian", "nyan": "Armenian", "ryan": "Armenian", "kyan": "Armenian", "dyan": "Armenian",
    "sov": "Russian", "nov": "Russian", "kov": "Russian", "rov": "Russian", "ovna": "Russian", "ovich": "Russian",
    "evich": "Russian", "ovic": "Serbian", "evic": "Serbian",
}  # fmt: skip
"""Endings of family names that say their origin; the first that fits counts."""
_DECISIVE = frozenset({"Persian", "Georgian"})
"""Origins whose endings no other people's names have: what else is in the name does not outweigh them."""
_PARTICLE, _PARTICLES = (
    5.0,
    frozenset(["al", "el", "abu", "abou", "umm", "oum", "bin", "ben", "ibn", "bint", "abd", "abdul", "abdel"]),
)
_EUROPEAN = frozenset(
    ["de", "del", "della", "di", "da", "dos", "du", "la", "le", "las", "los", "van", "von", "der", "den"]
)
"""Particles of names that are of none of these languages."""
_POOLED = frozenset({"Arabic", "Persian"})
"""Origins with counted pools: what only an item has may be anybody's name in Arabic letters."""
_ALIKE, _FREQUENTLY = 2, 20
_SHORT = 4
_MOST_AGAINST = 4.0
"""How much a word can speak against an origin: people bear names of other peoples beside their own (George Sabra)."""
_RESEMBLED = 2.0
"""How much it speaks against no origin that a word is a frequent Arabic or Persian name but for a letter."""
_HOPELESS = 4.0
"""How far behind no origin must be, in logarithms, for nothing to be asked that speaks against it."""
_LEAST_ORIGIN = 0.08
_UNKNOWN = 0.84
"""The probability of no origin from which on a name is of an unknown one."""
_ONLY = (
    (frozenset("ə"), frozenset({"Azerbaijani"})),
    (frozenset("ğış"), frozenset({"Turkish", "Azerbaijani", "Kurdish"})),
    (frozenset("þðæøåßñãõłřůőűęąėįųțș"), frozenset[str]()),
)
"""Letters that only these origins write, of those that have tables."""
_IRISH = re.compile(r"\bO['’]\w")


@lru_cache(maxsize=1 << 15)
def fit(word: str) -> NDArray[np.float64]:
    """How well the word fits each origin of `origins().names`, in logarithms."""
    table = origins()
    counts: dict[str, int] = {}
    world, elsewhere = table.is_world(word), table.is_elsewhere(word)
    for entry in entries(word):
        count = entry.counts.get(word, 1)
        if (
            not count
            or not is_telling(entry)
            or (elsewhere if entry.origin not in _POOLED else world and count < _RARE)
        ):
            continue
        counts[entry.origin] = counts.get(entry.origin, 0) + count - (entry.origin in _POOLED and count == 1)
    counts[OTHER] = _WORLD * world or _ELSEWHERE * elsewhere
    known = np.zeros(len(table.names))
    for name, number in counts.items():
        if number:
            known[_places()[name]] = _KNOWN + _COUNTED * math.log1p(number)
    found = with_lent(_TEMPER * table.score(word) + known + _by_rule(word), table.names)
    found = np.maximum(found, found.max() - _MOST_AGAINST)
    found[_unspeakable(word)] -= _NO_SYLLABLES
    if (origin := _by_ending(word)) in _DECISIVE:
        found[_places()[str(origin)]] += _ENDING
    return np.asarray(found)


@lru_cache(maxsize=1 << 15)
def resembles(word: str) -> bool:
    """Whether the word is, but for a letter, a frequent name of Arabs or Persians: Massood, Kaled, Saeid."""
    tables = tables_of(family_of("Arabic"))
    near = tables.counted_near(word) if len(word) > _SHORT else []
    counts = [tables.counts[form] for form, distance in near if distance <= _ALIKE]
    return max([tables.counts.get(word, 0), *counts]) >= _FREQUENTLY


def _by_rule(word: str) -> NDArray[np.float64]:
    """What is known without counting: Arabic and European particles, endings of family names, frequent names."""
    places = _places()
    rules = np.zeros(len(places))
    if word in _PARTICLES:
        rules[places["Arabic"]] += _PARTICLE
    if word in _EUROPEAN:
        rules[places[OTHER]] += _PARTICLE
    if (origin := _by_ending(word)) is not None and origin not in _DECISIVE:
        rules[places[origin]] += _ENDING
    rules[[*origins().frequent.get(word, ())]] += _FREQUENT
    return rules


def _by_ending(word: str) -> str | None:
    """The origin that the ending of a family name says."""
    if not word.endswith(tuple(_ENDINGS)):
        return None
    fits = (own for ending, own in _ENDINGS.items() if word.endswith(ending) and len(word) > len(ending) + 2)
    return next(fits, None)


def _unspeakable(word: str) -> list[int]:
    """The places of the languages whose syllables the word cannot be, whatever else is in the name."""
    listed = origins().frequent.get(word, ())
    places = [_places()[origin] for origin in languages() if not is_of_syllables(word, origin)]
    return [place for place in places if place not in listed]


@cache
def _places() -> dict[str, int]:
    """Where each origin stands in `origins().names`."""
    return {name: at for at, name in enumerate(origins().names)}


@cache
def prior() -> NDArray[np.float64]:
    """Before its letters are seen: how often names of each origin stand in English news, in logarithms."""
    return np.asarray(np.log([_OFTEN.get(name, 0.3) for name in origins().names]))


def possible(name: str) -> frozenset[str] | None:
    """The origins that a name's letters leave possible, None where they say nothing.

    >>> sorted(possible("Şükrü") or ()), possible("Sørensen"), possible("Marc O'Brien"), possible("Ali")
    (['Azerbaijani', 'Kurdish', 'Turkish'], frozenset(), frozenset(), None)
    """
    small = name.replace("İ", "ı").lower()
    if _IRISH.search(name):
        return frozenset()
    left = [origins for letters, origins in _ONLY if letters & set(small)]
    return frozenset.intersection(*left) if left else None


def probabilities(words: Sequence[WrittenWord]) -> dict[str, float]:
    """The probability of each origin, "" for none of those that have tables, by what the words are like.

    >>> from allonym.names.engine.written import read
    >>> probabilities(read("Khaled Nasser"))[OTHER] < 0.01, probabilities(read("Ken Norton"))[OTHER] > 0.8
    (True, True)
    """
    names = origins().names
    left = possible(" ".join(word.text for word in words))
    if left is not None and not left:
        return {OTHER: 1.0}
    known = [fit(word.key) for word in words if not word.fixed]
    if not known:
        return {OTHER: 1.0}
    total = sum(known, prior())
    if total[other := names.index(OTHER)] > total.max() - _HOPELESS:
        total[other] -= _RESEMBLED * sum(resembles(word.key) for word in words if not word.fixed)
    if left is not None:
        total = np.where([name in left for name in names], total, -np.inf)
    weights = np.exp(total - total.max())
    return dict(zip(names, (weights / weights.sum()).tolist(), strict=True))


def origin_weights(words: Sequence[WrittenWord]) -> dict[str, float]:
    """The origins that fit the words and their probabilities, "" for none of those that have tables."""
    likely = {name: weight for name, weight in probabilities(words).items() if weight >= _LEAST_ORIGIN}
    fits = {name: weight for name, weight in likely.items() if name == OTHER or has_tables(name)}
    if fits.get(OTHER, 0.0) > _UNKNOWN or set(fits) <= {OTHER}:
        return {OTHER: 1.0}
    fits.pop(OTHER, None)
    whole = sum(fits.values())
    return {name: weight / whole for name, weight in fits.items()}
