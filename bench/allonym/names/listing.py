"""The spellings of a name: of the registry, and of the engine from all that is known of the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from allonym.errors import InputError, unknown
from allonym.labels import TO_COARSE
from allonym.names.engine.native import native_key
from allonym.names.engine.schemes import SchemeForm, in_every_scheme, in_scheme
from allonym.names.engine.spell import NameSpelling, SpelledName, spell
from allonym.names.languages import ORIGINS
from allonym.names.name import Name, parse_scholarly
from allonym.names.register import register as register_of
from allonym.names.registry import Entity, Registry, load_registry
from allonym.names.scheme import REGISTERS, Options, schemes

TOP = 20
_REGISTERED = 0.5
"""The share of the whole weight that spellings of the registry or of a scholarly form have beside the engine's."""
_SHARES = {"press": 1.0, "foreign": 0.5, "official": 0.4, "library": 0.2, "relay": 0.1}
"""How often a spelling of a register is met, beside one of the press: a prior for spellings that nobody counted."""
_CHOSEN = 0.2
"""The same for another form of the article than the scheme's own."""


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
    if (entity := registry().get(name)) is not None:
        name, origin = entity.printed, origin or ORIGINS.get(entity.origin.casefold())
    known = registered(name, entity=entity)
    try:
        found = derived(name, origin=origin, native=native, scholarly=scholarly, register=register, top=top)
    except InputError:
        if not known:
            raise
        found = SpelledName(name, ((origin or "", 1.0),), ())
    others = [one for one in known if register in (None, one.register)]
    return _together(found, others, top or TOP + len(others))


def registered(
    name: str, native: str = "", label: str = "", *, entity: Entity | None = None
) -> tuple[NameSpelling, ...]:
    """The registry's other spellings of the entities that have this name or native form, each form once.

    `label` leaves those of its coarse type; `entity` is the one that is meant.
    """
    named = [entity] if entity else [*registry().named(name), *_natives().get(native_key(native or name), ())]
    forms: dict[str, NameSpelling] = {}
    for one in named:
        if label and TO_COARSE[one.label] != TO_COARSE[label]:
            continue
        known = [(s.form, register_of(s), s.scheme, s.evidence) for s in one.spellings]
        for form, kind, scheme, evidence in [(one.printed, "press", "", "usage: English-language press"), *known]:
            if form and form != name:
                forms.setdefault(form, NameSpelling(form, kind, scheme, evidence, _SHARES.get(kind, 0.3), name))
    return tuple(forms.values())


@cache
def registry() -> Registry:
    return load_registry()


@cache
def _natives() -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in registry():
        if entity.native:
            found[native_key(entity.native)].append(entity)
    return dict(found)


def derived(
    name: str,
    *,
    origin: str | None = None,
    native: str | None = None,
    scholarly: str | None = None,
    register: str | None = None,
    top: int | None = None,
) -> SpelledName:
    """What the engine makes of all that is known of a name, whoever has it; `top` of them, else 20."""
    if register is not None and register not in (*REGISTERS, "marks"):
        raise InputError(f"no register {register!r}", todo=f"one of {', '.join((*REGISTERS, 'marks'))}")
    found = spell(name, origin=origin, native=native, top=top or TOP, register=register)
    if not scholarly:
        return found
    others = of_scholarly(scholarly, found.origins[0][0] or "Arabic", name=name).spellings
    chosen = [one for one in others if register in (None, one.register)]
    return _together(found, chosen, top or TOP + len(chosen))


def _together(found: SpelledName, others: Iterable[NameSpelling], top: int) -> SpelledName:
    """The engine's spellings and others, whose weights share `_REGISTERED`; one form once, with both weights."""
    whole = sum(one.weight for one in others)
    if not whole:
        return found
    share = _REGISTERED if found.spellings else 1.0
    forms = {one.form: _weighed(one, share * one.weight / whole) for one in others}
    for one in found.spellings:
        same = forms.get(one.form)
        weight = (1 - share) * one.weight
        forms[one.form] = _weighed(same, same.weight + weight) if same else _weighed(one, weight)
    best = sorted(forms.values(), key=lambda one: (-one.weight, one.form))[:top]
    return SpelledName(found.name, found.origins, tuple(best))


def _weighed(one: NameSpelling, weight: float) -> NameSpelling:
    return NameSpelling(one.form, one.register, one.scheme, one.evidence, round(weight, 6), one.name)


def of_scholarly(text: str, origin: str, options: Options | None = None, name: str = "") -> SpelledName:
    """A scholarly form in every scheme of an origin: with these options, or in each scheme's own ways."""
    known = ORIGINS.get(origin.casefold(), origin)
    if not schemes(known):
        raise unknown("origin with tables", origin, {o for o in ORIGINS.values() if schemes(o)})
    read = parse_scholarly(text)
    forms: dict[str, NameSpelling] = {}
    for made in _made(read, known, options):
        weight = _SHARES[made.scheme.register] * (_CHOSEN if "," in made.label and not options else 1.0)
        one = NameSpelling(
            made.form, made.scheme.register, made.label, f"scheme: {made.scheme.title}", weight, name or read.scholarly
        )
        forms.setdefault(one.form, one)
    whole = sum(one.weight for one in forms.values())
    best = sorted(
        (_weighed(one, one.weight / whole) for one in forms.values()), key=lambda one: (-one.weight, one.form)
    )
    return SpelledName(name or read.scholarly, ((known, 1.0),), tuple(best))


def _made(name: Name, origin: str, options: Options | None) -> Iterable[SchemeForm]:
    if options is None:
        return in_every_scheme(name, origin)
    return (
        SchemeForm(in_scheme(name, scheme, options), scheme, f"{scheme.name}, {options}") for scheme in schemes(origin)
    )
