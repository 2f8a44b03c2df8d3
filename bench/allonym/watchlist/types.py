"""The types that a list may name."""

from __future__ import annotations

from types import MappingProxyType

from allonym.labels import KNOWN

TYPES = MappingProxyType(
    dict.fromkeys(("person", "individual", "per", "p"), "PERSON")
    | dict.fromkeys(("organization", "organisation", "company", "publicbody", "legalentity", "entity", "group"), "ORG")
    | dict.fromkeys(("place", "location", "city", "country"), "GPE")
    | dict.fromkeys(("vessel", "ship", "airplane", "aircraft", "vehicle"), "PRODUCT")
    | {"realestate": "FAC", "event": "EVENT"}
    | {label.casefold(): label for label in KNOWN}
)
"""What a list may call a type, to the project's label; FollowTheMoney's schemata whose names texts print among it."""

_NAMELESS = """
address analyzable article assessment asset audio bankaccount call callfortenders contract contractaward courtcase
cryptowallet debt directorship document documentation email folder htmldocument hypertext identification image
license mention message note occupancy ownership package page pages passport payment plaintext position project
sanction security similar table taxroll thing trip useraccount video workbook
"""
NAMELESS = frozenset(_NAMELESS.split())
"""FollowTheMoney's other schemata: what they call a name is no name of a person, group, place or vessel."""
