"""The two label sets, and the map from fine to coarse."""

from __future__ import annotations

from types import MappingProxyType

FINE = (
    *("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT"),
    *("EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"),
)
"""The eleven name types of OntoNotes 5."""

COARSE = ("PER", "LOC", "ORG", "MISC")
MAIN = ("PER", "LOC", "ORG")
"""The coarse labels of the leaderboard's main table."""

TO_COARSE = MappingProxyType(
    {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
    | {label: "MISC" for label in FINE if label not in ("PERSON", "GPE", "LOC", "FAC", "ORG")}
    | {label: label for label in COARSE}
)
"""Every fine or coarse label to its coarse one.

>>> TO_COARSE["FAC"], TO_COARSE["NORP"], TO_COARSE["PER"]
('LOC', 'MISC', 'PER')
"""

KNOWN = frozenset(FINE) | frozenset(COARSE)
