"""Changes of letters that stand in an Arabic or Persian name only where somebody is known to write it so."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.vowels import vowel_changes

_LEFT = 0.2
"""What is left of the weight of a form with such a change."""
_DOUBLED = re.compile(r"([b-df-hj-npqrtv-xz])\1")
_GLIDE = re.compile("[aeiou]y[aeiou]")
_SIGNS = {
    "": (("q", "k"), ("kh", "ch"), ("zh", "j"), ("dh", "d")),
    "Persian": (("sh", "ch"), ("th", "s"), ("gu", "g"), ("g", "j")),
    "Arabic": (("gh", "q"),),
}
"""What is put for what, in names of any origin and of one: kaf is no qaf, nor ch kh, jim zh or dal dh, though each
looks so in some language; Persian ch is no sh, as it is in French, nor j the g of Cairo."""
_VOWELS = frozenset("aeiouy")
_ENDS = ("ii", "ae", "ie")
_LAST = re.compile("ah?$|h$")


def without_slips(word: str, forms: Sequence[str], attested: Collection[str], origin: str = "") -> NDArray[np.float64]:
    """What is left of each form's weight (forms,), 1 for each that is attested, for a name of an origin.

    >>> without_slips("rajavi", ["rajawi", "rajjavi", "rajavvi"], {"rajavvi"}).tolist()
    [1.0, 0.2, 1.0]
    """
    known = _known(word, origin)
    return np.array([
        1.0 if form in attested or not (change.slip or _is_slip(known, form)) else _LEFT
        for form, change in zip(forms, vowel_changes(word, tuple(forms)), strict=True)
    ])  # fmt: skip


def is_slip(word: str, form: str) -> bool:
    """Whether the form doubles a consonant or has another for it; or loses a first vowel, a glide or an ending.

    Or ends as nobody writes.

    >>> pairs = [("kazem", "kazim"), ("afkari", "afqari"), ("hedayati", "hedaati"), ("alireza", "alirez")]
    >>> [is_slip(*pair) for pair in pairs]
    [False, True, True, True]
    """
    return _is_slip(_known(word, ""), form)


def _is_slip(known: _Known, form: str) -> bool:
    return (
        form == known.shorn
        or (known.voiced and form[:1] not in _VOWELS)
        or (known.glides > 0 and _glides(form) < known.glides)
        or _doubled(form) > known.doubled
        or (not known.odd_end and form.endswith(_ENDS))
        or any(sign in form and own not in form.replace(sign, "") for sign, own in known.signs)
    )


class _Known(NamedTuple):
    """What of a word its forms are held to: how many consonants it doubles; the glides that they must keep; whether it
    begins with a vowel; whether it ends as nobody writes; itself without its ending; the signs that would be wrong."""

    doubled: int
    glides: int
    voiced: bool
    odd_end: bool
    shorn: str | None
    signs: tuple[tuple[str, str], ...]


def _known(word: str, origin: str) -> _Known:
    shorn = _LAST.sub("", word)
    return _Known(
        doubled=_doubled(word),
        glides=_glides(word) if _GLIDE.search(word) else 0,
        voiced=word[:1] in _VOWELS,
        odd_end=word.endswith(_ENDS),
        shorn=shorn if shorn != word else None,
        signs=tuple(
            (sign, own) for sign, own in (*_SIGNS[""], *_SIGNS.get(origin, ())) if sign not in word and own in word
        ),
    )


def _doubled(word: str) -> int:
    return len(_DOUBLED.findall(word)) if _DOUBLED.search(word) else 0


def _glides(word: str) -> int:
    return sum(map(word.count, "yij"))
