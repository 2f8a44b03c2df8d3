"""The script that a name is written in."""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType

CYRILLIC = MappingProxyType(
    dict(zip("абвгдезийклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
    | {"ё": "ë", "ж": "ž", "ч": "č", "ш": "š", "щ": "ŝ", "ъ": "ʺ", "ы": "y", "ь": "ʹ", "э": "è", "ю": "û", "я": "â"}
)
"""Russian letters in ISO 9, from which the Russian tables start."""


def script(text: str) -> str:
    """The script of most letters of a text, as Unicode's names call it; "" for a text without letters.

    >>> script("Ömer"), script("Сергей Лавров"), script("علي مملوك"), script("1-2")
    ('LATIN', 'CYRILLIC', 'ARABIC', '')
    """
    scripts = [_script(c) for c in text if c.isalpha()]
    return max(dict.fromkeys(scripts), key=scripts.count) if scripts else ""


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def scholarly_russian(text: str) -> str | None:
    """A Cyrillic name in ISO 9; None where a letter is not Russian.

    >>> scholarly_russian("Щукин"), scholarly_russian("Юлія")
    ('Ŝukin', None)
    """
    letters = [CYRILLIC.get(c.lower(), None if c.isalpha() else c) for c in unicodedata.normalize("NFC", text)]
    if None in letters:
        return None
    pairs = zip(text, map(str, letters), strict=True)
    return "".join(new[:1].upper() + new[1:] if old.isupper() else new for old, new in pairs)
