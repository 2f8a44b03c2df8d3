"""A person of whom only the written name is known: parts told by the words, spellings laid along them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from allonym.names.folds import skeleton
from allonym.names.name import JOINED, Part, Role
from allonym.names.operations import stratum
from allonym.names.registry import Entity, Spelling

_ARTICLE = re.compile(r"(?i)^([ae](?:l|sh|[rnstdz])-)(?=\w)")
_BARE = frozenset({"al", "el"})
_JOINED = re.compile(r"(?i)^[ae]l(?=[^\W\d_]{3})")
_PARTICLES = """
bin ibn ben bint ould wuld van von der den de del della di da dos du la le ter
jr sr ii iii iv
"""

Written = tuple[str, str, str]
"""A spelling, the scheme that it follows or "", and who vouches for it."""


def person(name: str, spellings: Iterable[Written] = (), *, id_: str = "", origin: str = "unknown") -> Entity:
    """A person by the name as it is printed. Spellings of other words than the name's are left out.

    The first word is the given name and the last the family name. Where a name has no given name, as a single word, its
    given name is empty, so that another person's family name can stand in its place.

    >>> fayez = person("Fayez al-Sarraj", [("Faiez Serraj", "", "list"), ("The Sarraj clan", "", "list")])
    >>> [part.role for part in fayez.parts], [spelling.parts for spelling in fayez.spellings]
    (['given', 'article', 'family'], [('Faiez', '', 'Serraj')])
    >>> [part.role for part in person("Sarraj").parts]
    ['given', 'family']
    """
    words = _words(name)
    parts = tuple(_parts(words))
    laid = ((_along(words, form), form, scheme, evidence) for form, scheme, evidence in spellings)
    found = {
        form: Spelling(form, scheme, stratum(name, form), evidence, forms)
        for forms, form, scheme, evidence in laid
        if forms
    }
    found.pop(name, None)
    return Entity(id_ or name, "PERSON", origin, parts=parts, spellings=tuple(found.values()))


def _words(name: str) -> list[tuple[str, str]]:
    """Each word with its article, which may stand by itself."""
    words: list[tuple[str, str]] = []
    held = ""
    for word in name.split():
        if word.casefold() in _BARE and not held:
            held = word
            continue
        article = _ARTICLE.match(word)
        words.append((article[1], word[article.end() :]) if article else (held, word))
        held = ""
    return [*words, ("", held)] if held else words


def _parts(words: list[tuple[str, str]]) -> Iterator[Part]:
    if _lacks_given(words):
        yield Part("given", "")
    last = max((at for at, (_, word) in enumerate(words) if not _is_particle(word)), default=len(words) - 1)
    for at, (article, word) in enumerate(words):
        if article:
            yield Part("article", "", article)
        yield Part(_role(word, at, last), "", word)


def _lacks_given(words: list[tuple[str, str]]) -> bool:
    return len(words) == 1 or _is_particle(words[0][1])


def _role(word: str, at: int, last: int) -> Role:
    if at == last:
        return "family"
    if _is_particle(word):
        return "particle"
    return "middle" if at else "given"


def _is_particle(word: str) -> bool:
    return word.casefold().strip(".,") in _PARTICLES.split()


def _along(words: list[tuple[str, str]], form: str) -> tuple[str, ...]:
    """The form's words along the name's parts; empty where they are others, or in another order."""
    theirs = _words(form)
    keys = [[skeleton(word) for _, word in some] for some in (words, theirs)]
    if len(words) != len(theirs) or (keys[0] != keys[1] and sorted(keys[0]) == sorted(keys[1])):
        return ()
    found = [""] if _lacks_given(words) else []
    for (article, word), (other, new) in zip(words, theirs, strict=True):
        if other and not article:
            return ()
        joined = None if other or _JOINED.match(word) else _JOINED.match(new)
        if article and joined:
            found += [joined[0] + JOINED, new[joined.end() :].capitalize()]
        else:
            found += [other, new] if article else [new]
    return tuple(found)
