"""normalise: the model is asked in the letters that it knows; what it finds is moved back to the text as it stands.

Scholarly marks, ayn and hamza, odd blanks and hyphens go; a line in capitals gets small letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from allonym.mending.means import RemedyMeans
from allonym.mending.values import Ask, Spans
from allonym.mending.vocabulary import PLAIN, kind

CHANGES = frozenset({"texts"})
NAME = "normalise"
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGNS = {"ʿ": "", "ʾ": "", "ʻ": "", "ʽ": "", "ʼ": "’", "´": "’", "‐": "-", "‑": "-", "\xad": "", "ʹ": "", "ʺ": ""}
_KNOWN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿşğıćčđšžłńśźżőűœß")
"""Letters with marks that newspapers print, and that stay."""
_FEWEST = 3
"""Words in capitals that make a line of capitals."""


def remedy(ask: Ask, _means: RemedyMeans) -> Ask:
    """The model asked in plain letters; one call, as before."""

    def asked(texts: Sequence[str]) -> Iterator[Spans]:
        pieces = [_pieces(text) for text in texts]
        plain = ["".join(some) if some else text for some, text in zip(pieces, texts, strict=True)]
        for some, spans in zip(pieces, ask(plain), strict=True):
            yield _moved(some, spans) if some else spans

    return asked


def _pieces(text: str) -> list[str] | None:
    """What stands for each character; None where the text is plain already."""
    pieces: list[str] | None = None
    if not text.isascii():
        made = [_plain(sign) for sign in text]
        if "".join(made) != text:
            pieces = made
    for line in _LINE.finditer(text):
        if _shouts(line[0]):
            pieces = pieces or list(text)
            for word in _WORD.finditer(text, *line.span()):
                for at in _small(word[0]):
                    pieces[word.start() + at] = pieces[word.start() + at].lower()
    return pieces


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign.isascii() or sign.lower() in _KNOWN:
        return sign
    if sign in _SIGNS:
        return _SIGNS[sign]
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn"):
        return ""
    if category == "Zs":
        return " "
    if category[0] == "L":
        base = unicodedata.normalize("NFD", sign)[0]
        return base if base.isascii() else sign
    return sign


def _shouts(line: str) -> bool:
    """Whether a line is in capitals throughout, and has words enough to tell."""
    return line.isupper() and sum(len(word[0]) > 1 for word in _WORD.finditer(line)) >= _FEWEST


def _small(word: str) -> range:
    """The letters of a word of such a line that become small: all of The, all but the first of others."""
    return range(kind(word.capitalize()) != PLAIN, len(word))


def _moved(pieces: Sequence[str], spans: Spans) -> Spans:
    """Spans of the plain text on the text as it stands; a letter's marks go with it."""
    starts = [0, *accumulate(map(len, pieces))]
    first: dict[int, int] = {}
    for at, start in enumerate(starts[:-1]):
        first[start] = at  # of several characters at one place the last: those before it became nothing
    last: dict[int, int] = {}
    for at, end in enumerate(starts[1:], 1):
        last[end] = at
    moved = []
    for span in spans:
        begins, ends = first.get(span.start), last.get(span.end)
        if begins is not None and ends is not None:
            moved.append(span._replace(start=_widened(pieces, begins), end=ends))
    return tuple(moved)


def _widened(pieces: Sequence[str], start: int) -> int:
    """The start with the signs before it for which nothing stands."""
    while start and not pieces[start - 1]:
        start -= 1
    return start
