"""What turns one spelling of a name into another, as a set of operations; and the stratum that follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from allonym.names.folds import APOSTROPHES, HYPHENS, PLAIN, strip_marks

Operation = Literal[
    "form", "case", "diacritics", "apostrophe", "space", "hyphen", "article", "vowels", "doubling", "consonants"
]  # fmt: skip
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
"""`form` is a change of code points that no reader sees (NFD); `doubling` writes a consonant once or twice."""

Stratum = Literal["vowels", "consonants", "article", "folds", "apostrophes", "relay", "exonym"]
STRATA: tuple[Stratum, ...] = get_args(Stratum)

_ARTICLE = re.compile(r"(?i)(?<![\w'’‘`´])([ae](?:l|sh|th|dh|[rnstdzḍṣṭẓšşţḑḏṯ]z?̧?))([-‐‑‒–−]|\s)(?=\w|[ʿʻ‘'`])")
_JOINED = re.compile(r"(?i)(?<!\w)(al)(?=[a-z]{3})")
_VOWELS = frozenset("aeiouyəw")


class _Plain(NamedTuple):
    """A spelling taken apart: its article, its separators, its apostrophes, its letters with their marks."""

    article: tuple[str, ...]
    spaces: int
    hyphens: tuple[str, ...]
    apostrophes: tuple[str, ...]
    letters: str
    marks: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def operations(printed: str, spelling: str) -> frozenset[Operation]:
    """The operations that turn `printed` into `spelling`; empty for two equal strings.

    >>> sorted(operations("Omer Ozkizilcik", "Ömer Özkızılcık"))
    ['diacritics']
    >>> sorted(operations("Fayez al-Sarraj", "Fayez Al Sarradsch"))
    ['article', 'consonants']
    """
    if printed == spelling:
        return frozenset()
    one, two = unicodedata.normalize("NFC", printed), unicodedata.normalize("NFC", spelling)
    if one == two:
        return frozenset({"form"})
    return frozenset(_between(one, two)) or frozenset({"form"})


def _between(one: str, two: str) -> Iterator[Operation]:
    first, second, shouted = _plain(one), _plain(two), _is_upper(one) != _is_upper(two)
    if first.letters != second.letters and (joined := _unjoined(one, two)):
        yield "article"
        first, second = joined
    if first.article != second.article and not (shouted and _lower(first.article) == _lower(second.article)):
        yield "article"
    if first.spaces != second.spaces:
        yield "space"
    if first.hyphens != second.hyphens:
        yield "hyphen"
    if first.apostrophes != second.apostrophes:
        yield "apostrophe"
    if shouted:
        yield "case"
    yield from _letters(first, second)


def _lower(articles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(article.lower() for article in articles)


def _is_upper(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def _unjoined(one: str, two: str) -> tuple[_Plain, _Plain] | None:
    """Both taken apart, where one of them has its article joined and the letters are equal without it."""
    for left, right in ((one, two), (_JOINED.sub(r"\1-", one), two), (one, _JOINED.sub(r"\1-", two))):
        first, second = _plain(left), _plain(right)
        if first.letters == second.letters and (left, right) != (one, two):
            return first, second
    return None


@lru_cache(maxsize=1 << 12)
def _plain(text: str) -> _Plain:
    article = tuple(f"{match[1]}{'-' if match[2] in HYPHENS else ' '}" for match in _ARTICLE.finditer(text))
    bare = _ARTICLE.sub("", text)
    letters = [c for c in unicodedata.normalize("NFC", bare) if c.isalpha() and c not in APOSTROPHES]
    return _Plain(
        article,
        sum(c.isspace() for c in bare),
        tuple(c for c in bare if c in HYPHENS) + tuple(m[2] for m in _ARTICLE.finditer(text) if m[2] not in "- "),
        tuple(c for c in bare if c in APOSTROPHES),
        "".join(_base(c) for c in letters),
        tuple(c.casefold() for c in letters for _ in _base(c)),
    )


@cache
def _base(letter: str) -> str:
    return strip_marks(letter.translate(PLAIN)).casefold().replace("ı", "i").replace("̇", "") or letter


def _letters(one: _Plain, two: _Plain) -> Iterator[Operation]:
    for kind, start, end, start_two, end_two in SequenceMatcher(None, one.letters, two.letters, False).get_opcodes():
        marks, marks_two = one.marks[start:end], two.marks[start_two:end_two]
        if kind == "equal":
            if marks != marks_two:
                yield "diacritics"
            continue
        if any(not c.isascii() for c in (*marks, *marks_two)):
            yield "diacritics"
        lost, gained = one.letters[start:end], two.letters[start_two:end_two]
        if all(c in _VOWELS for c in lost + gained):
            yield "vowels"
        elif _doubles(one.letters, start, lost, two.letters, start_two, gained):
            yield "doubling"
        else:
            yield "consonants"
            if any(c in _VOWELS for c in lost) != any(c in _VOWELS for c in gained):
                yield "vowels"


def _doubles(one: str, start: int, lost: str, two: str, start_two: int, gained: str) -> bool:
    """Whether the only change is a letter written once more or once less beside its like."""
    text, at, changed = (one, start, lost) if lost else (two, start_two, gained)
    if (lost and gained) or len(changed) != 1:
        return False
    return text[at - 1 : at] == changed or text[at + 1 : at + 2] == changed


def stratum(printed: str, spelling: str, given: Stratum | None = None) -> Stratum:
    """The stratum of two spellings: the deepest change between them.

    `given` is what only the registry knows (relay, exonym) and goes first. Otherwise a changed consonant
    is deeper than a changed vowel, that than the article or the spacing, that than an apostrophe, and
    marks, case and invisible changes come last.

    >>> stratum("Ali Mamlouk", "Ali Mamluk"), stratum("Bashir al-Jamil", "Bashir al-Gemayel")
    ('vowels', 'consonants')
    >>> stratum("Saad al-Hariri", "Saad Al Hariri"), stratum("Sanaa", "Sana'a"), stratum("Inonu", "İnönü")
    ('article', 'apostrophes', 'folds')
    """
    if given in ("relay", "exonym"):
        return given
    done = operations(_alike(printed), _alike(spelling))
    if done & {"consonants", "doubling"}:
        return "consonants"
    if "vowels" in done:
        return "vowels"
    if done & {"article", "space", "hyphen"}:
        return "article"
    return "apostrophes" if "apostrophe" in done else "folds"


def _alike(text: str) -> str:
    """The text with one kind of hyphen and of space: their kinds are folds, not spacing."""
    return "".join("-" if c in HYPHENS else " " if c.isspace() else c for c in text)
