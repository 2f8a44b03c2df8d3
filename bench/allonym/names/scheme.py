"""Scheme: a romanisation as a table of rules, read from one TOML file in bench/allonym/names/schemes/ORIGIN/."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from allonym.errors import InputError, unknown
from allonym.names.folds import turkish_lower, turkish_upper
from allonym.names.notation import canonical

_SCHEMES = Path(__file__).parent / "schemes"
_KEYS = frozenset(
    {"title", "register", "source", "relay", "case", "form", "classes", "words", "rules", "after", "article"}
)
_CASES = ("", "turkish", "to turkish", "none")

Register = Literal["press", "library", "foreign", "relay", "official"]
REGISTERS: tuple[Register, ...] = get_args(Register)
"""Where a scheme's spellings are met: English-language newspapers and agencies; catalogues and scholarship; the press
of other languages in Latin letters; English by way of another language; passports, maps and registers of states."""

ARTICLES = ("al-", "Al-", "al ", "Al ", "el-", "El-", "el ", "El ", "joined", "none")
MARKS: Mapping[str, str | None] = MappingProxyType(
    {"keep": None, "half rings": "ʿʾ", "modifiers": "ʻʼ", "curly": "‘’", "ascii": "''", "grave": "`'", "none": ""}
)
"""How ayn and hamza are written: a name of a choice to the two signs; "keep" leaves the scheme's own."""

_AYN, _HAMZA = frozenset("ʿʻ‘"), frozenset("ʾʼ’")
_NUMERALS = frozenset("IVX")
_TURKIC = ("turkish", "azerbaijani")
"""Origins whose own spelling has i and İ, ı and I as pairs."""
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
    `din` joins al-Dīn to the word before it ("ed" for Sadeddin); empty where it is another word.
    `construct` is the last letter of a word in -at before an article, where the scheme has one of its own (ẗ).
    `others` are the forms of the article that the scheme's users write beside `form`.
    """

    form: str = "al-"
    assimilate: bool = False
    capital_first: bool = False
    elide: bool = False
    abd: str = ""
    abd_assimilate: bool = False
    din: str = ""
    construct: str = ""
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if stray := sorted({self.form, *self.others} - set(ARTICLES)):
            raise ValueError(f"no form of the article {stray[0]!r}")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A romanisation: rules that rewrite a scholarly word from left to right.

    At each place the first rule whose pattern matches there gives the output; a letter that no
    rule matches stays. `words` are the words that the scheme's users spell by custom, `after`
    are substitutions on the result. `relay` says that the spelling passes through another language.
    """

    name: str
    title: str
    register: Register
    source: str
    relay: bool
    case: str
    form: Literal["NFC", "NFD"]
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

        Where the source's script has no capitals, every word gets one.

        >>> load_scheme("arabic/ala-lc").spell_word("Ḫaldūn"), load_scheme("korean/revised").spell_word("서울")
        ('Khaldūn', 'Seoul')
        """
        return _spelled(self.name, word)

    def _spell(self, word: str) -> str:
        if "." in word:  # initials: each is a word of its own
            return ".".join(self._spell(part) if part else "" for part in word.split("."))
        if len(word) > 1 and set(word) <= _NUMERALS:
            return word
        small = (turkish_lower if self.origin in _TURKIC else str.lower)(unicodedata.normalize("NFC", word))
        source = canonical(self.origin, small)
        spelt = self.words.get(source) or self._rewritten(unicodedata.normalize(self.form, source))
        return self.capital(spelt) if self.case == "none" or small != word else spelt

    def _rewritten(self, source: str) -> str:
        spelt = self.rules.sub(lambda match: self.outputs[(match.lastindex or 1) - 1], source)
        for pattern, output in self.after:
            spelt = pattern.sub(output, spelt)
        return unicodedata.normalize("NFC", spelt)

    def capital(self, word: str) -> str:
        """The word with its first letter large, by Turkish rules where the scheme writes Turkish."""
        upper = turkish_upper if "turkish" in self.case else str.upper
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


@lru_cache(maxsize=1 << 16)
def _spelled(name: str, word: str) -> str:
    return load_scheme(name)._spell(word)


@cache
def schemes(origin: str) -> tuple[Scheme, ...]:
    """The schemes of an origin ("arabic"), by name; none for an origin without tables."""
    return tuple(_read(path) for path in sorted((_SCHEMES / origin.lower()).glob("*.toml"))) if origin else ()


def scheme_names() -> list[str]:
    """Every scheme as ORIGIN/NAME."""
    return sorted(f"{path.parent.name}/{path.stem}" for path in _SCHEMES.glob("*/*.toml"))


def find_scheme(name: str) -> Scheme | None:
    """The scheme ORIGIN/NAME; None for one that does not exist."""
    return _by_name(name.partition("/")[0]).get(name)


@cache
def _by_name(origin: str) -> dict[str, Scheme]:
    return {scheme.name: scheme for scheme in schemes(origin)}


def load_scheme(name: str) -> Scheme:
    """The scheme ORIGIN/NAME; InputError for one that does not exist."""
    scheme = find_scheme(name)
    if scheme is None:
        raise unknown("scheme", name, scheme_names())
    return scheme


def _read(path: Path) -> Scheme:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from None
    if stray := sorted(table.keys() - _KEYS):
        raise InputError(f"unknown key {stray[0]!r}", where=str(path), todo=f"keys are {', '.join(sorted(_KEYS))}")
    if missing := sorted({"title", "register", "source", "rules"} - table.keys()):
        raise InputError(f"no {missing[0]!r}", where=str(path), todo="say what the scheme is and where its rules stand")
    for key, known in (("register", REGISTERS), ("case", _CASES)):
        if table.get(key, "") not in known:
            raise InputError(
                f"no {key} {table[key]!r}", where=str(path), todo=f"one of {', '.join(filter(None, known))}"
            )
    return _scheme(f"{path.parent.name}/{path.stem}", table, str(path))


def _scheme(name: str, table: Mapping[str, Any], where: str) -> Scheme:
    classes, form, article = table.get("classes", {}), table.get("form", "NFC"), dict(table.get("article", {}))
    article |= {"others": tuple(article.get("others", ()))}
    try:
        return Scheme(
            name=name,
            title=table["title"],
            register=table["register"],
            source=table["source"],
            relay=table.get("relay", False),
            case=table.get("case", ""),
            form=form,
            article=Article(**article),
            words=MappingProxyType({_nfc(key): _nfc(value) for key, value in table.get("words", {}).items()}),
            rules=re.compile("|".join(f"({_expand(pattern, classes, form)})" for pattern, _ in table["rules"])),
            outputs=tuple(_nfc(output) for _, output in table["rules"]),
            after=tuple((re.compile(_expand(p, classes, "NFC")), output) for p, output in table.get("after", [])),
        )
    except (re.error, TypeError, ValueError) as error:
        raise InputError(f"not a scheme: {error}", where=where, todo="compare a table beside it") from None


def _expand(pattern: str, classes: Mapping[str, str], form: Literal["NFC", "NFD"]) -> str:
    """The pattern with {NAME} replaced by the table's own character class; a rule's groups must not capture."""
    for key, value in classes.items():
        pattern = pattern.replace("{" + key + "}", value)
    return unicodedata.normalize(form, pattern)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
