"""A name as people write it, read into words: order, titles, initials, case and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from allonym.errors import InputError
from allonym.names.engine.key import key
from allonym.names.folds import HYPHENS
from allonym.names.scripts import script

MOST_WORDS = 16
TITLES = frozenset((
    "dr", "prof", "mr", "mrs", "ms", "sir", "gen", "general", "lt", "col", "colonel", "maj", "major", "capt",
    "captain", "sgt", "adm", "admiral", "president", "king", "queen", "prince", "princess", "minister", "judge",
    "rev", "fr", "hon", "dame", "lord", "lady"
))  # fmt: skip
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_FIXED = TITLES | SUFFIXES | {"of", "the", "and"}
_INITIALS = re.compile(r"(?:\w\.)+\w?\.?|\w")
_PIECE = re.compile(
    rf"([\s{''.join(map(re.escape, sorted(HYPHENS)))}]*)([^\s{''.join(map(re.escape, sorted(HYPHENS)))}]+)"
)


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of a name: as it stands, its key, what parts it from the word before, whether it never changes."""

    text: str
    key: str
    glue: str
    fixed: bool


def read(name: str) -> tuple[WrittenWord, ...]:
    """The words of a name in the order of speech; InputError says why it is none.

    Zero-width characters go, "LAST, First" is turned round, capitals become small where all are large.

    >>> [word.text for word in read("AMIN, Muhammad")], [word.glue for word in read("Fayez al-Sarraj")]
    (['Muhammad', 'Amin'], ['', ' ', '-'])
    """
    text = _clean(name)
    last, comma, first = text.partition(",")
    if comma and first.strip() and key(first).rstrip(".") not in SUFFIXES:
        text = f"{first.strip()} {last.strip()}"
    pieces = _PIECE.findall(text.replace(",", " "))
    if len(pieces) > MOST_WORDS:
        raise InputError(f"{_short(name)} has {len(pieces)} words", todo=f"a name has at most {MOST_WORDS}")
    shouted = text.upper() == text
    surname_large = not shouted and any(_is_large(word) for _, word in pieces)
    return tuple(_word(glue, word, shouted or (surname_large and _is_large(word))) for glue, word in pieces)


def _clean(name: str) -> str:
    text = unicodedata.normalize("NFC", name)
    if not text.isprintable():
        if any(unicodedata.category(c) == "Cc" for c in text.strip()):
            raise InputError(f"{_short(name)} has control characters", todo="take them out")
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = text.strip()
    if "/" in text:
        raise InputError(f"{_short(name)} has a slash", todo="give each name by itself")
    letters = sum(c.isalpha() for c in text)
    if letters < 2 and script(text) in ("LATIN", "CYRILLIC", "GREEK", ""):
        raise InputError(f"{_short(name)} is no name", todo="two letters are the least")
    return text


def _short(name: str) -> str:
    return repr(name if len(name) <= 40 else f"{name[:39]}…")


def _is_large(word: str) -> bool:
    return len(word) > 2 and word.isupper() and not _INITIALS.fullmatch(word)


def _word(glue: str, text: str, lower: bool) -> WrittenWord:
    plain = key(text)
    fixed = plain.rstrip(".") in _FIXED or _INITIALS.fullmatch(text) is not None or not plain
    if lower and not fixed:
        text = text[:1] + text[1:].lower()
    sign = "" if not glue else " " if glue.isspace() else "-"
    return WrittenWord(text, plain.replace(" ", "").strip(".'\""), sign, fixed)


def written(words: tuple[WrittenWord, ...], forms: tuple[str, ...]) -> str:
    """The words with other forms in their places, with the capitals and the hyphens of the words.

    >>> written(read("Fayez al-Sarraj"), ("faiez", "el", "sarradsch"))
    'Faiez el-Sarradsch'
    """
    return "".join(word.glue + _cased(form, word) for word, form in zip(words, forms, strict=True)).strip(" -")


def cased_forms(word: WrittenWord, forms: Sequence[str]) -> tuple[str, ...]:
    """Forms as they stand in the word's place: with its capital, and the word itself as it was."""
    return tuple([_cased(form, word) for form in forms])


def _cased(form: str, word: WrittenWord) -> str:
    if form == word.key or word.fixed:
        return word.text
    return form if word.text.islower() else capital(form)


def capital(form: str) -> str:
    """The form with a large first letter in each word, after signs that are none.

    >>> capital("ʿali"), capital("al sarraj")
    ('ʿAli', 'Al Sarraj')
    """
    if form.isascii() and form.isalpha():
        return form[0].upper() + form[1:]
    return " ".join(map(_capital, form.split(" ")))


def _capital(word: str) -> str:
    at = next((at for at, c in enumerate(word) if c.lower() != c.upper()), 0)
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]
