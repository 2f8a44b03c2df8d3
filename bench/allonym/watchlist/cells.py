"""What a cell of a list says: the names in it, each as texts print it."""

from __future__ import annotations

import re
import unicodedata

from allonym.names.engine.written import SUFFIXES, TITLES
from allonym.names.folds import APOSTROPHES
from allonym.names.scripts import script

_KNOWN_AS = r"""(?:(?:good|low)\ quality\ )?(?:(?:[afn]\.\s?k\.\s?a|[AFN]\.\s?K\.\s?A)\.?:?|[afn]/k/a|[AFN]/K/A
    |(?:[afn]ka|[AFN]KA|alias|(?:(?:also|better|formerly|now|previously)\ )?known\ as)\b:?)"""
_BETWEEN = re.compile(
    rf"""\s*[;；؛|\n]\s*(?:{_KNOWN_AS})?\s*|\s+/\s+|[\s,]+[(\[]?\s*(?:{_KNOWN_AS})\s*
    |\s*[,(]\s*(?:formerly|previously|née|nee|born)\s+""", re.VERBOSE
)  # fmt: skip
_QUOTES = "\"'“”‘’«»()[] "
_SUFFIXES = """
jr sr ii iii iv phd md esq
ab ag as bv co company corp gmbh inc jsc limited llc llp ltd nv oao ooo oy pjsc plc sa sarl spa srl
"""
_AFTER = frozenset(_SUFFIXES.split())
"""What follows a name after a comma without being a first name."""
_DOTTED = frozenset(("sa", "nv", "bv", "spa", "srl", "sarl", "inc", "jr", "sr", "ltd", "co"))
"""Of these those that are written with full stops: A.G. is somebody's initials."""
_PARTICLES = "bin ibn ben bint de del della der den van von da das di do dos du la las los ter zu zum af av el al"
_SMALL = frozenset(_PARTICLES.split())
_PERSONAL = SUFFIXES | {"phd", "md", "esq"}
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)))
_PIECE = re.compile(r"[^\s\-‐‑–]+")


def names_in(cell: str) -> list[str]:
    """The names in a cell, between semicolons, bars, slashes that stand free, and the signs of an alias.

    >>> names_in("Omar Zed; Umar Zed"), names_in('Omar Zed (a.k.a. "Abu Zed")'), names_in("Aka Morchiladze")
    (['Omar Zed', 'Umar Zed'], ['Omar Zed', 'Abu Zed'], ['Aka Morchiladze'])
    """
    parts = _BETWEEN.split(clean(cell))
    return [name for name in ([_unquoted(part) for part in parts] if len(parts) > 1 else parts) if name]


def clean(text: str) -> str:
    """One NFC form, one blank between words, no sign that cannot be seen."""
    return re.sub(r"[ \t\u00a0]+", " ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


def _unquoted(part: str) -> str:
    part = part.strip()
    opened, closed = part[:1] in _QUOTES, part[-1:] in _QUOTES
    return part.strip(_QUOTES) if opened or (closed and part[-1:] not in APOSTROPHES) else part


def as_printed(name: str) -> str:
    """A person's name in the order and the capitals of a text, where a list has `LAST, First`.

    >>> as_printed("AMIN, Muhammad"), as_printed("AL-TESTI, Omar")
    ('Muhammad Amin', 'Omar al-Testi')
    >>> as_printed("TESTOV, Ivan, Jr."), as_printed("TESTOV, Ivan Jr."), as_printed("Ali, Jr.")
    ('Ivan Testov, Jr.', 'Ivan Testov Jr.', 'Ali, Jr.')
    >>> as_printed("TESTOV, A.B."), as_printed("Testov, Ivan, Dr.")
    ('A.B. Testov', 'Ivan Testov')
    """
    last, *rest = [part.strip() for part in name.split(",")]
    rest = [part for part in rest if part and _plain(part) not in TITLES]
    first = [part for part in rest if not _is_after(part)]
    if len(first) != 1 or not last or not script(first[0]):
        return name
    after = "".join(f", {part}" for part in rest if part != first[0])
    given, blank, end = first[0].rpartition(" ")
    if blank and _plain(end) in _PERSONAL:
        first, after = [given], f" {end}{after}"
    return f"{_capitalised(first[0])} {_capitalised(last, small=True)}{after}"


def bracketed(name: str) -> list[str]:
    """A person's name without what it has in brackets, and that beside it where it is a name of its own.

    >>> bracketed("Omar Zed (Umar Zed)"), bracketed("Testov, Ivan (Vanya)"), bracketed("(Zed)")
    (['Omar Zed', 'Umar Zed'], ['Testov, Ivan'], ['(Zed)'])
    """
    plain = _IN_BRACKETS.sub("", name).strip()
    inside = [text.strip() for text in _IN_BRACKETS.findall(name)]
    return [plain, *(text for text in inside if " " in text)] if plain else [name]


def _is_after(part: str) -> bool:
    plain = _plain(part)
    return plain in _AFTER and ("." not in part[:-1] or plain in _DOTTED)


def _plain(part: str) -> str:
    return part.replace(".", "").strip().casefold()


def _capitalised(text: str, *, small: bool = False) -> str:
    """Words in capitals with one large letter; particles small where `small`."""
    return _PIECE.sub(lambda match: _word(match[0], small) if _shouted(match[0]) else match[0], text)


def _shouted(word: str) -> bool:
    return word.isupper() and sum(c.isalpha() for c in word) > 1 and "." not in word


def _word(word: str, small: bool) -> str:
    lower = word.lower()
    if small and lower in _SMALL:
        return lower
    if lower[:2] == "mc" and len(lower) > 3:
        return f"Mc{lower[2].upper()}{lower[3:]}"
    if lower[1:2] in APOSTROPHES and lower[:1] in "od" and len(lower) > 3:
        return f"{word[:2]}{lower[2].upper()}{lower[3:]}"
    return lower[:1].upper() + lower[1:]


def in_small_letters(name: str) -> str:
    """A name that is all in capitals as a text prints it; any other as it is, and so an abbreviation.

    >>> in_small_letters("OLGA TESTOVA"), in_small_letters("FSB"), in_small_letters("MV Test Star")
    ('Olga Testova', 'FSB', 'MV Test Star')
    """
    return _capitalised(name) if name.isupper() and " " in name else name


def fault(name: str) -> str | None:
    """What is wrong with a name that is passed over, or None.

    >>> fault("X"), fault("Ali\\x07"), fault("Ali Testov")
    ('is one letter', 'has control characters', None)
    """
    if any(unicodedata.category(c) == "Cc" for c in name):
        return "has control characters"
    if (words := len(name.split())) > MOST_WORDS:
        return f"has {words} words; a name has at most {MOST_WORDS}"
    kind = script(name)
    if not kind:
        return "has no letters"
    if sum(c.isalpha() for c in name) < 2 and kind in ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"):
        return "is one letter"
    return None


MOST_WORDS = 30
"""Words of the longest name: those of organisations are longer than those of people."""
