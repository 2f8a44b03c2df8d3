"""Which Latin forms of an item are forms of its native name: items have those of cognates and of both genders too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from allonym.names.engine.key import key
from allonym.names.engine.native import LATIN, notation
from allonym.names.engine.syllables import is_of_syllables
from allonym.names.scheme import schemes
from allonym.tools.lexicon.known import known

_ALIKE = 0.72
_ENDS = re.compile("[as]$")
"""Azarov and Azarova are two names, Azarovs is Latvian: a form ends in a or s if a table's form does."""
_PHONETIC = re.compile("[\u0250-\u0258\u025a-\u02af]")
"""Signs of phonetics, which some labels have for Latin letters; ə is a letter of Azerbaijani."""

_NOT_LETTERS = {"Turkish": set("əqxw")}
"""Letters that a neighbour has for its own form of a name."""


def own_forms(origin: str, native: str, forms: Iterable[str]) -> list[str]:
    """The forms that may be written for the native name.

    >>> own_forms("Russian", "азаров", ["azarov", "asarow", "azarova", "azarovs", "nikola"])
    ['azarov', 'asarow']
    """
    plain = [form for form in forms if not _PHONETIC.search(form) and not set(form) & _NOT_LETTERS.get(origin, set())]
    if origin == "Korean":
        return _korean(native, plain)
    made = _made(origin, native)
    return [form for form in plain if _is_own(key(form), made)] if made else plain


def _korean(native: str, forms: Iterable[str]) -> list[str]:
    listed = _listed().get(native)
    if listed is not None:
        return [form for form in forms if key(form) in listed]
    made = _made("Korean", native)
    return [f for f in forms if is_of_syllables(key(f).replace(" ", ""), "Korean") and _resembles(key(f), made)]


@cache
def _listed() -> dict[str, frozenset[str]]:
    return {one.native: frozenset(form for form, _ in one.forms) for one in known() if one.origin == "Korean"}


def _is_own(form: str, made: frozenset[str]) -> bool:
    if form in made:
        return True
    end = _ENDS.search(form)
    ends = {found.group() for one in made if (found := _ENDS.search(one))}
    return (end.group() in ends if end else not ends or not all(map(_ENDS.search, made))) and _resembles(form, made)


def _resembles(form: str, made: Iterable[str]) -> bool:
    return any(SequenceMatcher(None, form, one).ratio() >= _ALIKE for one in made)


@cache
def _made(origin: str, native: str) -> frozenset[str]:
    """What the tables of an origin make of a native word; nothing where they cannot read it."""
    word = notation(origin, native) if origin not in LATIN else None
    return frozenset(key(scheme.spell_word(word)) for scheme in schemes(origin)) if word else frozenset()
