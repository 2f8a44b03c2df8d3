"""How doubtful it is that a form is a spelling of a word of Arabic or Persian and not another name, by its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.neighbours import skeletons

_PART, _CONSONANTS, _VOWELS, _ODD = 0.3, 0.03, 0.4, 0.1
"""What is left of a form that is a part of the word or has it as one (Habib of Habibollah), that has other consonants,
another vowel where the word has one, or letters that nobody puts so."""
_CONFUSED = str.maketrans({"T": "S", "F": None, "A": None})
"""Consonants that writers put for each other beside those of one class: Uthman and Osman, Davood and Dawood."""
_SOFT = re.compile("g(?!h)")
"""Jamal and Gamal."""
_LONG = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("aa", "a"), ("y", "i"), ("o", "u"))
_GROUPS = re.compile("[^aeiu\n]+")
_SEVERAL = re.compile("[aeiu]{2,}")
_LOST = re.compile("[bcdfgklmnpqrtvwxz]{3}|^[bdfgkmnpt][bcdfgkmnptqz]", re.MULTILINE)
_BREATH = re.compile("[aeiou]h(?=[bcdfgjklmnpqrstvxz])")
_GLIDE = re.compile("[bcfghklmnpqrstvwxz]j|j$|j(?=[bcdfghklmnpqrstvxz])", re.MULTILINE)
_AS_ONE = re.compile("[skzgtpd]h|ch|dj")


def certainty(word: str, forms: Sequence[str]) -> NDArray[np.float64]:
    """What is left of each form's weight, from 0 to 1.

    >>> certainty("mojtaba", ["mujtaba", "modztaba"]).tolist(), certainty("omar", ["umar", "ameur"]).tolist()
    ([1.0, 0.003], [1.0, 0.4])
    """
    found = _by_consonants(word, forms) * _by_vowels(word, forms)
    text = "\n".join([word, *forms])
    for pattern, joined in ((_LOST, _AS_ONE.sub("c", text)), (_BREATH, text), (_GLIDE, text)):
        counts = np.array([len(pattern.findall(one)) for one in joined.split("\n")])
        found = np.where(counts[1:] > counts[0], found * _ODD, found)
    return np.asarray(found)


def _by_consonants(word: str, forms: Sequence[str]) -> NDArray[np.float64]:
    texts = [f"{text}-" for text in (word, *forms)]
    if any("ch" in text for text in texts):
        texts = [text.replace("kh", "ch") if "ch" in texts[0] or "ch" in text else text for text in texts]
    heard, *others = (text.translate(_CONFUSED) for text in skeletons([_SOFT.sub("j", text) for text in texts]))
    if "kh" in word:
        softened = skeletons([_SOFT.sub("j", texts[0].replace("kh", "ch"))])[0].translate(_CONFUSED)
        same = [other == (softened if "ch" in form else heard) for other, form in zip(others, forms, strict=True)]
    else:
        same = [other == heard for other in others]
    if any("g" in text for text in texts):  # Gaddafi and Qaddafi: some say qaf so
        hard, *others = (text.translate(_CONFUSED) for text in skeletons([_SOFT.sub("q", text) for text in texts]))
        same = [one or other == hard for one, other in zip(same, others, strict=True)]
    parts = [word.startswith(form) or form.startswith(word) or _ends(word, form) for form in forms]
    return np.where(same, np.where([is_nisba(word, form) for form in forms], _PART, 1.0),
                    np.where(parts, _PART, _CONSONANTS))  # fmt: skip


def _ends(word: str, form: str) -> bool:
    return len(word) > 3 < len(form) and (word.endswith(form) or form.endswith(word))


def is_nisba(word: str, form: str) -> bool:
    """Whether the one is the other with -i, which makes a family name of a given name: Hossein, Hosseini."""
    return form.rstrip("iy") == word.rstrip("iy") and (form[-1:] in "iy") != (word[-1:] in "iy")


def _by_vowels(word: str, forms: Sequence[str]) -> NDArray[np.float64]:
    """Less for each single vowel a, i or o and u that stands for another; e and two vowels together may be any."""
    text = "\n".join([word, *forms])
    for letters, sign in _LONG:
        text = text.replace(letters, sign)
    parted = [line.split("-") for line in _GROUPS.sub("-", _SEVERAL.sub("e", text)).split("\n")]
    own, found = parted[0], []
    for other in parted[1:]:
        pairs = zip(own, other, strict=True) if len(own) == len(other) else ()
        found.append(_VOWELS ** sum(a != b and a != "" != b and "e" not in (a, b) for a, b in pairs))
    return np.array(found)
