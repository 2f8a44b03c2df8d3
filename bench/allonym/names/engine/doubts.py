"""How doubtful it is that a form is a spelling of a word of Arabic or Persian and not another name, by its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.neighbours import consonants
from allonym.names.engine.vowels import vowel_changes

PART, _CONSONANTS, _VOWELS, _ODD = 0.06, 0.03, 0.3, 0.05
"""What is left of a form that is a part of the word or has it as one (Habib of Habibollah), that has other consonants,
another vowel where the word has one, or letters that nobody puts so."""
_MORE = 3
"""Letters by which a name is longer than one that is a part of it."""
_CONFUSED = str.maketrans({"T": "S", "F": None, "A": None})
"""Consonants that writers put for each other beside those of one class: Uthman and Osman, Davood and Dawood."""
_SOFT = re.compile("g(?!h)")
"""Jamal and Gamal."""
_LOST = re.compile("[bcdfgklmnpqrtvwxz]{3}|^[bdfgkmnpt][bcdfgkmnptqz]", re.MULTILINE)
_BREATH = re.compile("[aeiou]h(?=[bcdfgjklmnpqrstvxz])")
_GLIDE = re.compile("[bcfghklmnpqrstvwxz]j|j$|j(?=[bcdfghklmnpqrstvxz])", re.MULTILINE)
_AS_ONE = re.compile("[skzgtpd]h|ch|dj")


def certainty(word: str, forms: Sequence[str]) -> NDArray[np.float64]:
    """What is left of each form's weight, from 0 to 1.

    >>> certainty("mojtaba", ["mujtaba", "modztaba"]).tolist(), certainty("omar", ["umar", "ameur"]).tolist()
    ([1.0, 0.0015], [1.0, 0.3])
    """
    text = "\n".join([word, *forms])
    vowels = [_VOWELS**change.clashes for change in vowel_changes(word, tuple(forms))]
    found: NDArray[np.float64] = np.array(_by_consonants(word, forms)) * vowels
    odd = [(_LOST, _AS_ONE.sub("c", text)), (_BREATH, text), *([(_GLIDE, text)] if "j" in text else ())]
    for pattern, joined in odd:
        if pattern.search(joined):
            counts = occurrences(pattern, joined)
            found[counts[1:] > counts[0]] *= _ODD
    return found


def occurrences(pattern: re.Pattern[str], text: str) -> NDArray[np.int64]:
    """How often the pattern stands in each line of the text.

    >>> occurrences(re.compile("[ae]"), "ala\\nil\\nel").tolist()
    [2, 0, 1]
    """
    return np.array([line.count("\0") for line in pattern.sub("\0", text).split("\n")])


def _by_consonants(word: str, forms: Sequence[str]) -> list[float]:
    """Less for a form with other consonants, and for one that is the word but for -i, which makes a family name of a
    given name: Hossein, Hosseini."""
    same, stem, nisba = _sound_alike(word, forms), word.rstrip("iy"), word[-1:] in "iy"
    return [
        (PART if (form[-1:] in "iy") != nisba and form.rstrip("iy") == stem else 1.0) if one
        else _of_others(word, form)
        for one, form in zip(same, forms, strict=True)
    ]  # fmt: skip


def _of_others(word: str, form: str) -> float:
    return PART if is_part(word, form) or word.startswith(form) or form.startswith(word) else _CONSONANTS


def is_part(word: str, form: str) -> bool:
    """Whether the one is a part of the other, which has a syllable or a second name more.

    >>> is_part("abdolreza", "reza"), is_part("hossein", "hosseini"), is_part("mohammad", "mohammadreza")
    (True, False, True)
    """
    if -_MORE < len(word) - len(form) < _MORE:
        return False
    short, long = (word, form) if len(word) < len(form) else (form, word)
    return len(short) > 3 and (long.startswith(short) or long.endswith(short))


def _sound_alike(word: str, forms: Sequence[str]) -> list[bool]:
    """Whether each form has the word's consonants, but for what writers put for each other."""
    text = "\n".join([word, *forms])
    if "ch" in word:
        text = text.replace("kh", "ch")
    elif "ch" in text:
        text = "\n".join([line.replace("kh", "ch") if "ch" in line else line for line in text.split("\n")])
    softened, heard, *others = _heard(word.replace("kh", "ch") + "\n" + text, "j")
    if "kh" in word:
        same = [other == (softened if "ch" in form else heard) for other, form in zip(others, forms, strict=True)]
    else:
        same = [other == heard for other in others]
    if _SOFT.search(text):  # Gaddafi and Qaddafi: some say qaf so
        hard, *others = _heard(text, "q")
        same = [one or other == hard for one, other in zip(same, others, strict=True)]
    return same


def _heard(text: str, soft: str) -> list[str]:
    """The consonants of each line, those that writers put for each other alike, with g as this letter."""
    return consonants(_SOFT.sub(soft, text)).translate(_CONFUSED).split("\n")
