"""Changes of letters that stand in an Arabic or Persian name only where somebody is known to write it so."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

_LEFT = 0.3
"""What is left of the weight of a form with such a change."""
_DOUBLED = re.compile(r"([b-df-hj-npqrtv-xz])\1")
_GLIDE = re.compile("[aeiou]y[aeiou]")
_SIGNS = (("q", "k"), ("kh", "ch"), ("zh", "j"), ("dh", "d"))
"""What is put for what: kaf is no qaf, nor ch kh, jim zh or dal dh, though each looks so in some language."""
_VOWEL = re.compile("[aeiouy]")
_ENDS = re.compile("(ii|ae|ie)$")
_LAST = re.compile("ah?$|h$")


def without_slips(word: str, forms: Sequence[str], attested: Collection[str]) -> NDArray[np.float64]:
    """What is left of each form's weight (forms,), 1 for each that is attested.

    >>> without_slips("rajavi", ["rajawi", "rajjavi", "rajavvi"], {"rajavvi"}).tolist()
    [1.0, 0.3, 1.0]
    """
    return np.array([1.0 if form in attested or not is_slip(word, form) else _LEFT for form in forms])


def is_slip(word: str, form: str) -> bool:
    """Whether the form doubles a consonant or has another for it; or loses a first vowel, a glide or an ending.

    Or ends as nobody writes.

    >>> pairs = [("kazem", "kazim"), ("afkari", "afqari"), ("hedayati", "hedaati"), ("alireza", "alirez")]
    >>> [is_slip(*pair) for pair in pairs]
    [False, True, True, True]
    """
    return (
        len(_DOUBLED.findall(form)) > len(_DOUBLED.findall(word))
        or any(
            sign in form and sign not in word and own in word and own not in form.replace(sign, "")
            for sign, own in _SIGNS
        )
        or (_GLIDE.search(word) is not None and _glides(form) < _glides(word))
        or (form == _LAST.sub("", word) != word)
        or (_VOWEL.match(word) is not None and _VOWEL.match(form) is None)
        or (_ENDS.search(form) is not None and _ENDS.search(word) is None)
    )


def _glides(word: str) -> int:
    return sum(map(word.count, "yij"))
