"""The forms under which a text may mention an entity: its registered spellings, whole or in part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from allonym.names.folds import APOSTROPHES, HYPHENS
from allonym.names.name import join
from allonym.names.registry import Entity

_PLAIN = {ord(c): "'" for c in APOSTROPHES - {"ʿ", "ʾ", "ʻ", "ʼ"}} | {ord(c): "-" for c in HYPHENS}


def text_key(surface: str) -> str:
    """A surface as it is looked up: quotes and hyphens made plain, case left out but for all capitals.

    In capitals Turkish Akın and its fold Akin are the same; in small letters they are two spellings.

    >>> text_key("Al-Sarraj’s"), text_key("AKIN")
    ("al-sarraj's", 'AKIN')
    """
    plain = unicodedata.normalize("NFC", surface).translate(_PLAIN)
    return plain if plain.isupper() else plain.casefold()


def text_keys(entity: Entity) -> frozenset[str]:
    """Every key under which a text may mention the entity without a new spelling."""
    return frozenset(key for form in _forms(entity) for key in (text_key(form), text_key(form.upper())))


def _forms(entity: Entity) -> Iterator[str]:
    """The spellings and what is left of them when parts of the name are not said."""
    yield entity.printed
    yield from entity.also
    named = [tuple(part.printed for part in entity.parts)] if entity.parts else []
    for spelling in entity.spellings:
        yield spelling.form
        if spelling.parts:
            named.append(spelling.parts)
    for parts in named:
        for length in range(1, len(parts) + 1):
            for some in combinations(parts, length):
                if any(some) and not some[-1].endswith("-"):
                    yield join(some)
