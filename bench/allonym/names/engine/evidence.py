"""What speaks for a form of a word beside its letters: usage, how usual its own letters are, how many differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.letters import Choices, Letters, Vector
from allonym.names.engine.neighbours import differences

_SHARE = 0.2
"""The part of a word's probability that its shares in the lexicon have, whatever its letters say."""
_LETTERS = "^$abcdefghijklmnopqrstuvwxyz"
_CODES = np.full(256, len(_LETTERS), np.intp)
_CODES[[ord(letter) for letter in _LETTERS]] = np.arange(len(_LETTERS))
"""The number of a letter of Latin-1; all that are none of `_LETTERS` have one together."""
_STRANGER = -9.0
"""The logarithm of the share of three letters that no counted name has."""
EVIDENCE = (
    "letters", "letters and share", "share", "in the lexicon", "count", "counted", "fluency", "unchanged",
    "unchanged and counted", "paired", "difference in length", "longer", "near", "much longer", "other letters",
)  # fmt: skip
"""What speaks for a form beside its letters. `Letters.weights` has a weight for each."""


def weighed(tables: Letters, word: str, shares: Mapping[str, float], exact: Mapping[str, Vector], most: int) -> Choices:
    """A word's outputs: by its letters, from the training pairs and from the lexicon (`shares`), best first.

    `exact` is what schemes make of its native forms. The best output's probability, over the styles, is 1.
    """
    forms, table = tables.proposed(word, shares, exact)
    marks = evidence(tables, word, forms, table @ tables.bias, shares) @ tables.weights
    table = table * np.exp(marks - marks.max())[:, None]
    worth = table @ tables.bias
    best = table.argmax(axis=0).tolist()  # a scheme's likeliest output is kept
    ranked = (-worth).argsort(kind="stable")[:most].tolist()
    order = [*dict.fromkeys([*ranked, *(best[style] for style in tables.schemed)])]
    return tuple([forms[at] for at in order]), table[order] / worth[order[0]]


def evidence(
    tables: Letters, word: str, forms: Sequence[str], worth: NDArray[np.float64], shares: Mapping[str, float]
) -> NDArray[np.float64]:
    """What speaks for each form, a row a form: the columns are those of `EVIDENCE`."""
    seen = tables.words.get(word)
    beside = {form for form, _ in tables.counted_near(word)}
    at, lengths = forms.index(word), np.array([*map(len, forms)])
    share = np.array([shares.get(form, 0.0) for form in forms]) if shares else np.zeros(len(forms))
    known = np.log1p([tables.counts.get(form, 0) for form in forms])
    fluent, longer = _fluency(tables.usual, forms, lengths), lengths - len(word)
    found = np.zeros((len(EVIDENCE), len(forms)))
    found[0] = np.log(worth)
    found[1] = np.log((1 - _SHARE) * worth / worth.sum() + _SHARE * share)
    found[2] = np.log(share + 0.01)
    found[3] = share > 0
    found[4] = known
    found[5] = known > 0
    found[6] = fluent - fluent[at]
    found[7, at], found[8, at] = 1.0, known[at]
    found[9] = _among(forms, seen[0]) if seen else 0.0
    found[10] = np.abs(longer)
    found[11] = longer
    found[12] = _among(forms, beside) if beside else 0.0
    found[13] = np.maximum(longer - 2, 0)
    found[14] = differences(word, forms)
    return found.T


def _fluency(usual: NDArray[np.float64], forms: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """The logarithm of how usual each form's letters are, three at a time."""
    text = "^^" + "$^^".join(forms) + "$"
    codes = _CODES[np.frombuffer(text.encode("latin-1", "replace"), np.uint8)]
    values = usual[codes[:-2], codes[1:-1], codes[2:]]
    wide = lengths + 3
    return np.asarray(np.add.reduceat(values, wide.cumsum() - wide))


def _among(forms: Sequence[str], others: Collection[str]) -> NDArray[np.float64]:
    """1.0 for each form that is among the others, 0.0 for another."""
    return np.array([form in others for form in forms], float)


def usual_letters(trigrams: Mapping[str, float]) -> NDArray[np.float64]:
    """The table of trigrams by the numbers of their letters; what only stands between two words counts nothing."""
    table = np.full((len(_LETTERS) + 1,) * 3, _STRANGER)
    if trigrams:
        codes = _CODES[np.frombuffer("".join(trigrams).encode("latin-1", "replace"), np.uint8)].reshape(-1, 3)
        table[codes[:, 0], codes[:, 1], codes[:, 2]] = list(trigrams.values())
    start, end = _CODES[ord("^")], _CODES[ord("$")]
    table[:, end, start] = 0.0
    table[end, start, start] = 0.0
    return table
