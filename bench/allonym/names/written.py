"""How a mention writes a name: which parts, as initials or in full, in which case; and other spellings written so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from allonym.names.folds import APOSTROPHES, skeleton, turkish_upper
from allonym.names.name import join
from allonym.names.registry import Entity
from allonym.names.scheme import find_scheme

Shown = Literal["", "full", "initial"]
"""A part in a mention: left out, written, or as its first letter and a full stop."""

_ALIKE = 0.6
_ONLY_TURKISH = frozenset("ığİĞ")
_ARTICLE = re.compile(r"(?i)(?:(?<=^)|(?<=\s))[ae](?:l|sh|[rnstdz])[-‐‑ ](?=\S)")


@dataclass(frozen=True, slots=True)
class Written:
    """A mention's way with a name: `start` and `end` bound the name in the mention's surface.

    `shown` runs along the entity's parts; it is empty for an entity without parts.
    """

    start: int
    end: int
    shown: tuple[Shown, ...]
    case: Literal["", "upper", "lower"]


@lru_cache(maxsize=4096)
def read_mention(entity: Entity, surface: str) -> Written | None:
    """How a surface writes an entity's name; None where no spelling of the name is in it.

    Parts are recognised in any of their spellings and in any mixture of them.

    >>> from allonym.names.registry import load_registry
    >>> read_mention(load_registry().entities["bashar_al_assad"], "Assad").shown
    ('', '', 'full')
    """
    if entity.parts:
        shown = _shown(entity, surface)
        return None if shown is None else Written(0, len(surface), shown, _case(surface, entity.printed))
    bounds = _stretch(entity, surface)
    return None if bounds is None else Written(*bounds, (), _case(surface[slice(*bounds)], entity.printed))


def _case(surface: str, printed: str) -> Literal["", "upper", "lower"]:
    letters = [c for c in surface if c.isalpha() and c.upper() != c.lower()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return "" if printed.isupper() else "upper"
    return "lower" if letters and all(c.islower() for c in letters) else ""


def _shown(entity: Entity, surface: str) -> tuple[Shown, ...] | None:
    found = _exactly(entity, surface)
    if found is None and (article := _ARTICLE.search(surface)):
        at = next((i for i, part in enumerate(entity.parts) if part.role == "article"), None)
        found = _exactly(entity, surface[: article.start()] + surface[article.end() :])
        if found is not None and at is not None:
            found = (*found[:at], "full", *found[at + 1 :])
    return _loosely(entity, surface) if found is None else found


def _part_keys(entity: Entity) -> list[set[str]]:
    """For each part the skeletons of all its spellings."""
    keys = [{skeleton(part.printed), skeleton(part.scholarly)} - {""} for part in entity.parts]
    for spelling in entity.spellings:
        for known, form in zip(keys, spelling.parts, strict=True):
            if key := skeleton(form):
                known.add(key)
    return keys


def _exactly(entity: Entity, surface: str) -> tuple[Shown, ...] | None:
    """The parts whose spellings, one after the other, are the whole surface; the most parts where there is a choice."""
    keys, whole = _part_keys(entity), skeleton(surface)
    initials = ["." in surface and part.role in ("given", "middle") for part in entity.parts]

    def ways(part: int, at: int) -> Iterator[tuple[Shown, ...]]:
        if part == len(keys):
            if at == len(whole):
                yield ()
            return
        for key in keys[part]:
            if whole.startswith(key, at):
                yield from (("full", *rest) for rest in ways(part + 1, at + len(key)))
        if initials[part] and whole[at : at + 1] in {key[:1] for key in keys[part]}:
            yield from (("initial", *rest) for rest in ways(part + 1, at + 1))
        yield from (("", *rest) for rest in ways(part + 1, at))

    named = [part.role != "article" for part in entity.parts]
    usable = [way for way in ways(0, 0) if any(s and is_name for s, is_name in zip(way, named, strict=True))]
    return max(usable, key=lambda way: (way.count("full"), way.count("initial")), default=None)


def _loosely(entity: Entity, surface: str) -> tuple[Shown, ...] | None:
    """Word by word, each word the next part that it resembles; None where a word resembles none."""
    keys = _part_keys(entity)
    shown: list[Shown] = [""] * len(keys)
    part = 0
    for word in re.split(r"[\s\-‐‑]+", surface):
        key = skeleton(word)
        if not key:
            continue
        match = next((i for i in range(part, len(keys)) if _resembles(key, keys[i])), None)
        if match is None:
            return None
        shown[match] = "full"
        part = match + 1
    return tuple(shown) if any(shown) else None


def _resembles(key: str, known: set[str]) -> bool:
    return any(SequenceMatcher(None, key, other).ratio() >= _ALIKE for other in known)


def _stretch(entity: Entity, surface: str) -> tuple[int, int] | None:
    """Bounds of the longest run of words of the surface that is a spelling of the entity."""
    forms = {skeleton(s.form) for s in entity.spellings}
    words = [match.span() for match in re.finditer(r"\S+", surface)]
    runs = [(a[0], b[1]) for i, a in enumerate(words) for b in words[i:]]
    known = [run for run in runs if skeleton(surface[slice(*run)]) in forms]
    return max(known, key=lambda run: run[1] - run[0], default=None)


def rewrite(
    written: Written, entity: Entity, forms: Sequence[str], *, capital: bool = False, scheme: str = ""
) -> str | None:
    """The name in other spellings of its parts, as the mention writes it; None where a part that it shows is missing.

    An article stands only where the mention has one and the spelling does. `capital` makes the first letter
    large, as at the start of a sentence. `forms` is the whole form alone for an entity without parts. `scheme` is
    what they are spelled in, which tells how i is written large.
    """
    if not entity.parts:
        return _cased(forms[0], written, scheme, capital)
    kept: list[str] = []
    for part, shown, form in zip(entity.parts, written.shown, forms, strict=True):
        if not shown:
            continue
        if not form and part.role not in ("article", "particle", "middle"):
            return None
        kept.append(_initial(form) if shown == "initial" else form)
    if kept and kept[0].endswith(("-", "’-")) and kept[0][0].lower() not in "ae":
        kept[0] = "a" + kept[0]
    whole = join(kept)
    return _cased(whole, written, scheme, capital) if whole else None


def _initial(form: str) -> str:
    letters = [c for c in form if c.isalpha() and c not in APOSTROPHES]
    return f"{letters[0]}." if letters else form


def _cased(form: str, written: Written, scheme: str, capital: bool) -> str:
    if written.case == "upper":
        return turkish_upper(form) if _writes_turkish(form, scheme) else form.upper()
    if written.case == "lower":
        return form.lower()
    if capital:
        at = next((i for i, c in enumerate(form) if c.isalpha() and c not in APOSTROPHES), 0)
        return form[:at] + form[at : at + 1].upper() + form[at + 1 :]
    return form


def _writes_turkish(form: str, scheme: str) -> bool:
    """Whether a form's i is large as İ: so its scheme says, or letters that only Turkish spelling has."""
    table = find_scheme(scheme.partition(",")[0])
    return "turkish" in table.case if table else not _ONLY_TURKISH.isdisjoint(form)
