"""A name in a scheme: each part spelled, the article written and assimilated as the scheme does."""

from __future__ import annotations

from collections.abc import Sequence

from allonym.names.name import JOINED, Name, Part, join
from allonym.names.scheme import SUN, Options, Scheme, write_marks

_AS_SCHEME = Options()
_ARTICLE = "al-"
_VOWELS = frozenset("aāàeēiīoōuūâîû")


def spell(name: Name, scheme: Scheme, options: Options = _AS_SCHEME) -> tuple[str, ...]:
    """The name's parts in a scheme, one string a part; "" where the scheme's article form drops it.

    >>> from allonym.names.name import parse_scholarly
    >>> from allonym.names.scheme import load_scheme
    >>> spell(parse_scholarly("ʿAbbās al-Šidyāq"), load_scheme("arabic/din-31635"))
    ('ʿAbbās', 'aš-', 'Šidyāq')
    """
    chosen = scheme.with_options(options)
    spelt: list[str] = []
    for at, part in enumerate(name.parts):
        following = name.parts[at + 1].scholarly if at + 1 < len(name.parts) else ""
        text = _part(part, following, join(spelt), chosen)
        spelt.append(write_marks(text, options.marks))
    return tuple(spelt)


def spell_whole(name: Name, scheme: Scheme, options: Options = _AS_SCHEME) -> str:
    """The whole name in a scheme."""
    return join(spell(name, scheme, options))


def _part(part: Part, following: str, before: str, scheme: Scheme) -> str:
    if part.role == "article":
        return _article(scheme, following, before)
    spelt: list[str] = []
    words = part.scholarly.split()
    for at, word in enumerate(words):
        spelt.append(_word(word, join([before, *spelt]), words[:at], scheme))
    return join(spelt)


def _word(word: str, before: str, earlier: Sequence[str], scheme: Scheme) -> str:
    """A word within a part, which may carry an article of its own: Raḥmān of ʿAbd al-Raḥmān."""
    if "-" in word and not word.startswith(_ARTICLE):
        return "-".join(_word(piece, before, earlier, scheme) for piece in word.split("-"))
    if not word.startswith(_ARTICLE):
        followed_by_article = scheme.article.abd and word.lower() == "ʿabd"
        return "" if followed_by_article else scheme.spell_word(word)
    bare = word.removeprefix(_ARTICLE)
    if earlier and earlier[-1].lower() == "ʿabd" and scheme.article.abd:
        return _servant(bare, scheme)
    return join([_article(scheme, bare, before), scheme.spell_word(bare)])


def _servant(bare: str, scheme: Scheme) -> str:
    """ʿAbd with its article, written as the scheme writes them together: Abdul Rahman, Abdurrahman."""
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
    if scheme.article.elide and before[-1:] in _VOWELS:
        vowel = ""
    if scheme.article.assimilate and following[:1].lower() in SUN:
        onset = _onset(following, scheme)
    return vowel + onset + tail


def _onset(word: str, scheme: Scheme) -> str:
    return scheme.spell_word(word[0].lower())
