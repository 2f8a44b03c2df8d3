"""A name's spellings: its parts' outputs joined in one style at a time, over every origin that fits, best first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allonym.errors import InputError, unknown
from allonym.names.engine.families import families_of, family_of, has_tables, table_origins
from allonym.names.engine.fits import origin_weights
from allonym.names.engine.joining import Joined, Label, join
from allonym.names.engine.lexicon import entries
from allonym.names.engine.native import native_key
from allonym.names.engine.native_words import initials, native_forms
from allonym.names.engine.origins import OTHER
from allonym.names.engine.stored import letters
from allonym.names.engine.variants import (
    has_two_articles,
    is_varied,
    may_get_article,
    plain_variants,
    rewritings,
    turned,
    with_article,
    without_hyphen,
)
from allonym.names.engine.words import candidates, has_article, leaning
from allonym.names.engine.written import WrittenWord, capital, cased_forms, read
from allonym.names.folds import FOLDS
from allonym.names.languages import ORIGINS, origin_by_letters, origin_by_words
from allonym.names.operations import Stratum, stratum
from allonym.names.scripts import script

_SPARE = 12
_FOLDED = 0.1
_MOSTLY = 0.6
"""The probability of Arabic from which on a name may get an article."""
_KEPT = 0.15
"""What is left of a change of the article's share where nothing else changes: most who change it change letters too."""
_AS_GIVEN = 0.5
"""What the name as it was given weighs, beside its best form, where an article is put in: the labels that weights are
learned from are of names that differ otherwise."""
_SYLLABIC = frozenset({"korean", "chinese", "amharic"})
"""Families in whose names writers part what others join."""
_TURNED = 0.0015
"""The share of the name with its family name first: less than labels have, since nobody expects it in a text."""
_NATIVE = 0.8
"""The share of the weight that spellings of the native form have beside those of the Latin letters: an estimate."""
_NEARLY = 0.8
"""The share of a family's weight from which on a name is of one origin in it."""


class NameSpelling(NamedTuple):
    """A spelling of a name. `weight` is its probability among all of them; `scheme` is ORIGIN/NAME, or "" where no
    table gives the form; `evidence` says what does."""

    form: str
    register: str
    scheme: str
    evidence: str
    weight: float
    name: str

    @property
    def changed(self) -> Stratum:
        """What changed from the name as it was given: the deepest of its changes."""
        return stratum(self.name, self.form)


@dataclass(frozen=True, slots=True)
class SpelledName:
    """A name with the origins that fit it, each with its probability, and its spellings, best first."""

    name: str
    origins: tuple[tuple[str, float], ...]
    spellings: tuple[NameSpelling, ...]


def spell(name: str, *, origin: str | None = None, native: str | None = None, top: int = 20,
          register: str | None = None) -> SpelledName:  # fmt: skip
    """The `top` likeliest other spellings of a name in Latin letters; InputError where it cannot be read.

    `origin` is a language that has tables, by name or code: without it every one that fits is tried, and where none
    fits the spellings are folds, initials and orders. `native` adds what tables make of the native form.
    """
    given = _origin(origin)
    name = unicodedata.normalize("NFC", name)
    words = read(name)
    kind = script(name)
    if kind not in ("LATIN", ""):
        return _of_native(name, words, given or _by_letters(name, kind), top, register)
    fits = {given: 1.0} if given else origin_weights(words)
    forms: dict[str, tuple[float, _Source]] = {}
    for family, weight in families_of(fits).items():
        arabic = fits.get("Arabic", 0.0) > _MOSTLY
        for form, share, source in _in_family(
            words, family, weight, top, fits, arabic=arabic and family == family_of("Arabic")
        ):
            old = forms.get(form)
            forms[form] = (share, source) if old is None else (share + old[0], old[1] if old[0] > share else source)
    for title, fold in FOLDS.items() if not name.isascii() and forms else ():
        forms.setdefault(fold(name), (_FOLDED, (None, 0, f"fold: {title}")))
    found = _labelled(name, forms, top, register)
    if native:
        other = _of_native(native, read(native), given or _by_letters(native, script(native)), top, register)
        found = _beside(other.spellings, found, name, top, register)
    if not found:
        plain = {f: NameSpelling(f, "marks", "", evidence, w, name) for f, evidence, w in plain_variants(words)}
        found = _ranked(plain, name, top, register)
    return SpelledName(name, tuple(sorted(fits.items(), key=lambda p: -p[1])), found)


def _labelled(
    name: str, forms: dict[str, tuple[float, _Source]], top: int, register: str | None
) -> tuple[NameSpelling, ...]:
    """The `top` best forms but for the name itself, labelled; of a register alone where one is given."""
    given = " ".join(name.split())
    whole = sum(weight for form, (weight, _) in forms.items() if form != given) or 1.0
    found: list[NameSpelling] = []
    for form, (weight, source) in sorted(forms.items(), key=lambda item: (-item[1][0], item[0])):
        if form == given:
            continue
        if len(found) == top:
            break
        kind, scheme, evidence = _label(source)
        if register in (None, kind):
            found.append(NameSpelling(form, kind, scheme, evidence, round(weight / whole, 6), name))
    return tuple(found)


_Source = tuple[Joined | None, int, str]
"""What gave a form: a family's forms with the place among them, and what was done besides."""


def _label(source: _Source) -> Label:
    joined, at, note = source
    if joined is None:
        return "press" if note == "order" else "marks", "", note
    label = joined.label(at)
    return (*label[:2], f"{label[2]}; {note}") if note else label


def _origin(origin: str | None) -> str | None:
    if origin is None:
        return None
    known = ORIGINS.get(origin.casefold())
    if known is None or not has_tables(known):
        raise unknown("origin with tables", origin, {o for o in ORIGINS.values() if has_tables(o)})
    return known


def _in_family(
    words: Sequence[WrittenWord], family: str, share: float, top: int, fits: Mapping[str, float], *, arabic: bool
) -> Iterator[tuple[str, float, _Source]]:
    """The forms of one family with their weights, best first, and what gave each."""
    tables = letters(family)
    named = [word for word in words if not word.fixed]
    if tables is None or not named:
        return
    own = {one: weight for one, weight in fits.items() if one != OTHER and family_of(one) == family}
    lean = tables.log_bias + sum(leaning(family, word.key) for word in named) + tables.leaning_of(own)
    style = np.exp(lean - lean.max()) * _own_tables(family, fits)
    origin = _likelier(own)
    joined = join(tables, named, [candidates(family, word.key, origin) for word in named], style, top + _SPARE)
    weights = (joined.weights * (share / joined.weights.sum())).tolist()
    cased = [_cased(family, word, origin) for word in named]
    forms = _forms(*_pieces(words, cased), joined.places)
    arabic = arabic and may_get_article(words) and has_article(named[-1].key)
    vary = any(is_varied(word.key) for word in named)
    odd = vary and not has_two_articles(" ".join(word.key for word in words))
    unchanged = joined.unchanged() if vary or arabic else ()
    least = weights[0] / 50
    for at, (form, weight) in enumerate(zip(forms, weights, strict=True)):
        if odd and has_two_articles(form):
            continue
        yield form, weight, (joined, at, "")
        if vary and weight > least:
            for other, factor, what in rewritings(form):
                changed = weight * factor * (_KEPT if at in unchanged else 1.0)
                yield other, changed, (joined, at, what)
        elif arabic and (at in unchanged or weight > least):
            usual = max(weight, _AS_GIVEN * weights[0]) if at in unchanged else weight
            for other, factor in with_article(form):
                yield other, usual * factor, (joined, at, "article put in")
        if family in _SYLLABIC:
            for other, factor in without_hyphen(words, form):
                yield other, weight * factor, (joined, at, "hyphen left out")
    if back := turned(words):
        yield back, share * _TURNED, (None, 0, "order")


def _forms(pieces: Sequence[Sequence[str]], tail: str, places: Sequence[Sequence[int]]) -> list[str]:
    """Each row of places as text: a piece of each word, and what stands after the last."""
    columns = [[texts[at] for at in column] for texts, column in zip(pieces, zip(*places, strict=True), strict=True)]
    return ["".join(texts) + tail for texts in zip(*columns, strict=True)]


def _pieces(words: Sequence[WrittenWord], cased: Sequence[Sequence[str]]) -> tuple[list[Sequence[str]], str]:
    """The outputs of the words that change, each after what stands before it, and what stands after the last."""
    pieces, before, outputs = [], "", iter(cased)
    for word in words:
        before += word.glue
        if word.fixed:
            before += word.text
        else:
            pieces.append([before + text for text in next(outputs)] if before else next(outputs))
            before = ""
    return pieces, before


def _own_tables(family: str, fits: Mapping[str, float]) -> NDArray[np.float64] | float:
    """For each style how far it may read the name: the table of a language as far as the name is of that language."""
    tables_of = table_origins(family)
    if len(set(tables_of) - {OTHER}) < 2:
        return 1.0
    whole = sum(fits.get(origin, 0.0) for origin in {*tables_of}) or 1.0
    return np.array([fits.get(origin, 0.0) / whole if origin else 1.0 for origin in tables_of])


@lru_cache(maxsize=1 << 14)
def _cased(family: str, word: WrittenWord, origin: str) -> tuple[str, ...]:
    return cased_forms(word, candidates(family, word.key, origin)[0])


def _likelier(fits: Mapping[str, float]) -> str:
    """The origin that has nearly all of the weight; "" where several share it."""
    best = max(fits, key=lambda one: fits[one], default="")
    return best if fits and fits[best] >= _NEARLY * sum(fits.values()) else ""


def _keep(found: dict[str, NameSpelling], spelling: NameSpelling) -> None:
    """Add the spelling; of one form the weights add up, and the likelier says where it is from."""
    old = found.get(spelling.form)
    if old is None:
        found[spelling.form] = spelling
        return
    source = old if old.weight >= spelling.weight else spelling
    found[spelling.form] = NameSpelling(
        source.form, source.register, source.scheme, source.evidence, old.weight + spelling.weight, source.name
    )


def _beside(
    native: Sequence[NameSpelling], latin: Sequence[NameSpelling], name: str, top: int, register: str | None
) -> tuple[NameSpelling, ...]:
    """The spellings that a native form gives, and with less weight those that the Latin letters alone let guess."""
    both: dict[str, NameSpelling] = {}
    for share, spellings in ((_NATIVE, native), (1 - _NATIVE, latin)):
        for one in spellings:
            _keep(both, NameSpelling(one.form, one.register, one.scheme, one.evidence, share * one.weight, name))
    return _ranked(both, name, top, register)


def _ranked(found: dict[str, NameSpelling], name: str, top: int, register: str | None) -> tuple[NameSpelling, ...]:
    given = " ".join(name.split())
    others = [s for s in found.values() if s.form != given and register in (None, s.register)]
    total = sum(s.weight for s in found.values() if s.form != given) or 1.0
    best = sorted(others, key=lambda s: (-s.weight, s.form))[:top]
    return tuple(
        NameSpelling(s.form, s.register, s.scheme, s.evidence, round(s.weight / total, 6), s.name) for s in best
    )


def _by_letters(name: str, kind: str) -> str | None:
    """The origin that a native name's letters tell; of Cyrillic ones that could be Russian, the words too."""
    origin = origin_by_letters(name, kind)
    return origin_by_words(name) if origin == "Russian" else origin or _by_script(name)


def _by_script(name: str) -> str | None:
    """The origin of a native name in a script of several languages: that whose lexicon knows most of its words."""
    votes: dict[str, int] = {}
    for word in name.split():
        for entry in entries(native_key(word)):
            votes[entry.origin] = votes.get(entry.origin, 0) + sum(count for _, count in entry.forms)
    return max(sorted(votes), key=lambda origin: votes[origin], default=None)


def _of_native(
    name: str, words: Sequence[WrittenWord], origin: str | None, top: int, register: str | None
) -> SpelledName:
    if origin is None or not has_tables(origin):
        raise InputError(
            f"{name!r}: no table reads this script without its language" if origin is None else
            f"{name!r}: no tables for {origin}", todo="give --origin, or a spelling in Latin letters",
        )  # fmt: skip
    choices = [initials(origin, word.text) if word.fixed else native_forms(origin, word.text) for word in words]
    if missing := [word.text for word, choice in zip(words, choices, strict=True) if choice is None]:
        raise InputError(f"{missing[0]!r} is in no lexicon, and its letters lack the vowels",
                         todo="give a spelling in Latin letters, or a scholarly form with its vowels")  # fmt: skip
    tables = letters(family_of(origin))
    assert tables is not None
    style = np.asarray(tables.bias)
    read_choices = [choice for choice in choices if choice]
    joined = join(tables, words, read_choices, style, 3 * max(top, 20), whole=False)
    found: dict[str, NameSpelling] = {}
    for at, weight in enumerate(joined.weights.tolist()):
        form = "".join(word.glue + capital(text) for word, text in zip(words, joined.outputs(at), strict=True))
        _keep(found, NameSpelling(form, *joined.label(at), weight, name))
    return SpelledName(name, ((origin, 1.0),), _ranked(found, name, top, register))
