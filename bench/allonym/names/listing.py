"""The spellings of the entities of a name, or those that schemes derive."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from allonym.errors import InputError, unknown
from allonym.names.name import join, parse_scholarly
from allonym.names.operations import stratum
from allonym.names.registry import Entity, Registry, Spelling, load_registry
from allonym.names.scheme import Options, scheme_names, schemes
from allonym.names.spell import spell


@dataclass(frozen=True, slots=True)
class Listing:
    """A name and its spellings; `printed` is the form with which strata compare."""

    title: str
    entity: str
    printed: str
    spellings: tuple[Spelling, ...]


def spellings(name: str) -> tuple[Spelling, ...]:
    """The spellings of a name that the project knows, the printed one first, each form once.

    `name` is an entity's id, or any spelling of one that is registered; InputError for a name that is not.

    >>> [one.form for one in spellings("ali_mamlouk")][:2]
    ['Ali Mamlouk', 'Ali Mamluk']
    >>> spellings("Ali Mamluk") == spellings("ali_mamlouk")
    True
    """
    by_form: dict[str, Spelling] = {}
    for spelling in (each for listing in of_name(name) for each in listing.spellings):
        by_form.setdefault(spelling.form, spelling)
    return tuple(by_form.values())


def of_name(name: str) -> list[Listing]:
    """The listings of every entity that has this id or a spelling like this name; InputError where there is none."""
    registry = load_registry()
    entity = registry.get(name)
    found = [entity] if entity else registry.named(name)
    if not found:
        raise _nobody(name, registry)
    return [_listing(entity) for entity in found]


def _nobody(name: str, registry: Registry) -> InputError:
    known = [form for entity in registry for form in (entity.id, entity.printed) if form]
    near = difflib.get_close_matches(name, known, n=3)
    todo = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "give a vowelled form: allonym spell --scholarly 'ʿAlī Mamlūk'"
    )
    return InputError(f"no entity is called {name!r}", todo=todo)


def _listing(entity: Entity) -> Listing:
    about = ", ".join(dict.fromkeys(filter(None, (entity.native, entity.scholarly))))
    title = f"{entity.id}: {entity.printed} ({'; '.join(filter(None, (entity.origin, about)))})"
    printed = Spelling(entity.printed, "printed", "folds", "usage: English-language press")
    others = tuple(s for s in entity.spellings if s.form != entity.printed)
    return Listing(title, entity.id, entity.printed, (printed, *others) if entity.printed else others)


def of_scholarly(text: str, origin: str, options: Options) -> Listing:
    """A scholarly form in every scheme of an origin, each with these options."""
    origins = {name.partition("/")[0] for name in scheme_names()}
    if origin.lower() not in origins:
        raise unknown("origin with tables", origin, origins)
    name = parse_scholarly(text)
    forms = []
    for scheme in schemes(origin):
        form = join(spell(name, scheme, options))
        kind = stratum(name.scholarly, form, "relay" if scheme.relay else None)
        label = ", ".join(filter(None, (scheme.name, str(options))))
        forms.append(Spelling(form, label, kind, f"scheme: {scheme.title}"))
    return Listing(f"{name.scholarly} ({origin})", "", name.scholarly, tuple(forms))
