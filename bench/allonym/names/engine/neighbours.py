"""Counted forms near a word: with the same consonants, told apart coarsely, and nearly the same letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

FARTHEST = 5
"""A form that differs in more letters than this is no neighbour."""
_SIGNS = {
    "J": ["dsch", "tsch", "shch", "sch", "tch", "dj", "sh", "ch", "zh", "j"],
    "K": ["kh", "gh", "k", "g", "q", "x"],
    "T": ["th", "dh"],
    "F": ["ph", "f", "v"],
    "S": ["ts", "dz", "tz", "s", "z"],
    "P": ["b", "p"],
}
_REPLACED = sorted(
    ((letters, sign) for sign, all_of in _SIGNS.items() for letters in all_of), key=lambda pair: -len(pair[0])
)
_SOFT_C = re.compile("c(?=[eiy])")
_ALONE = str.maketrans({"c": "K", "d": "T", "t": "T", **dict.fromkeys("aeiouyw'h ", ".")})
_TWICE = re.compile(r"([A-Zlmnr])\1+")
_VOWEL_FIRST, _VOWEL_LAST = re.compile("^[aeiou]+", re.MULTILINE), re.compile("[aeiouyhw]+$", re.MULTILINE)
_CONSONANT_FIRST = re.compile("^[hwy]", re.MULTILINE)
_LETTERS = 27


def skeletons(words: Sequence[str]) -> list[str]:
    """Each word's consonants by class, and A for vowels at its start and its end; a doubled consonant is one, and h, w
    and y are none but at the start.

    >>> skeletons(["mehammad", "mohamed", "youcef", "yusuf", "mifta", "miftah", "arafat", "rafat"])
    ['mmT', 'mmT', 'YSF', 'YSF', 'mFTA', 'mFTA', 'ArFT', 'rFT']
    """
    return consonants(_VOWEL_LAST.sub("A", "\n".join(words))).split("\n")


def consonants(text: str) -> str:
    """The skeleton of each line, without what stands for vowels at its end."""
    text = _VOWEL_FIRST.sub("A", text)
    text = _SOFT_C.sub("S", _CONSONANT_FIRST.sub(lambda found: found.group().upper(), text))
    for letters, sign in _REPLACED:
        text = text.replace(letters, sign)
    return _TWICE.sub(r"\1", text.translate(_ALONE)).replace(".", "")


def _histogram(words: Sequence[str]) -> NDArray[np.int16]:
    """How often each letter stands in each word, a row a word."""
    codes = np.frombuffer("".join(words).encode("latin-1", "replace"), np.uint8).astype(np.intp) - ord("a")
    codes[(codes < 0) | (codes >= _LETTERS)] = _LETTERS - 1
    rows = np.repeat(np.arange(len(words)), [len(word) for word in words])
    flat = np.bincount(rows * _LETTERS + codes, minlength=len(words) * _LETTERS)
    return flat.astype(np.int16).reshape(-1, _LETTERS)


def differences(word: str, forms: Sequence[str]) -> NDArray[np.float64]:
    """How many letters each form has that the word lacks or lacks that the word has, wherever they stand.

    >>> differences("khaled", ["khalid", "khaled"]).tolist()
    [2.0, 0.0]
    """
    table = _histogram([word, *forms])
    return np.asarray(np.abs(table[1:] - table[0]).sum(axis=1), float)


class Neighbours:
    """Counted forms by their consonants."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._forms = [form for form in counts if form.isascii() and form.isalpha()]
        self._worth = np.log([counts[form] for form in self._forms])
        self._letters = _histogram(self._forms)
        self._places: dict[str, list[int]] = {}
        for place, skeleton in enumerate(skeletons(self._forms)):
            self._places.setdefault(skeleton, []).append(place)
        self.of = lru_cache(maxsize=1 << 14)(self._of)

    def _of(self, word: str, most: int) -> list[tuple[str, int]]:
        """The nearest and most frequent forms but the word itself, each with the number of letters that differ."""
        places = self._places.get(skeletons([word])[0])
        if not places:
            return []
        far = np.abs(self._letters[places] - _histogram([word])[0]).sum(axis=1)
        order = np.argsort(far - self._worth[places], kind="stable")[: most + 1].tolist()
        found = [(self._forms[places[at]], int(far[at])) for at in order]
        return [(form, distance) for form, distance in found if form != word and distance <= FARTHEST][:most]
