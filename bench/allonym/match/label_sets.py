"""The label sets that a model's spans are matched under."""

from __future__ import annotations

from dataclasses import dataclass

from allonym.labels import FINE, MAIN, TO_COARSE


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels that are matched together; `averaged` where micro and macro over them mean something."""

    tagset: str
    labels: tuple[str, ...]
    averaged: bool

    def of(self, label: str) -> str | None:
        """The label of this set that a fine or coarse label stands for; None where it has none here."""
        mine = TO_COARSE.get(label) if self.tagset == "coarse" else label
        return mine if mine in self.labels else None


MAIN_LABELS = Labels("coarse", MAIN, averaged=True)
LABEL_SETS = (MAIN_LABELS, Labels("coarse", ("MISC",), averaged=False), Labels("fine", FINE, averaged=True))
"""The leaderboard's matchings. MISC is matched by itself: it is no part of the main table's averages."""
