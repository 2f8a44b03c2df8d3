"""Folds: what keyboards, old fonts and data bases do to letters outside ASCII or Latin-1."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType

PLAIN = MappingProxyType(
    str.maketrans(
        {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a", "Ə": "A"}
        | {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
        | {"ħ": "h", "Ħ": "H", "ŋ": "ng", "Ŋ": "Ng", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ſ": "s"}
        | {"ɓ": "b", "Ɓ": "B", "ɗ": "d", "Ɗ": "D", "ƙ": "k", "Ƙ": "K", "ƴ": "y", "Ƴ": "Y"}
        | {"ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O"}
    )
)
"""Letters that Unicode does not take apart, with the plain letters written for them."""

APOSTROPHES = frozenset("'’‘`´ʼʻʾʿʹʺ′ʽˈ")
"""The signs that stand for ayn and hamza, and those that are typed for them."""

HYPHENS = frozenset("-‐‑‒–−")
"""Hyphens that readers cannot tell apart: hyphen-minus, hyphen, no-break hyphen, figure and en dash, minus."""


def strip_marks(text: str) -> str:
    """The text without combining marks, in NFC; letters that have none stay.

    >>> strip_marks("Özkızılcık Ḥaftar")
    'Ozkızılcık Haftar'
    """
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def ascii_fold(text: str) -> str:
    """Plain ASCII letters, as systems without diacritics keep a name; ayn, hamza and soft signs are dropped.

    Hyphens of all kinds become one, and so do spaces; what has no plain letter, another script's, is dropped.

    >>> ascii_fold("Ömer Özkızılcık"), ascii_fold("ʿAlī Mamlūk"), ascii_fold("Þór Guðnason-al‑Hūri")
    ('Omer Ozkizilcik', 'Ali Mamluk', 'Thor Gudnason-al-Huri')
    >>> ascii_fold("Ærø"), ascii_fold("ÆRØ ÞÓR")
    ('Aero', 'AERO THOR')
    """
    letters = strip_marks(text)
    return "".join(_ascii(c, letters[max(0, at - 1) : at] + letters[at + 1 : at + 2]) for at, c in enumerate(letters))


def _ascii(sign: str, beside: str) -> str:
    """The plain letters of a sign: of a large one that is written with two both large beside large letters."""
    if sign.isascii():
        return sign
    if sign in HYPHENS:
        return "-"
    if spelt := PLAIN.get(ord(sign)):
        return spelt if len(spelt) < 2 or sign.islower() else spelt.upper() if _is_shouted(beside) else spelt.title()
    if sign.isspace() or sign == "’":
        return "'" if sign == "’" else " "
    return "".join(c for c in unicodedata.normalize("NFKD", sign) if c.isascii()) if sign.isalnum() else ""


def _is_shouted(beside: str) -> bool:
    return any(map(str.isupper, beside)) and not any(map(str.islower, beside))


def latin1_fold(text: str) -> str:
    """What is left where only Latin-1 letters exist: ö ü ç stay, ı ş ğ İ do not.

    >>> latin1_fold("Özkızılcık"), latin1_fold("Çavuşoğlu")
    ('Özkizilcik', 'Çavusoglu')
    """
    return "".join(c if ord(c) < 256 or c == "’" else ascii_fold(c) for c in unicodedata.normalize("NFC", text))


FOLDS = MappingProxyType({"ASCII": ascii_fold, "Latin-1": latin1_fold})
"""The folds of systems that lack letters, by the name of what is left."""


def turkish_lower(text: str) -> str:
    """Lower case by Turkish rules: I to ı, İ to i.

    >>> turkish_lower("IŞIK İNAN")
    'ışık inan'
    """
    return text.replace("İ", "i").replace("I", "ı").lower()


def turkish_upper(text: str) -> str:
    """Upper case by Turkish rules: i to İ, ı to I.

    >>> turkish_upper("İnan Işık")
    'İNAN IŞIK'
    """
    return text.replace("i", "İ").replace("ı", "I").upper()


def skeleton(text: str) -> str:
    """A key under which spellings that differ only in marks, case, spaces, hyphens or apostrophes are equal.

    >>> skeleton("al-Sarrāj") == skeleton("Al Sarraj") == skeleton("ALSARRAJ")
    True
    """
    plain = strip_marks(text).translate(PLAIN).casefold()
    return "".join(c for c in strip_marks(plain) if c.isalnum() and c not in APOSTROPHES)
