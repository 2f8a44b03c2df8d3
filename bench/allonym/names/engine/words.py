"""What a word may become in a family of letter tables: from its letters, the lexicon and the schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.against import left
from allonym.names.engine.evidence import weighed
from allonym.names.engine.families import family_of, tables_of
from allonym.names.engine.key import PARTICLES, key
from allonym.names.engine.letters import Choices, Letters, Vector
from allonym.names.engine.lexicon import Headword, entries
from allonym.names.engine.misspelt import SHARE, meant
from allonym.names.engine.native import notation
from allonym.names.engine.shortened import shortened
from allonym.names.scheme import find_scheme

MOST = 34
_SHORT, _PARTED = 4, frozenset("- ")
"""A word of so few letters is one syllable: no hyphen parts it."""
_RELAYED = 0.3
"""How often a form counts that only a table by way of another language gives."""
_FOREIGN = 0.01
"""How often an entry of another origin counts for a name whose origin is known."""
_WITH_ARTICLE = 0.5
"""The share of a word's Arabic names that have an article from which on it may get one."""
_EXACT = 0.75
_DOUBLED = re.compile(r"(.)\1")
_AS_ONE = re.compile("shch|schtsch|stsch|tsch|tch|dsch|sch|dzh|[skzgtpd]h|ch|dj|dz|t[sz]|s[jz]|cz")
_ROUGH = re.compile(
    "^[bcdfgkmnpt][bcdfgkmnptqz]|^s[tpk][bcdfgkmnpt]|[bcdfgklmnpqrtvwxz]{2}[bcdfgkmnpqtvwxz]|[bcdfgkmnpqtvwxz][lr][bcdfgkmnpqtvwxz]"
)
_TERSE = frozenset({"armenian", "semitic"})
"""Families in which writers leave vowels out: Mkrtchyan, Mhamed."""
STRANGE = re.compile("[0-9\u00b2\u00b3\u00b9\u0250-\u0258\u025a-\u02af\u0370-\u1dff\u2c00-\ua6ff\uac00-\uffff]")
"""Digits, letters of other scripts and signs of phonetics, which some labels have by mistake."""


@lru_cache(maxsize=1 << 14)
def leaning(family: str, word: str) -> Vector:
    return tables_of(family).leaning(word)


@lru_cache(maxsize=1 << 14)
def candidates(family: str, word: str, origin: str = "") -> Choices:
    """The word's outputs in a family, best first, with their probabilities by style; those of other origins in it count
    less where one is given."""
    tables = tables_of(family)
    own = [entry for entry in entries(word) if family_of(entry.origin) == family]
    own.sort(key=lambda entry: -entry.counts.get(word, 0))
    attested = shares(word, own, origin)
    forms, table = weighed(tables, word, attested, by_schemes(tables, own, word), MOST)
    smooth = family not in _TERSE and not _is_rough(word)
    kept = [
        at
        for at, form in enumerate(forms)
        if form == word or (_is_sensible(word, form) and not (smooth and _is_rough(form)))
    ]
    if len(kept) < len(forms):
        forms, table = tuple([forms[at] for at in kept]), table[kept]
    if family != family_of("Arabic") or word in PARTICLES:
        return forms, table
    table = table * left(word, forms, own, origin, tables.counts)[:, None]
    if word.startswith("abd"):
        return forms, table
    slips = dict.fromkeys(() if own else meant(word, tables.counts), SHARE)
    return _with_others(forms, table, dict(shortened(word)) | slips, word)


def _with_others(forms: Sequence[str], table: NDArray[np.float64], others: Mapping[str, float], word: str) -> Choices:
    """The outputs with other forms of the word, in every style alike, each with its share."""
    shares = {form: share for form, share in others.items() if form != word}
    if not shares:
        return forms, table
    added = np.array([np.full(table.shape[1], share) for share in shares.values()])
    kept = [at for at, form in enumerate(forms) if form not in shares]
    return (*[forms[at] for at in kept], *shares), np.concatenate([table[kept], added])


def has_article(word: str) -> bool:
    """Whether the lexicon has the word for an Arabic name that is written with its article, and not mostly without."""
    times = {True: 0, False: 0}
    for entry in entries(word):
        if entry.origin == "Arabic":
            times[entry.native.startswith("ال")] += entry.counts.get(word, 0)
    return times[True] >= _WITH_ARTICLE * sum(times.values()) > 0


def _is_rough(form: str) -> bool:
    """Whether consonants stand where a vowel was lost: two stops at the start, three anywhere; sch or kh is one.

    >>> [_is_rough(form) for form in ("mykola", "mkola", "sytnyk", "stnyk", "juschtschenko", "christo")]
    [False, True, False, True, False, False]
    """
    return _ROUGH.search(_AS_ONE.sub("c", _DOUBLED.sub(r"\1", form))) is not None


def _is_sensible(word: str, form: str) -> bool:
    """Whether a word may become this: Latin letters; an article an article; a short word nothing much longer."""
    if word in PARTICLES:
        return form in PARTICLES
    if len(word) <= _SHORT and (_PARTED & set(form) or len(form) > len(word) + 2):
        return False
    return (form.isascii() and form.isalpha()) or not STRANGE.search(form)


def shares(word: str, own: Sequence[Headword], origin: str = "") -> dict[str, float]:
    """How often the names that are spelled so have each form; names in proportion to how often they are spelled so."""
    counted = [entry.counts for entry in own]
    how = [(counts.get(word, 1) or _RELAYED) * (_FOREIGN if origin and entry.origin != origin else 1.0)
           for counts, entry in zip(counted, own, strict=True)]  # fmt: skip
    total = sum(how)
    found: dict[str, float] = {}
    for counts, often in zip(counted, how, strict=True):
        weight = often / total / sum(counts.values())
        for form, count in counts.items():
            if " " not in form:
                found[form] = found.get(form, 0.0) + weight * count
    return dict(sorted(found.items(), key=lambda pair: -pair[1])[:24])


def by_schemes(tables: Letters, own: Sequence[Headword], word: str = "") -> dict[str, Vector]:
    """What the schemes make of the native forms of a word, each in its style; less sure where none gives the word."""
    made: dict[str, Vector] = {}
    natives = [(e, n) for e in own[:3] if e.native and (n := notation(e.origin, e.native))]
    if not natives:
        return made
    schemes = [(n, s) for n, style in enumerate(tables.styles) if (s := find_scheme(style.scheme)) is not None]
    for _, native in natives:
        forms = [(number, scheme.spell_word(native).lower()) for number, scheme in schemes]
        sure = _EXACT if not word or word in {key(form) for _, form in forms} else _EXACT / 6
        for number, form in forms:
            made.setdefault(form, np.zeros(len(tables.styles)))[number] += sure / len(natives)
    return made
