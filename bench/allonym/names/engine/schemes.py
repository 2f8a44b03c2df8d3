"""A name whose scholarly form is known, in the schemes of its origin: part by part, the article as they write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from allonym.names.name import JOINED, Name, Part, join
from allonym.names.scheme import SUN, Options, Scheme, schemes, write_marks

_AS_SCHEME = Options()
_ARTICLE = "al-"
_ALLAH = "allāh"
_ELIDING = frozenset({"abū", "abī", "abā", "ḏū", "ḏī", "banū", "banī"})
"""Words in the construct state whose long vowel swallows that of the article: Abū l-Faraǧ, but Mūsā aṣ-Ṣadr."""


@dataclass(frozen=True, slots=True)
class SchemeForm:
    """A name in a scheme, a string a part. `label` names the scheme and what of the article was chosen within it."""

    parts: tuple[str, ...]
    scheme: Scheme
    label: str

    @property
    def form(self) -> str:
        return join(self.parts)


def in_every_scheme(name: Name, origin: str) -> Iterator[SchemeForm]:
    """Every scheme's form of the name, then the forms of the article; none where a part has no scholarly form.

    Forms that are equal on the parts that papers print come once, and the printed form itself does not come.

    >>> from allonym.names.name import parse_scholarly
    >>> [one.form for one in in_every_scheme(parse_scholarly("Čehov"), "Russian")]
    ['Chekhov', 'Tsjechov', 'Tchekhov', 'Tschechow', 'Čehov']
    """
    if not all(part.scholarly for part in name.parts):
        return
    seen = {name.printed, ""}
    for scheme, label in _ways(origin.lower(), any(part.role == "article" for part in name.parts)):
        parts = in_scheme(name, scheme)
        shown = as_printed(name, parts)
        if shown not in seen:
            seen.add(shown)
            yield SchemeForm(parts, scheme, label)


@cache
def _ways(origin: str, with_article: bool) -> tuple[tuple[Scheme, str], ...]:
    """The schemes of an origin with their names, then each with the other forms of the article that it may have."""
    tables = sorted(schemes(origin), key=_plain_first)
    ways = [(scheme, scheme.name) for scheme in tables]
    if with_article:
        chosen = [(scheme, Options(article=form)) for scheme in tables for form in scheme.article.others]
        ways += [(scheme.with_options(options), f"{scheme.name}, {options}") for scheme, options in chosen]
    return tuple(ways)


def _plain_first(scheme: Scheme) -> tuple[bool, int, str]:
    """The order in which schemes claim a form that several give: the English press before regions and registers."""
    order = ("english", "orthography", "scholarly", "sorani")
    name = scheme.name.partition("/")[2]
    return scheme.relay, order.index(name) if name in order else len(order), scheme.name


def as_printed(name: Name, parts: tuple[str, ...]) -> str:
    """The form without the parts that papers leave out; all of it where nothing is printed."""
    if not name.printed:
        return join(parts)
    return join(text for text, part in zip(parts, name.parts, strict=True) if part.printed)


def in_scheme(name: Name, scheme: Scheme, options: Options = _AS_SCHEME) -> tuple[str, ...]:
    """The name's parts in a scheme, one string a part; "" where the scheme's article form drops it.

    >>> from allonym.names.name import parse_scholarly
    >>> from allonym.names.scheme import load_scheme
    >>> in_scheme(parse_scholarly("ʿAbbās al-Šidyāq"), load_scheme("arabic/din-31635"))
    ('ʿAbbās', 'aš-', 'Šidyāq')
    """
    chosen = scheme if options == _AS_SCHEME else scheme.with_options(options)
    spelt: list[str] = []
    for at, part in enumerate(name.parts):
        following = name.parts[at + 1].scholarly if at + 1 < len(name.parts) else ""
        text = _part(part, following, join(spelt), chosen)
        spelt.append(write_marks(text, options.marks) if options.marks else text)
    return tuple(spelt)


def whole_in_scheme(name: Name, scheme: Scheme, options: Options = _AS_SCHEME) -> str:
    """The whole name in a scheme."""
    return join(in_scheme(name, scheme, options))


def _part(part: Part, following: str, before: str, scheme: Scheme) -> str:
    if part.role == "article":
        return _article(scheme, following, before)
    spelt: list[str] = []
    words = part.scholarly.split()
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else _ARTICLE * (following == _ARTICLE)
        spelt.append(_word(word, join([before, *spelt]), words[at - 1] if at else "", after, scheme))
    return join(spelt)


def _word(word: str, before: str, earlier: str, after: str, scheme: Scheme) -> str:
    """A word within a part, which may carry an article of its own: Raḥmān of ʿAbd al-Raḥmān."""
    if word.startswith(_ARTICLE):
        return _with_article(word.removeprefix(_ARTICLE), before, earlier, scheme)
    if "-" in word:
        return "-".join(_word(piece, before, earlier, "", scheme) for piece in word.split("-"))
    if _is_servant(word) and (after.lower() == _ALLAH or (scheme.article.abd and after.startswith(_ARTICLE))):
        return ""
    if word.lower() == _ALLAH and _is_servant(earlier):
        return scheme.spell_word(earlier + _ALLAH)
    return _in_construct(scheme.spell_word(word), word, after, scheme)


def _with_article(bare: str, before: str, earlier: str, scheme: Scheme) -> str:
    if scheme.article.din and bare.lower() == "dīn":
        return JOINED + scheme.article.din + scheme.spell_word(bare).lower()
    if scheme.article.abd and _is_servant(earlier):
        return _servant(bare, scheme)
    return join([_article(scheme, bare, before), scheme.spell_word(bare)])


def _is_servant(word: str) -> bool:
    return word.lower() == "ʿabd"


def _in_construct(spelt: str, word: str, after: str, scheme: Scheme) -> str:
    """Madīnat before an article, where the scheme tells its tāʾ marbūṭa from other t."""
    if scheme.article.construct and word.endswith("at") and after.startswith(_ARTICLE):
        return spelt[:-1] + scheme.article.construct
    return spelt


def _servant(bare: str, scheme: Scheme) -> str:
    """ʿAbd with its article, written as the scheme writes them together: Abdul Rahman, Abdurrahman."""
    if custom := scheme.words.get(f"ʿabd al-{bare.lower()}"):
        return scheme.capital(custom)
    abd = scheme.article.abd
    if scheme.article.abd_assimilate and bare[0].lower() in SUN:
        abd = abd.replace("l", _onset(bare, scheme))
    return join([abd.strip(), scheme.spell_word(bare)])


def _article(scheme: Scheme, following: str, before: str) -> str:
    """The article before a scholarly word, after what is written so far."""
    form = scheme.article.form
    if form == "none":
        return ""
    if form == "joined":
        return "Al" + JOINED
    vowel, onset, tail = form[0], form[1], form[2:].strip()
    if scheme.article.capital_first and not before:
        vowel = scheme.capital(vowel)
    if scheme.article.elide and before.rpartition(" ")[2].lower() in _ELIDING:
        vowel = ""
    if scheme.article.assimilate and following[:1].lower() in SUN:
        onset = _onset(following, scheme)
    return vowel + onset + tail


def _onset(word: str, scheme: Scheme) -> str:
    return scheme.spell_word(word[0].lower())
