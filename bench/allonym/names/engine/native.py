"""A native word in the notation that the tables of its origin start from."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from allonym.names.languages import NATIVE
from allonym.names.scripts import scholarly_russian, script

LATIN = frozenset({"Turkish", "Azerbaijani", "Chinese"})
"""Origins whose tables start from Latin letters that papers print too: Turkish orthography, Pinyin."""


_ARABIC = str.maketrans("أإآٱىةؤکی", "اااايهوكي")
"""Variants of Arabic letters that writers do not tell apart, and the one that the lexicon has."""


@lru_cache(maxsize=1 << 14)
def native_key(native: str) -> str:
    """A native form as the lexicon has it: small letters, those of Arabic without variants and vowels.

    >>> native_key("أحمد") == native_key("احمد"), native_key("Ельцин")
    (True, 'ельцин')
    """
    if script(native) != "ARABIC":
        return unicodedata.normalize("NFC", native.lower())
    plain = "".join(c for c in unicodedata.normalize("NFC", native) if not unicodedata.combining(c))
    return plain.translate(_ARABIC)


def notation(origin: str, native: str) -> str | None:
    """The word as tables read it; None where its script lacks what they need, such as the vowels of Arabic.

    >>> notation("Russian", "Ельцин"), notation("Greek", "Τσίπρας"), notation("Arabic", "خالد")
    ('Elʹcin', 'Τσίπρας', None)
    """
    if origin not in NATIVE and origin not in LATIN and origin != "Russian":
        return None
    kind = script(native)
    if origin == "Russian" and kind == "CYRILLIC":
        return scholarly_russian(native)
    if origin in NATIVE and kind not in ("LATIN", ""):
        return native
    return native if origin in LATIN and kind == "LATIN" else None
