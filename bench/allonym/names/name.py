"""Part and Name: a name as its parts, each with a scholarly form and the form that English papers print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from allonym.errors import InputError

Role = Literal["given", "middle", "kunya", "particle", "article", "family"]
ROLES: tuple[str, ...] = get_args(Role)

JOINED = "+"
"""Where a part is written together with its neighbour: "Al+", "Sarraj" is "Alsarraj"; "Sad", "+eddin" is "Sadeddin"."""

_KUNYA = {"abū", "abu", "abī", "umm"}
_PARTICLE = {"ibn", "bin", "bint", "ben", "bū", "āl"}
_WORD = re.compile(r"(?i)ʿAbd (?:a\w{1,2}-\S+|Allāh(?!\w))|\S+(?<!-) a[ld]-Dīn(?!\w)|\S+")
"""A word; ʿAbd with what follows it, and X al-Dīn, are one name."""
_ASSIMILATED = re.compile(r"(?i) a[ltṯdḏrzsšṣḍṭẓn]-")
_ARTICLE = re.compile(r"(?i)^(a[ltṯdḏrzsšṣḍṭẓn]-)(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: `scholarly` is vowelled and loses nothing; `printed` is what papers print."""

    role: Role
    scholarly: str
    printed: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise InputError(f"no part of a name is a {self.role!r}", todo=f"one of {', '.join(ROLES)}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its parts in the order of writing.

    >>> name = Name((Part("given", "Fāyiz", "Fayez"), Part("article", "al-", "al-"),
    ...              Part("family", "Sarrāǧ", "Sarraj")))
    >>> name.scholarly, name.printed
    ('Fāyiz al-Sarrāǧ', 'Fayez al-Sarraj')
    """

    parts: tuple[Part, ...]

    @property
    def scholarly(self) -> str:
        return join(part.scholarly for part in self.parts)

    @property
    def printed(self) -> str:
        return join(part.printed for part in self.parts)


def join(parts: Iterable[str]) -> str:
    """The whole of written parts: a hyphen at a part's end or `JOINED` at an end takes the space; "" is left out.

    >>> join(["Fayez", "al-", "Sarraj"]), join(["Fayez", "", "Sarraj"]), join(["Fayez", "Al+", "Sarraj"])
    ('Fayez al-Sarraj', 'Fayez Sarraj', 'Fayez Alsarraj')
    """
    whole = ""
    for part in filter(None, parts):
        if part.startswith(JOINED):
            whole += part.removeprefix(JOINED)
        elif whole.endswith(JOINED):
            whole = whole[: -len(JOINED)] + part[0].lower() + part[1:]
        else:
            whole += " " * (whole != "" and not whole.endswith("-")) + part
    return whole.removesuffix(JOINED)


def parse_scholarly(text: str) -> Name:
    """A scholarly form as parts, with the roles that its words show.

    The article is taken off and unassimilated; the last word is the family name.

    >>> [(part.role, part.scholarly) for part in parse_scholarly("Abū Muḥammad aš-Šāmī").parts]
    [('kunya', 'Abū'), ('middle', 'Muḥammad'), ('article', 'al-'), ('family', 'Šāmī')]
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if not words:
        raise InputError("an empty name")
    return Name(tuple(part for at, word in enumerate(words) for part in _parts(word, at, words)))


def _parts(word: str, at: int, words: Sequence[str]) -> tuple[Part, ...]:
    role = _role(word, at, len(words))
    if " " in word:
        return (Part(role, _ASSIMILATED.sub(" al-", word)),)
    if article := _ARTICLE.match(word):
        return Part("article", "al-"), Part(role, word[article.end() :])
    return (Part(role, word),)


def _role(word: str, at: int, count: int) -> Role:
    if word.casefold() in _KUNYA:
        return "kunya"
    if word.casefold() in _PARTICLE:
        return "particle"
    if at == count - 1 and count > 1:
        return "family"
    return "given" if at == 0 else "middle"
