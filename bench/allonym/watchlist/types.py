"""The types that a list may name."""

from __future__ import annotations

from types import MappingProxyType

from allonym.labels import KNOWN

TYPES = MappingProxyType(
    {"person": "PERSON", "individual": "PERSON"}
    | dict.fromkeys(("organization", "organisation", "company", "publicbody", "legalentity", "entity"), "ORG")
    | dict.fromkeys(("place", "location", "city", "country"), "GPE")
    | {label.casefold(): label for label in KNOWN}
)
"""What a list may call a type, FollowTheMoney's schemata among it, to the project's label."""
