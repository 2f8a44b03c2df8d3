"""The table that tells a word's origin: a softmax regression over pieces of the lexicon's names and of other names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.key import key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.native import LATIN, notation
from allonym.names.engine.origins import BUCKETS, OTHER, is_telling, pack, pieces
from allonym.names.scheme import schemes
from allonym.tools.lexicon.known import used
from allonym.tools.lexicon.sources import Item, Person

Array = NDArray[np.float64]
_POOLED = frozenset({"Arabic", "Persian"})
"""Of these the counted names alone: items in Arabic letters are of people of all the world."""
_ALONE = frozenset({"Georgian", "Armenian", "Kazakh", "Greek", "Belarusian", "Ukrainian", "Serbian"})
"""Origins in whose letters fewer foreign names are written: a single Latin form that tables give tells too."""
_VARIED = 4
"""A name with so many Latin forms was transliterated by several hands, which nobody does with a foreign one."""
_WORLD = 6
"""A name that is written in more scripts than this is known all over the world and nobody's own."""
_EVENED = 0.5
"""How far origins with few names are made as frequent as those with many: 1 is wholly."""
_RARE = math.log2(60)
"""A name of the world that fewer Arabs or Persians bear than this is not theirs."""
_ROUNDS, _PENALTY = 60, 0.3
_LABELS = 0.3
"""The weight of a word of a person's label, whose language the country only suggests, for each time it stands."""


def classes(entries: Sequence[Headword], items: Sequence[Item], people: Iterable[Person]) -> bytes:
    """The table as `allonym.names.engine.origins` reads it."""
    words, foreign = _of_lexicon(entries)
    world = _words(item for item in items if len(item.forms) > _WORLD)
    for name in _POOLED:
        words[name] = {word: n for word, n in words[name].items() if word not in world or n > _RARE}
    listed_names = {origin: names | used(origin) for origin, names in frequent().items()}
    for origin, listed in listed_names.items():
        words[origin] |= dict.fromkeys(listed, 3.0)
    for person in people:
        own = words[person.origin]
        for word in {word for form, _ in person.labels for word in key(form).split()}:
            own[word] = own.get(word, 0.0) + _LABELS
    taken = {word for own in words.values() for word in own}
    only_latin = _words(item for item in items if item.forms.keys() == {"LATIN"})
    elsewhere = (only_latin | foreign) - taken - world
    words[OTHER] = dict.fromkeys(elsewhere, 1.0) | dict.fromkeys(world, 2.0)
    names = sorted(words)
    words[OTHER] |= dict.fromkeys(listed_names[OTHER], 3.0)
    return pack(names, *_learnt([words[name] for name in names]), world, elsewhere, listed_names)


def _of_lexicon(entries: Iterable[Headword]) -> tuple[dict[str, dict[str, float]], set[str]]:
    """The words of each origin with their weights, and the words that are only written in an origin's letters."""
    words: dict[str, dict[str, float]] = defaultdict(dict)
    foreign: set[str] = set()
    for entry in entries:
        own, others = _parted(entry)
        foreign |= others
        for word, weight in own.items():
            words[entry.origin][word] = max(weight, words[entry.origin].get(word, 0.0))
    return words, foreign


def _parted(entry: Headword) -> tuple[dict[str, float], set[str]]:
    """An entry's words that show its origin, with their weights, and those that show that it is a foreign name."""
    keys = {form: count for form, count in entry.counts.items() if count and " " not in form}
    native = notation(entry.origin, entry.native) if entry.origin not in LATIN else None
    if native is None:
        least = 1 if entry.origin in _POOLED else 0
        telling = keys if is_telling(entry) else {}
        return {word: math.log2(1 + count) for word, count in telling.items() if count > least}, set()
    given = {key(form) for scheme in schemes(entry.origin) for form in [scheme.spell_word(native)]}
    if len(keys) == 1:
        alone = 0.5 * (entry.origin in _ALONE)
        return {word: alone for word in keys if word in given and alone}, set(keys) - given
    if len(keys) >= _VARIED:
        return {word: 1.0 if word in given else 0.5 for word in keys}, set()
    return {word: 1.0 for word in keys if word in given}, set(keys) - given


def frequent() -> dict[str, set[str]]:
    """Frequent names of each origin, listed by hand: items say nothing of how often a name is met."""
    lines = (Path(__file__).parent / "frequent.txt").read_text("utf-8").splitlines()
    found = {}
    for origin, _, names in (line.partition(":") for line in lines):
        keys = [key(name) for name in names.split()]
        words = {word for name in keys for word in (name.replace(" ", ""), *name.split())}
        found[OTHER if origin == "elsewhere" else origin] = words
    return found


def _words(items: Iterable[Item]) -> set[str]:
    return {word for item in items for form in item.latin for word in key(form).split() if len(word) > 1}


def _learnt(words: Sequence[Mapping[str, float]]) -> tuple[Array, Array]:
    """The weight of each row for each origin, and what makes all origins equally frequent."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    examples = [(word, at, weight) for at, own in enumerate(words) for word, weight in sorted(own.items())]
    found = [pieces(word) for word, _, _ in examples]
    ends = np.cumsum([0, *map(len, found)])
    flat = np.concatenate(found)
    data = csr_matrix((np.ones(len(flat), np.float32), flat, ends), (len(found), BUCKETS))
    target = np.array([at for _, at, _ in examples])
    weight = np.array([value for _, _, value in examples])
    shares = np.bincount(target, weight)
    weight *= (shares.max() / shares[target]) ** 0.5
    width, count = len(words), np.arange(len(target))

    def loss(flat_rows: Array) -> tuple[float, Array]:
        rows, bias = flat_rows[:-width].reshape(-1, width), flat_rows[-width:]
        score = data @ rows + bias
        score -= score.max(axis=1, keepdims=True)
        score -= np.log(np.exp(score).sum(axis=1, keepdims=True))
        value = -(weight * score[count, target]).sum() + _PENALTY * (rows**2).sum()
        wrong = np.exp(score)
        wrong[count, target] -= 1
        wrong *= weight[:, None]
        return float(value), np.concatenate([(data.T @ wrong + 2 * _PENALTY * rows).ravel(), wrong.sum(axis=0)])

    start = np.zeros((BUCKETS + 1) * width)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    prior = np.bincount(target, weight)
    return best[:-width].reshape(-1, width), best[-width:] - _EVENED * np.log(prior / prior.sum())
