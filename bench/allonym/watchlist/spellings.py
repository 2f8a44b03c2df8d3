"""The spellings of a listed name: those of its list and of the registry, and what the tables derive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.names.derive import derived
from allonym.names.folds import ascii_fold, latin1_fold, skeleton
from allonym.names.languages import NATIVE, ORIGINS, told_by_letters
from allonym.names.listing import spelled as any_name
from allonym.names.name import Name, Part, parse_scholarly
from allonym.names.registry import Entity, Registry, load_registry
from allonym.names.scripts import scholarly_russian, script
from allonym.watchlist.cells import in_small_letters
from allonym.watchlist.reading import MOST, Say
from allonym.watchlist.values import Form, Listed, Spelled

FOLDS = {"ASCII fold": ascii_fold, "Latin-1 fold": latin1_fold}


def spelled(listed: Listed, where: str, say: Say, likely: int = 0) -> Spelled | None:
    """The name with at most `MOST` spellings in Latin letters, each once; None, and said, where there is none.

    `likely` of a person's are those that `allonym spell` has first.
    """
    forms: dict[str, Form] = {}
    for form in _forms(listed, likely):
        forms.setdefault(form.form, form)
    if not forms:
        kind = script(listed.name).title()
        what = "give a scholarly form with its vowels, or a Latin spelling" if kind in ("Arabic", "Hebrew") else (
            "give a Latin spelling"
        )  # fmt: skip
        say(f"{where}: {listed.name!r} is in a script that no scheme reads ({kind}); passed over; {what}")
        return None
    return Spelled(listed.line, listed.name, listed.label, tuple(forms.values())[:MOST])


def _forms(listed: Listed, likely: int) -> Iterator[Form]:
    for text in (listed.name, *listed.spellings):
        if script(text) == "LATIN":
            yield Form(text, "listed")
    for entity in known(listed):
        yield from (Form(form, "registry") for form in (entity.printed, *(s.form for s in entity.spellings)))
    if likely and TO_COARSE[listed.label] == "PER":
        yield from _likeliest(listed, likely)
    if found := scholarly(listed):
        name, origin = found
        for spelling in derived(name, origin):
            yield Form(spelling.form, f"derived: {spelling.scheme}")
    if script(listed.name) == "LATIN":
        yield Form(in_small_letters(listed.name), "derived: small letters")
        for title, fold in FOLDS.items():
            yield Form(fold(listed.name), f"derived: {title}")


def _likeliest(listed: Listed, most: int) -> Iterator[Form]:
    """The likeliest spellings of a person's name; none where it, or its origin, cannot be read."""
    try:
        found = any_name(listed.name, origin=listed.origin or None, native=listed.native or None, top=most).spellings
    except InputError:
        return
    for one in found:
        if script(one.form) == "LATIN":
            yield Form(one.form, f"derived: {one.scheme or one.evidence}")


def known(listed: Listed) -> list[Entity]:
    """The registry's entities that have this name, in Latin or native letters, and this type."""
    entities = [*registry().named(listed.name), *natives().get(listed.native or listed.name, [])]
    alike = (e for e in entities if TO_COARSE[e.label] == TO_COARSE[listed.label])
    return list({entity.id: entity for entity in alike}.values())


@cache
def registry() -> Registry:
    return load_registry()


@cache
def natives() -> dict[str, list[Entity]]:
    """The registry's entities by their native form."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in registry():
        if entity.native:
            found[entity.native].append(entity)
    return dict(found)


def scholarly(listed: Listed) -> tuple[Name, str] | None:
    """The name's parts in scholarly form and their origin: as listed, from native letters, or word by word as the
    registry knows the words; None where none of these tells it."""
    if listed.scholarly:
        return (parse_scholarly(listed.scholarly), listed.origin) if listed.origin in ORIGINS.values() else None
    for text in (listed.native, listed.name, *listed.spellings):
        origin = _native_origin(text, listed.origin)
        if origin == "Russian" and (russian := scholarly_russian(text)):
            return parse_scholarly(russian), origin
        if origin in NATIVE:
            return parse_scholarly(text), origin
    return from_words(listed)


def _native_origin(text: str, stated: str) -> str:
    """The origin whose tables read these letters: the stated one, if letters may tell it at all; "" for none."""
    told = told_by_letters(text, script(text)) or ""
    return told if not stated else stated * (stated in NATIVE | {"Russian"} and script(text) != "LATIN")


def from_words(listed: Listed) -> tuple[Name, str] | None:
    """A person's name of two words or more, each of which is a part of a registered name of one origin."""
    words = listed.name.split()
    if TO_COARSE[listed.label] != "PER" or len(words) < 2 or script(listed.name) != "LATIN":
        return None
    for origin in [listed.origin] if listed.origin else sorted(part_lexicon()):
        lexicon = part_lexicon().get(origin, {})
        parts = [lexicon.get(skeleton(word)) for word in words]
        if all(parts):
            return Name(tuple(Part(p.role, p.scholarly) for p in parts if p)), origin
    return None


@cache
def part_lexicon() -> dict[str, dict[str, Part]]:
    """By origin and skeleton, the registry's part that is spelled so."""
    lexicon: dict[str, dict[str, Part]] = defaultdict(dict)
    for entity in registry():
        if entity.label != "PERSON" or entity.origin not in ORIGINS.values():
            continue
        for number, part in enumerate(entity.parts):
            spellings = [part.printed, *(s.parts[number] for s in entity.spellings if s.parts)]
            for text in spellings:
                if part.scholarly and part.role in ("given", "family", "middle") and skeleton(text):
                    lexicon[entity.origin].setdefault(skeleton(text), part)
    return dict(lexicon)
