"""Frequent names in their native letters, listed by hand: items write them in many scripts and so do not tell them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from allonym.names.engine.key import key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.native import native_key, notation
from allonym.names.scheme import schemes

_TIMES = {"press": 2, "official": 2, "foreign": 1, "library": 1, "relay": 0}
"""How often a scheme's form counts, by its register: one by way of Russian does not show whose name it is."""
_USED = 2


@cache
def known() -> tuple[Headword, ...]:
    """The listed names with the forms of their origin's schemes (`name`), with those and others under which papers
    have them too (`name=+form,form`), or with the forms that are listed alone (`name=form,form`)."""
    return tuple(_parsed())


def _parsed() -> Iterator[Headword]:
    for line in (Path(__file__).parent / "natives.txt").read_text("utf-8").splitlines():
        origin, _, names = line.partition(":")
        for name in dict.fromkeys(names.split()):
            native, _, listed = name.partition("=")
            forms = {} if listed and not listed.startswith("+") else _spelled(origin, native)
            for form in listed.removeprefix("+").split(",") if listed else ():
                forms.setdefault(form, 0 if listed.startswith("+") else _USED)
            yield Headword(origin, native_key(native), tuple(forms.items()))


def _spelled(origin: str, native: str) -> dict[str, int]:
    forms: dict[str, int] = {}
    for scheme in schemes(origin):
        form = scheme.spell_word(str(notation(origin, native))).lower()
        forms[form] = max(forms.get(form, 0), _TIMES[scheme.register])
    return forms


def used(origin: str) -> set[str]:
    """The keys under which the press and passports have the listed names of an origin."""
    own = (entry for entry in known() if entry.origin == origin)
    return {key(form) for entry in own for form, count in entry.forms if count >= _USED}
