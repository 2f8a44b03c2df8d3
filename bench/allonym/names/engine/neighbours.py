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
_TOGETHER = sorted(
    ((letters, sign) for sign, all_of in _SIGNS.items() for letters in all_of if len(letters) > 1),
    key=lambda pair: -len(pair[0]),
)
_ALONE = str.maketrans({
    **{letter: sign for sign, all_of in _SIGNS.items() for letter in all_of if len(letter) == 1},
    "c": "K", "d": "T", "t": "T", **dict.fromkeys("aeiouyw'h ", "."),
})  # fmt: skip
_SOFT_C = re.compile("c(?=[eiy])")
_BEFORE_ITSELF = re.compile(r"([A-Zlmnr])(?=\1)")
_VOWEL_FIRST, _VOWEL_LAST = re.compile("\n[aeiou]+"), re.compile("[aeiouyhw]+\n")
_LETTERS = 27
_COLUMNS = np.full(256, _LETTERS - 1, np.intp)
_COLUMNS[ord("a") : ord("z") + 1] = np.arange(_LETTERS - 1)


def skeletons(words: Sequence[str]) -> list[str]:
    """Each word's consonants by class, and A for vowels at its start and its end; a doubled consonant is one, and h, w
    and y are none but at the start.

    >>> skeletons(["mehammad", "mohamed", "youcef", "yusuf", "mifta", "miftah", "arafat", "rafat"])
    ['mmT', 'mmT', 'YSF', 'YSF', 'mFTA', 'mFTA', 'ArFT', 'rFT']
    """
    return consonants(_VOWEL_LAST.sub("A\n", "\n".join(words) + "\n")[:-1]).split("\n")


def consonants(text: str) -> str:
    """The skeleton of each line, without what stands for vowels at its end."""
    text = _VOWEL_FIRST.sub("\nA", f"\n{text}")
    text = text.replace("\nh", "\nH").replace("\nw", "\nW").replace("\ny", "\nY")
    if "c" in text:
        text = _SOFT_C.sub("S", text)
    for letters, sign in _TOGETHER:
        text = text.replace(letters, sign)
    return _BEFORE_ITSELF.sub("", text[1:].translate(_ALONE)).replace(".", "")


def _histogram(words: Sequence[str]) -> NDArray[np.int64]:
    """How often each letter stands in each word, a row a word; all that are none of a to z have the last column."""
    columns = _COLUMNS[np.frombuffer("".join(words).encode("latin-1", "replace"), np.uint8)]
    columns += np.arange(0, len(words) * _LETTERS, _LETTERS).repeat([*map(len, words)])
    return np.bincount(columns, minlength=len(words) * _LETTERS).reshape(-1, _LETTERS)


def differences(word: str, forms: Sequence[str]) -> NDArray[np.int64]:
    """How many letters each form has that the word lacks or lacks that the word has, wherever they stand.

    >>> differences("khaled", ["khalid", "khaled"]).tolist()
    [2, 0]
    """
    return np.asarray(np.add.reduce(np.abs(_histogram(forms) - _histogram([word])), axis=1))


class Neighbours:
    """Counted forms by their consonants."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._forms = [form for form in counts if form.isascii() and form.isalpha()]
        self._worth = np.log([counts[form] for form in self._forms])
        self._letters = _histogram(self._forms).astype(np.int16)
        places: dict[str, list[int]] = {}
        for place, skeleton in enumerate(skeletons(self._forms)):
            places.setdefault(skeleton, []).append(place)
        self._places = {skeleton: tuple(own) for skeleton, own in places.items()}
        self.of = lru_cache(maxsize=1 << 14)(self._of)

    def _of(self, word: str, most: int) -> list[tuple[str, int]]:
        """The nearest and most frequent forms but the word itself, each with the number of letters that differ."""
        places = [*self._places.get(skeletons([word])[0], ())]
        if not places:
            return []
        far = np.add.reduce(np.abs(self._letters[places] - _histogram([word])), axis=1)
        order = np.argsort(far - self._worth[places], kind="stable")[: most + 1].tolist()
        found = [(self._forms[places[at]], int(far[at])) for at in order]
        return [(form, distance) for form, distance in found if form != word and distance <= FARTHEST][:most]
