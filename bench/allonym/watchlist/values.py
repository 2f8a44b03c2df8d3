"""A name of a watchlist and its spellings."""

from __future__ import annotations

import msgspec

from allonym.watchlist.sites import Template


class Form(msgspec.Struct, frozen=True):
    """One spelling. `source` is "listed", "registry", or "derived: " and how: a scheme's name or a fold's."""

    form: str
    source: str

    @property
    def derived(self) -> bool:
        return self.source.startswith("derived")

    @property
    def same(self) -> bool:
        """Whether its letters are the listed ones: without marks, or not all large."""
        return self.source.startswith(("derived: fold", "derived: small"))


class Lost(msgspec.Struct, frozen=True):
    """A spelling that a model lost at a place: what became of it, the text around it with the name in ⟦⟧, and what the
    model said there: each span that overlaps the name, with its label."""

    model: str
    form: str
    place: str
    outcome: str
    text: str
    said: tuple[str, ...]


class Listed(msgspec.Struct, frozen=True):
    """A name as its list has it, from line `line` on. `label` is fine or coarse; "" stands for what is not said."""

    line: int
    name: str
    label: str = "PERSON"
    native: str = ""
    scholarly: str = ""
    origin: str = ""
    spellings: tuple[str, ...] = ()


class Spelled(msgspec.Struct, frozen=True):
    """A name with all its spellings, the listed one first; `stands` are places in the user's texts that have it.

    `sought` are further spellings, which are looked for in these texts.
    """

    line: int
    name: str
    label: str
    forms: tuple[Form, ...]
    stands: tuple[Template, ...] = ()
    sought: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it has no other spelling than the listed one."""
        return sum(not form.same for form in self.forms) == 1
