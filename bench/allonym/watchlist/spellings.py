"""The spellings of a listed name: those of its list and of the registry, and what the engine makes of what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.names.engine.spell import NameSpelling
from allonym.names.folds import FOLDS
from allonym.names.languages import ORIGINS
from allonym.names.listing import derived, of_scholarly, registered
from allonym.names.scripts import script
from allonym.watchlist.cells import in_small_letters
from allonym.watchlist.reading import MOST, Say
from allonym.watchlist.values import Form, Listed, Spelled

_CITED = ("initial", "order")
"""What is left to vary of a name of no known origin, and is how lists cite it: no other spelling."""


def spelled(listed: Listed, where: str, say: Say, likely: int = 0, sought: int = 0) -> Spelled | None:
    """The name with at most `MOST` spellings in Latin letters, each once; None, and said, where there is none.

    `likely` of them are those that the engine has first; one, where the list has none in Latin letters. `sought` more
    are for looking in texts.
    """
    forms: dict[str, Form] = {}
    latin = [text for text in (listed.name, *listed.spellings) if script(text) == "LATIN"]
    derived = _derived(listed, latin, max(likely, sought, not latin))
    for form in _forms(listed, latin, derived[: max(likely, not latin)]):
        forms.setdefault(form.form, form)
    if not forms:
        kind = script(listed.name).title()
        what = "a scholarly form with its vowels" if kind in ("Arabic", "Hebrew") else "its origin"
        say(f"{where}: {listed.name!r}: no table reads it ({kind}); passed over; give {what}, or a Latin spelling")
        return None
    others = tuple(one.form for one in derived if one.form not in forms) if sought else ()
    return Spelled(listed.line, listed.name, listed.label, tuple(forms.values())[:MOST], sought=others)


def _forms(listed: Listed, latin: Sequence[str], derived: Sequence[NameSpelling]) -> Iterator[Form]:
    yield from (Form(text, "listed") for text in latin)
    yield from (Form(one.form, "registry") for one in registered(listed.name, listed.native, listed.label))
    yield from (Form(one.form, f"derived: {one.scheme or one.evidence}") for one in derived)
    yield from (Form(in_small_letters(text), "derived: small letters") for text in latin)
    if script(listed.name) == "LATIN":
        yield from (Form(fold(listed.name), f"derived: fold: {title}") for title, fold in FOLDS.items())


def _derived(listed: Listed, latin: Sequence[str], most: int) -> list[NameSpelling]:
    """The engine's first spellings from all that the list says; without what no table reads. Of a name that is no
    person's from its native and its scholarly form alone: writers do not spell a company's Latin letters another way.
    """
    if not most:
        return []
    native = listed.native or (listed.name if script(listed.name) != "LATIN" else "")
    scholarly = listed.scholarly if listed.origin in ORIGINS.values() else ""
    person = TO_COARSE[listed.label] == "PER"
    ways = [(latin[0], native), (latin[0], ""), (native, "")] if latin and person else [(native, "")]
    for name, beside in ways:
        try:
            found = derived(name, origin=listed.origin or None, native=beside or None, scholarly=scholarly or None,
                            top=most)  # fmt: skip
        except InputError:
            continue
        known = any(origin for origin, _ in found.origins)
        return [one for one in found.spellings if known or one.evidence not in _CITED]
    return list(of_scholarly(scholarly, listed.origin).spellings[:most]) if scholarly else []
