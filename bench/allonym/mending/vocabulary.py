"""The kinds of words that a run of name-like words is made of, or ends at."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from allonym.names.folds import APOSTROPHES, HYPHENS

NAME, INITIAL, PARTICLE, TITLE, DEMONYM, PLAIN, LOWER = (
    "name",
    "initial",
    "particle",
    "title",
    "demonym",
    "plain",
    "lower",
)
"""A word that may be of a name; one large letter; al, bin, van; President; Syrian; The, Monday; and all others."""
_PARTED = frozenset("'’ʼ`‘´-‐‑–")
_ADVERB = re.compile(r"[a-z]+(?:ate|ing|ous|ent|ant|ive|ful|ion.l|ic.l|ed)ly")
_LATIN = re.compile(r"[^\W\d_\u0250-\u1dff\u2000-\uffff]")
_ENGLISH = frozenset(["an", "as", "at"])
"""Particles that are tied to a name where they are one: as-Sarraj."""
_ENDINGS = ("'s", "’s", "ʼs", "'S", "’S")


@cache
def words(name: str) -> frozenset[str]:
    """The words of words/NAME.txt, in small letters.

    >>> "president" in words("titles")
    True
    """
    lines = Path(__file__).with_name("words").joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_english(form: str) -> bool:
    """Whether a word is an English one that few people are called by.

    >>> is_english("Harbour"), is_english("Haddad"), is_english("Baker")
    (True, False, False)
    """
    small = form.lower()
    return small in words("english") and small not in words("named")


@lru_cache(maxsize=1 << 16)
def kind(word: str) -> str:
    """The kind of a word, without its possessive.

    >>> [kind(word) for word in ("Mamlouk", "al-Rawi", "J", "bin", "Gen", "Syrian", "The", "spoke")]
    ['name', 'name', 'initial', 'particle', 'title', 'demonym', 'plain', 'lower']
    """
    bare = word.lstrip("".join(APOSTROPHES)) or word
    if not bare.isascii() and not _LATIN.match(bare):
        return LOWER
    small = bare.lower()
    if bare[0].isupper() or bare[0].istitle():
        return _capitalised(bare, small)
    if small in words("particles") and small not in _ENGLISH:
        return PARTICLE
    if small.rstrip(".") in words("titles"):
        return TITLE
    return NAME if _hidden_capital(bare) else LOWER


def _capitalised(bare: str, small: str) -> str:
    plain = small.replace("’", "'")
    if plain in words("plain") or _ADVERB.fullmatch(plain):
        return PLAIN
    if small.rstrip(".") in words("titles"):
        return TITLE
    if small in words("demonyms"):
        return DEMONYM
    letters = bare.replace(".", "")
    return INITIAL if len(letters) == 1 or ("." in bare and letters.isupper() and len(letters) < 3) else NAME


def _hidden_capital(word: str) -> bool:
    """Whether a large letter follows a particle or a letter or two: al-Rawi, d'Estaing."""
    at = next((at for at, sign in enumerate(word) if sign in _PARTED), 0)
    if not at or not word[at + 1 : at + 2].isupper():
        return False
    return word[:at].lower() in words("particles") or (at < 3 and word[at] not in HYPHENS)


def possessive(word: str) -> int:
    """The letters of an 's at the end of a word.

    >>> possessive("Mamlouk’s"), possessive("Idris")
    (2, 0)
    """
    return 2 if word.endswith(_ENDINGS) else 0
