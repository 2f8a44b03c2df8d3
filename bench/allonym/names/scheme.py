"""Scheme: a romanisation as a table of rules, read from one TOML file in bench/allonym/names/schemes/ORIGIN/."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allonym.errors import InputError, unknown
from allonym.names.folds import turkish_lower, turkish_upper

_SCHEMES = Path(__file__).parent / "schemes"
_KEYS = frozenset({"title", "source", "relay", "case", "classes", "words", "rules", "after", "article"})

ARTICLES = ("al-", "Al-", "al ", "Al ", "el-", "El-", "el ", "El ", "joined", "none")
MARKS: Mapping[str, str | None] = MappingProxyType(
    {"keep": None, "half rings": "ʿʾ", "modifiers": "ʻʼ", "curly": "‘’", "ascii": "''", "grave": "`'", "none": ""}
)
"""How ayn and hamza are written: a name of a choice to the two signs; "keep" leaves the scheme's own."""

_AYN, _HAMZA = frozenset("ʿʻ‘"), frozenset("ʾʼ’")
_NUMERALS = frozenset("IVX")
_TIE = "\N{COMBINING DOUBLE INVERTED BREVE}"
"""Joins two letters that stand for one, which are large together: T͡S."""
SUN = frozenset("tṯdḏrzsšṣḍṭẓln")
"""The consonants to which the article's l assimilates."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer chooses within a scheme: None keeps the scheme's own choice.

    `article` is one of `ARTICLES`, `marks` a key of `MARKS`.
    """

    article: str | None = None
    assimilate: bool | None = None
    marks: str | None = None

    def __post_init__(self) -> None:
        if self.article is not None and self.article not in ARTICLES:
            raise unknown("form of the article", self.article, ARTICLES)
        if self.marks is not None and self.marks not in MARKS:
            raise unknown("choice of marks", self.marks, MARKS)

    def __str__(self) -> str:
        chosen = {"article": self.article, "assimilate": self.assimilate, "marks": self.marks}
        return ", ".join(f"{key} {value!s}".rstrip() for key, value in chosen.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Article:
    """How a scheme writes the Arabic article.

    `form` is one of `ARTICLES`; `capital_first` writes it large where the name begins with it;
    `elide` drops its vowel after one (Abū l-Faraǧ). `abd` is what stands for ʿAbd al- in names like
    ʿAbd al-Raḥmān ("Abdul ", joined as "Abdur+"); empty where it is written as any other article.
    """

    form: str = "al-"
    assimilate: bool = False
    capital_first: bool = False
    elide: bool = False
    abd: str = ""
    abd_assimilate: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A romanisation: rules that rewrite a scholarly word from left to right.

    At each place the first rule whose pattern matches there gives the output; a letter that no
    rule matches stays. `words` are the words that the scheme's users spell by custom, `after`
    are substitutions on the result. `relay` says that the spelling passes through another language.
    """

    name: str
    title: str
    source: str
    relay: bool
    turkish_case: bool
    article: Article
    words: Mapping[str, str]
    rules: re.Pattern[str]
    outputs: tuple[str, ...]
    after: tuple[tuple[re.Pattern[str], str], ...]

    @property
    def origin(self) -> str:
        return self.name.partition("/")[0]

    def with_options(self, options: Options) -> Scheme:
        """The same rules with the article written as the options say."""
        form, assimilate = options.article, options.assimilate
        article = replace(
            self.article,
            form=self.article.form if form is None else form,
            assimilate=self.article.assimilate if assimilate is None else assimilate,
            capital_first=self.article.capital_first and form is None,
        )
        return replace(self, article=article)

    def spell_word(self, word: str) -> str:
        """One scholarly word (no article, no space) in this scheme, its capital kept; numerals (II) stay.

        >>> load_scheme("arabic/ala-lc").spell_word("Ḫaldūn")
        'Khaldūn'
        """
        if len(word) > 1 and set(word) <= _NUMERALS:
            return word
        lower = turkish_lower if self.origin == "turkish" else str.lower
        source = unicodedata.normalize("NFC", lower(unicodedata.normalize("NFC", word)))
        spelt = self.words.get(source) or self._apply(source)
        return self.capital(spelt) if word != lower(word) else spelt

    def _apply(self, source: str) -> str:
        spelt = self.rules.sub(lambda match: self.outputs[(match.lastindex or 1) - 1], source)
        for pattern, output in self.after:
            spelt = pattern.sub(output, spelt)
        return unicodedata.normalize("NFC", spelt)

    def capital(self, word: str) -> str:
        """The word with its first letter large, by Turkish rules where the scheme writes Turkish."""
        upper = turkish_upper if self.turkish_case else str.upper
        at = next((i for i, c in enumerate(word) if c.isalpha() and c not in _AYN | _HAMZA), 0)
        end = at + (3 if word[at + 1 : at + 2] == _TIE else 1)
        return word[:at] + upper(word[at:end]) + word[end:]


def write_marks(text: str, marks: str | None) -> str:
    """The text with its ayn and hamza written as the choice of marks says.

    >>> write_marks("ʿAlī al-Ġanāʾim", "ascii"), write_marks("ʿAlī", "none")
    ("'Alī al-Ġanā'im", 'Alī')
    """
    signs = MARKS[marks or "keep"]
    if signs is None:
        return text
    ayn, hamza = (signs[0], signs[1]) if signs else ("", "")
    return "".join(ayn if c in _AYN else hamza if c in _HAMZA else c for c in text)


@cache
def schemes(origin: str) -> tuple[Scheme, ...]:
    """The schemes of an origin ("arabic"), by name; none for an origin without tables."""
    return tuple(_read(path) for path in sorted((_SCHEMES / origin.lower()).glob("*.toml")))


def scheme_names() -> list[str]:
    """Every scheme as ORIGIN/NAME."""
    return sorted(f"{path.parent.name}/{path.stem}" for path in _SCHEMES.glob("*/*.toml"))


def load_scheme(name: str) -> Scheme:
    """The scheme ORIGIN/NAME; InputError for one that does not exist."""
    for scheme in schemes(name.partition("/")[0]):
        if scheme.name == name:
            return scheme
    raise unknown("scheme", name, scheme_names())


def _read(path: Path) -> Scheme:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from None
    if stray := sorted(table.keys() - _KEYS):
        raise InputError(f"unknown key {stray[0]!r}", where=str(path), todo=f"keys are {', '.join(sorted(_KEYS))}")
    if missing := sorted({"title", "source", "rules"} - table.keys()):
        raise InputError(f"no {missing[0]!r}", where=str(path), todo="say what the scheme is and where its rules stand")
    return _scheme(f"{path.parent.name}/{path.stem}", table, str(path))


def _scheme(name: str, table: Mapping[str, Any], where: str) -> Scheme:
    classes = table.get("classes", {})
    try:
        return Scheme(
            name=name,
            title=table["title"],
            source=table["source"],
            relay=table.get("relay", False),
            turkish_case="turkish" in table.get("case", ""),
            article=Article(**table.get("article", {})),
            words=MappingProxyType({_nfc(key): _nfc(value) for key, value in table.get("words", {}).items()}),
            rules=re.compile("|".join(f"({_expand(pattern, classes)})" for pattern, _ in table["rules"])),
            outputs=tuple(_nfc(output) for _, output in table["rules"]),
            after=tuple((re.compile(_expand(p, classes)), _nfc(output)) for p, output in table.get("after", [])),
        )
    except (re.error, TypeError, ValueError) as error:
        raise InputError(f"not a scheme: {error}", where=where, todo="compare a table beside it") from None


def _expand(pattern: str, classes: Mapping[str, str]) -> str:
    """The pattern with {NAME} replaced by the table's own character class; its groups must not capture."""
    for key, value in classes.items():
        pattern = pattern.replace("{" + key + "}", value)
    return _nfc(pattern)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
