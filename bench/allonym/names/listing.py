"""The spellings of a name, of the registry and of the engine; and those of a scholarly form."""

from __future__ import annotations

from functools import cache

from allonym.errors import InputError
from allonym.names.engine.spell import NameSpelling, SpelledName, spell
from allonym.names.languages import ORIGINS
from allonym.names.name import join, parse_scholarly
from allonym.names.register import register as register_of
from allonym.names.registry import Entity, Registry, load_registry
from allonym.names.scheme import REGISTERS, Options, schemes
from allonym.names.spell import spell as by_scheme

TOP = 20
_REGISTERED = 0.5
"""The share of the whole weight that the registry's spellings have, where the name is registered."""
_SHARES = {"press": 1.0, "foreign": 0.5, "official": 0.4, "library": 0.2, "relay": 0.1}
"""How often a spelling of a register is met, beside one of the press: a prior for spellings that nobody counted."""


def spellings(
    name: str,
    *,
    origin: str | None = None,
    native: str | None = None,
    scholarly: str | None = None,
    register: str | None = None,
    top: int = TOP,
) -> tuple[NameSpelling, ...]:
    """The `top` likeliest other spellings of any name, best first; their weights are probabilities.

    `name` is written as people write it, in Latin or native letters. `origin` is its language, which is otherwise told
    from its letters; `native` and `scholarly` are further forms of it; `register` keeps the spellings of one register.
    InputError says why a name cannot be read.

    >>> [one.form for one in spellings("Khaled Nasser", top=2)]
    ['Khalid Nasser', 'Khaled Naser']
    """
    return spelled(name, origin=origin, native=native, scholarly=scholarly, register=register, top=top).spellings


def spelled(
    name: str,
    *,
    origin: str | None = None,
    native: str | None = None,
    scholarly: str | None = None,
    register: str | None = None,
    top: int | None = None,
) -> SpelledName:
    """As `spellings`, with the origins that fit the name. Without `top` there are 20, and those that are registered."""
    if register is not None and register not in (*REGISTERS, "marks"):
        raise InputError(f"no register {register!r}", todo=f"one of {', '.join((*REGISTERS, 'marks'))}")
    entities = _entities(name)
    if (entity := registry().get(name)) is not None:
        name, origin = entity.printed, origin or ORIGINS.get(entity.origin.casefold())
    known = _registered(name, entities)
    found = _engine(name, origin, native, top or TOP, register, bool(known))
    others = [s for s in known if register in (None, s.register)]
    if scholarly:
        others += of_scholarly(scholarly, found.origins[0][0] or "Arabic", Options(), name).spellings
    return _together(found, others, top or TOP + len(others))


def _engine(
    name: str, origin: str | None, native: str | None, top: int, register: str | None, registered: bool
) -> SpelledName:
    """What the engine finds; of a registered name that it cannot read, nothing."""
    try:
        return spell(name, origin=origin, native=native, top=top, register=register)
    except InputError:
        if not registered:
            raise
        return SpelledName(name, ((origin or "", 1.0),), ())


@cache
def registry() -> Registry:
    return load_registry()


def _entities(name: str) -> list[Entity]:
    entity = registry().get(name)
    return [entity] if entity else registry().named(name)


def _registered(name: str, entities: list[Entity]) -> list[NameSpelling]:
    """The registry's spellings of the entities that have this name, each form once."""
    forms: dict[str, NameSpelling] = {}
    for entity in entities:
        known = [(s.form, register_of(s), s.scheme, s.evidence) for s in entity.spellings]
        for form, kind, scheme, evidence in [(entity.printed, "press", "", "usage: English-language press"), *known]:
            if form and form != name:
                forms.setdefault(form, NameSpelling(form, kind, scheme, evidence, _SHARES.get(kind, 0.3), name))
    return list(forms.values())


def _together(found: SpelledName, others: list[NameSpelling], top: int) -> SpelledName:
    """The engine's spellings and others, whose weights share `_REGISTERED`; one form once, with both weights."""
    if not others:
        return found
    share = _REGISTERED if found.spellings else 1.0
    whole = sum(one.weight for one in others)
    forms = {one.form: _weighed(one, share * one.weight / whole) for one in others}
    for one in found.spellings:
        same = forms.get(one.form)
        weight = (1 - share) * one.weight
        forms[one.form] = _weighed(same, same.weight + weight) if same else _weighed(one, weight)
    best = sorted(forms.values(), key=lambda one: (-one.weight, one.form))[:top]
    return SpelledName(found.name, found.origins, tuple(best))


def _weighed(one: NameSpelling, weight: float) -> NameSpelling:
    return NameSpelling(one.form, one.register, one.scheme, one.evidence, round(weight, 6), one.name)


def of_scholarly(text: str, origin: str, options: Options, name: str = "") -> SpelledName:
    """A scholarly form in every scheme of an origin, each with these options."""
    from allonym.errors import unknown

    known = ORIGINS.get(origin.casefold(), origin)
    if not schemes(known):
        raise unknown("origin with tables", origin, {o for o in ORIGINS.values() if schemes(o)})
    read = parse_scholarly(text)
    forms: dict[str, NameSpelling] = {}
    for scheme in schemes(known):
        form = join(by_scheme(read, scheme, options))
        label = ", ".join(filter(None, (scheme.name, str(options))))
        weight = _SHARES[scheme.register]
        one = NameSpelling(form, scheme.register, label, f"scheme: {scheme.title}", weight, name or read.scholarly)
        forms.setdefault(form, one)
    whole = sum(one.weight for one in forms.values())
    best = sorted(
        (_weighed(one, one.weight / whole) for one in forms.values()), key=lambda one: (-one.weight, one.form)
    )
    return SpelledName(name or read.scholarly, ((known, 1.0),), tuple(best))
