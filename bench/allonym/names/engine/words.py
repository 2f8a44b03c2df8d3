"""What a word may become: in each family of letter tables, from its letters, the lexicon and the schemes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.against import left
from allonym.names.engine.key import PARTICLES, key
from allonym.names.engine.lending import with_lent
from allonym.names.engine.letters import NEAR, Choices, Letters, Vector, letters
from allonym.names.engine.lexicon import Headword, entries
from allonym.names.engine.misspelt import SHARE, meant
from allonym.names.engine.native import native_key, notation
from allonym.names.engine.origins import OTHER, is_telling, origins
from allonym.names.engine.shortened import shortened
from allonym.names.engine.syllables import is_of_syllables, languages
from allonym.names.engine.written import capital
from allonym.names.scheme import find_scheme

FAMILIES = {
    "Arabic": "semitic", "Persian": "semitic", "Kurdish": "kurdish", "Hebrew": "hebrew", "Hindi": "indic",
    "Urdu": "indic", "Amharic": "amharic",
}  # fmt: skip
_OFTEN = {
    OTHER: 5.0, "Arabic": 1.0, "Russian": 1.0, "Persian": 0.7, "Chinese": 0.7, "Turkish": 0.6, "Korean": 0.5,
    "Ukrainian": 0.7, "Hebrew": 0.5, "Hindi": 0.4, "Azerbaijani": 0.05, "Kazakh": 0.05, "Kurdish": 0.25,
    "Macedonian": 0.02, "Belarusian": 0.15, "Urdu": 0.05, "Amharic": 0.1,
}  # fmt: skip
"""A guess, not a measurement: it decides only where letters and lexicon do not."""
MOST = 28
_TEMPER, _KNOWN, _COUNTED, _NO_SYLLABLES = 0.8, 1.0, 0.3, 4.0
_WORLD, _ELSEWHERE, _ENDING, _FREQUENT, _RARE = 30, 3, 2.5, 2.5, 60
_ENDINGS = {
    "shvili": "Georgian", "adze": "Georgian", "idze": "Georgian", "opoulos": "Greek", "opoulou": "Greek",
    "idis": "Greek", "akis": "Greek", "enko": "Ukrainian", "chuk": "Ukrainian", "oglu": "Turkish",
    "zadeh": "Persian", "nejad": "Persian", "pour": "Persian", "poor": "Persian", "manesh": "Persian",
    "zadegan": "Persian", "nezhad": "Persian", "fard": "Persian", "abadi": "Persian", "ollah": "Persian",
    "syan": "Armenian", "nyan": "Armenian", "ryan": "Armenian", "kyan": "Armenian", "dyan": "Armenian",
    "sov": "Russian", "nov": "Russian", "kov": "Russian", "rov": "Russian", "ovna": "Russian", "ovich": "Russian",
    "evich": "Russian", "ovic": "Serbian", "evic": "Serbian",
}  # fmt: skip
"""Endings of family names that say their origin; the first that fits counts."""
_DECISIVE = frozenset({"Persian", "Georgian"})
"""Origins whose endings no other people's names have: what else is in the name does not outweigh them."""
_PARTICLE, _PARTICLES = (
    5.0,
    frozenset(["al", "el", "abu", "abou", "umm", "oum", "bin", "ben", "ibn", "bint", "abd", "abdul", "abdel"]),
)
_EUROPEAN = frozenset(
    ["de", "del", "della", "di", "da", "dos", "du", "la", "le", "las", "los", "van", "von", "der", "den"]
)
"""Particles of names that are of none of these languages."""
_POOLED = frozenset({"Arabic", "Persian"})
"""Origins with counted pools: what only an item has may be anybody's name in Arabic letters."""
_ALIKE, _FREQUENTLY = 2, 20
_SHORT, _PARTED = 4, frozenset("- ")
"""A word of so few letters is one syllable: no hyphen parts it."""
_RELAYED = 0.3
"""How often a form counts that only a table by way of another language gives."""
_FOREIGN = 0.01
"""How often an entry of another origin counts for a name whose origin is known."""
_WITH_ARTICLE = 0.5
"""The share of a word's Arabic names that have an article from which on it may get one."""
_EXACT = 0.75
_MOST_AGAINST = 4.0
"""How much a word can speak against an origin: people bear names of other peoples beside their own (George Sabra)."""
_DOUBLED = re.compile(r"(.)\1")
_AS_ONE = re.compile("shch|schtsch|stsch|tsch|tch|dsch|sch|dzh|[skzgtpd]h|ch|dj|dz|t[sz]|s[jz]|cz")
_ROUGH = re.compile(
    "^[bcdfgkmnpt][bcdfgkmnptqz]|^s[tpk][bcdfgkmnpt]|[bcdfgklmnpqrtvwxz]{2}[bcdfgkmnpqtvwxz]|[bcdfgkmnpqtvwxz][lr][bcdfgkmnpqtvwxz]"
)
_TERSE = frozenset({"armenian", "semitic"})
"""Families in which writers leave vowels out: Mkrtchyan, Mhamed."""
_STRANGE = re.compile("[0-9\u00b2\u00b3\u00b9\u0250-\u0258\u025a-\u02af\u0370-\u1dff\u2c00-\ua6ff\uac00-\uffff]")
"""Digits, letters of other scripts and signs of phonetics, which some labels have by mistake."""


def family_of(origin: str) -> str:
    return FAMILIES.get(origin, origin.lower())


@lru_cache(maxsize=1 << 15)
def fit(word: str) -> NDArray[np.float64]:
    """How well the word fits each origin of `origins().names`, in logarithms."""
    table = origins()
    counts: dict[str, int] = {}
    world, elsewhere = table.is_world(word), table.is_elsewhere(word)
    for entry in entries(word):
        count = entry.counts.get(word, 1)
        if (
            not count
            or not is_telling(entry)
            or (elsewhere if entry.origin not in _POOLED else world and count < _RARE)
        ):
            continue
        counts[entry.origin] = counts.get(entry.origin, 0) + count - (entry.origin in _POOLED and count == 1)
    counts[OTHER] = _WORLD * world or _ELSEWHERE * elsewhere
    known = np.zeros(len(table.names))
    for name, number in counts.items():
        if number:
            known[_places()[name]] = _KNOWN + _COUNTED * math.log1p(number)
    found = with_lent(_TEMPER * table.score(word) + known + _by_rule(word), table.names)
    found = np.maximum(found, found.max() - _MOST_AGAINST)
    found[_unspeakable(word)] -= _NO_SYLLABLES
    if (origin := _by_ending(word)) in _DECISIVE:
        found[_places()[str(origin)]] += _ENDING
    return np.asarray(found)


@lru_cache(maxsize=1 << 15)
def resembles(word: str) -> bool:
    """Whether the word is, but for a letter, a frequent name of Arabs or Persians: Massood, Kaled, Saeid."""
    tables = _letters(family_of("Arabic"))
    near = tables.neighbours.of(word, NEAR) if len(word) > _SHORT else []
    counts = [tables.counts[form] for form, distance in near if distance <= _ALIKE]
    return max([tables.counts.get(word, 0), *counts]) >= _FREQUENTLY


def _by_rule(word: str) -> NDArray[np.float64]:
    """What is known without counting: Arabic and European particles, endings of family names, frequent names."""
    places = _places()
    rules = np.zeros(len(places))
    if word in _PARTICLES:
        rules[places["Arabic"]] += _PARTICLE
    if word in _EUROPEAN:
        rules[places[OTHER]] += _PARTICLE
    if (origin := _by_ending(word)) is not None and origin not in _DECISIVE:
        rules[places[origin]] += _ENDING
    rules[[*origins().frequent.get(word, ())]] += _FREQUENT
    return rules


def _by_ending(word: str) -> str | None:
    """The origin that the ending of a family name says."""
    if not word.endswith(tuple(_ENDINGS)):
        return None
    fits = (own for ending, own in _ENDINGS.items() if word.endswith(ending) and len(word) > len(ending) + 2)
    return next(fits, None)


def _unspeakable(word: str) -> list[int]:
    """The places of the languages whose syllables the word cannot be, whatever else is in the name."""
    listed = origins().frequent.get(word, ())
    places = [_places()[origin] for origin in languages() if not is_of_syllables(word, origin)]
    return [place for place in places if place not in listed]


@cache
def _places() -> dict[str, int]:
    """Where each origin stands in `origins().names`."""
    return {name: at for at, name in enumerate(origins().names)}


@cache
def prior() -> NDArray[np.float64]:
    """Before its letters are seen: how often names of each origin stand in English news, in logarithms."""
    return np.asarray(np.log([_OFTEN.get(name, 0.3) for name in origins().names]))


@lru_cache(maxsize=1 << 14)
def leaning(family: str, word: str) -> Vector:
    return _letters(family).leaning(word)


@lru_cache(maxsize=1 << 14)
def candidates(family: str, word: str, origin: str = "") -> Choices:
    """The word's outputs in a family, best first, with their probabilities by style; those of other origins in it count
    less where one is given."""
    tables = _letters(family)
    own = [entry for entry in entries(word) if family_of(entry.origin) == family]
    own.sort(key=lambda entry: -entry.counts.get(word, 0))
    attested = shares(word, own, origin)
    forms, table = tables.candidates(word, attested, _by_schemes(tables, own, word), MOST)
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
    return (form.isascii() and form.isalpha()) or not _STRANGE.search(form)


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


def _by_schemes(tables: Letters, own: Sequence[Headword], word: str = "") -> dict[str, Vector]:
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


def initials(origin: str, text: str) -> Choices | None:
    """What the schemes make of initials such as А.Б., letter by letter."""
    tables = letters(family_of(origin))
    if tables is None:
        return None
    made: dict[str, Vector] = {}
    for number, style in enumerate(tables.styles):
        scheme = find_scheme(style.scheme)
        if scheme is None:
            continue
        spelt = [capital(scheme.spell_word(notation(origin, c) or c)) if c.isalpha() else c for c in text]
        made.setdefault("".join(spelt), np.zeros(len(tables.styles)))[number] += 1.0
    return list(made), np.array(list(made.values()))


def native_forms(origin: str, native: str) -> Choices | None:
    """What the schemes and the lexicon make of a native word; None where neither knows it."""
    tables = letters(family_of(origin))
    own = [entry for entry in entries(native_key(native)) if entry.origin == origin] if tables else []
    if tables is None:
        return None
    made = _by_schemes(tables, [Headword(origin, native, ())])
    counts: Counter[str] = Counter()
    for entry in own:
        counts.update(entry.counts)
    for form, count in counts.items():
        if not _STRANGE.search(form):
            made[form] = made.get(form, np.zeros(len(tables.styles))) + 0.3 * count / counts.total()
    if not made:
        return None
    forms, table = list(made), np.array(list(made.values()))
    worth = table @ tables.bias
    order = np.argsort(-worth, kind="stable")[:MOST]
    return [forms[at] for at in order], table[order] / worth[order[0]]


def _letters(family: str) -> Letters:
    tables = letters(family)
    assert tables is not None, family
    return tables


@cache
def has_tables(origin: str) -> bool:
    return origin != OTHER and letters(family_of(origin)) is not None
