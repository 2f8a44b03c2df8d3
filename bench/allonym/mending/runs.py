"""Runs of name-like words: where a text has a candidate for a name, whatever a model found there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from allonym.mending.vocabulary import INITIAL, LOWER, NAME, PARTICLE, kind, possessive
from allonym.names.engine.key import key

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:['’ʼ`‘´.&‐‑-][\w\u0300-\u036f]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+|#\w+")
"""What is no name however it is written: an address, a handle, a hashtag."""
_FIRST = frozenset(["al", "el", "bin", "ben", "ibn", "bint", "abu", "abou", "ould", "mint"]) | frozenset(
    ["van", "von", "de", "di", "da", "del", "della"]
)
"""Particles with which a name may begin."""
ARTICLES = frozenset(["al", "el", "El"])
"""What stands before a surname as it may be tied to it: el Assad, el-Assad."""
_ARTICLE = re.compile(r"(?:al|el|ul|as|ar|ad|an|at|az|ash)[ -](?=\S)")
_BEFORE = re.compile(r"(?i:anti|pro|post|pre|ex|non|mid|neo)[-‐‑](?=[^\W\d_a-z])")
_BEHIND = re.compile(
    r"[-‐‑](?:backed|led|linked|controlled|held|run|owned|based|born|style|era|aligned|allied|affiliated|appointed|"
    r"trained|occupied|sponsored|supported|brokered|educated)$"
)
"""What is tied to a name by a hyphen and is no part of it: anti-Haddad, Haddad-backed."""
_LONGEST = 8
"""Words of the longest run: what is longer is a headline or a list."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, possessives apart: their forms, bounds and kinds."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[str]


@dataclass(frozen=True, slots=True)
class NameRun:
    """A candidate: half-open bounds in the text and among its words, its key and its size."""

    start: int
    end: int
    first: int
    last: int
    """The number of the word after it."""
    head: str
    """The key of its last word without an article: members of a group share it."""
    size: int
    """How many words it has, articles apart: Bashar el Assad has two."""


def read_words(text: str) -> Words:
    """The words of a text; in time linear in its length."""
    forms, starts, ends, kinds = [], [], [], []
    addresses = _ADDRESS.finditer(text)
    address = next(addresses, None)
    for match in _WORD.finditer(text):
        start, form = _bare(match.start(), match[0])
        while address and address.end() <= start:
            address = next(addresses, None)
        forms.append(form)
        starts.append(start)
        ends.append(start + len(form))
        kinds.append(LOWER if address and address.start() <= start else kind(form))
    return Words(text, forms, starts, ends, kinds)


def _bare(start: int, form: str) -> tuple[int, str]:
    """A word and where it begins, without its possessive and what a hyphen ties to it."""
    if cut := possessive(form):
        form = form[:-cut]
    if "-" in form or "‐" in form or "‑" in form:
        before, behind = _BEFORE.match(form), _BEHIND.search(form)
        form = form[: behind.start()] if behind and behind.start() else form
        if before and before.end() < len(form):
            return start + before.end(), form[before.end() :]
    return start, form


def runs(words: Words) -> list[NameRun]:
    """The runs of a text, in order; they do not overlap.

    >>> text = "President Ali Mamlouk met Syria's Osama bin Laden and J. R. Hobbs of al-Qaeda on Monday."
    >>> [text[run.start:run.end] for run in runs(read_words(text))]
    ['Ali Mamlouk', 'Syria', 'Osama bin Laden', 'J. R. Hobbs', 'al-Qaeda']
    """
    return [_run(words, first, last) for first, last in _stretches(words)]


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """Bounds, among the words, of the longest stretches that make a run."""
    kinds, count = words.kinds, len(words.kinds)
    at = 0
    while at < count:
        if kinds[at] not in (NAME, INITIAL, PARTICLE) or (kinds[at] == PARTICLE and words.forms[at] not in _FIRST):
            at += 1
            continue
        end, named = _stretch(words, at)
        if named and end - at <= _LONGEST:
            yield at, named
        at = max(end, at + 1)


def _stretch(words: Words, first: int) -> tuple[int, int]:
    """Where a stretch that begins with this word ends, and where its last name does (0 where it has none)."""
    kinds = words.kinds
    at, named = first, 0
    while True:
        if kinds[at] == NAME:
            named = at + 1
        at += 1
        if at == len(kinds) or kinds[at] not in (NAME, INITIAL, PARTICLE):
            break
        gap = words.text[words.ends[at - 1] : words.starts[at]]
        if gap not in (" ", "\xa0", "-", "‐") and not (gap in (". ", ".") and kinds[at - 1] == INITIAL):
            break
    return at, named


def _run(words: Words, first: int, last: int) -> NameRun:
    size = sum(form not in ARTICLES for form in words.forms[first:last])
    head = word_key(words.forms[last - 1])
    return NameRun(words.starts[first], words.ends[last - 1], first, last, head, size)


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """The engine's key of a word, without an article.

    >>> word_key("al-Rāwī"), word_key("Al-Rawi"), word_key("Ould")
    ('rawi', 'rawi', 'ould')
    """
    plain = key(word)
    found = _ARTICLE.match(plain)
    return plain[found.end() :] if found else plain
