"""The families of letter tables: which language's names each reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from allonym.names.engine.letters import Letters
from allonym.names.engine.origins import OTHER
from allonym.names.engine.stored import letters

FAMILIES = {
    "Arabic": "semitic", "Persian": "semitic", "Kurdish": "kurdish", "Hebrew": "hebrew", "Hindi": "indic",
    "Urdu": "indic", "Amharic": "amharic",
}  # fmt: skip
_ALSO_READ_AS = {"Urdu": "Arabic", "Kurdish": "Arabic"}
"""Origins half of whose names are another's, whose tables read those better."""


def family_of(origin: str) -> str:
    """The family whose tables read an origin's names: its own, or one that it shares."""
    return FAMILIES.get(origin, origin.lower())


def tables_of(family: str) -> Letters:
    """The tables of a family that has some."""
    tables = letters(family)
    assert tables is not None, family
    return tables


@cache
def has_tables(origin: str) -> bool:
    """Whether an origin's names can be read."""
    return origin != OTHER and letters(family_of(origin)) is not None


def families_of(fits: Mapping[str, float]) -> dict[str, float]:
    """The probability of each family of tables by that of the origins."""
    found: dict[str, float] = {}
    for origin, weight in fits.items():
        for family, share in _shared(origin) if origin != OTHER else ():
            found[family] = found.get(family, 0.0) + share * weight
    return found


def _shared(origin: str) -> Sequence[tuple[str, float]]:
    """The families whose tables read an origin's names, each with its share."""
    own = family_of(origin)
    lender = _ALSO_READ_AS.get(origin)
    return ((own, 0.5), (family_of(lender), 0.5)) if lender else ((own, 1.0),)


@cache
def table_origins(family: str) -> tuple[str, ...]:
    """The language whose table each style of a family is; "" for a style that was learned."""
    tables = letters(family)
    return tuple(style.scheme.partition("/")[0].capitalize() for style in tables.styles) if tables else ()
