"""The two settings, safe and bold: how sure the corrector must be. The numbers come with the weights."""

from __future__ import annotations

from allonym.errors import unknown

SETTINGS = ("safe", "bold")
REMEDIES = ("normalise", "consistency", "corrector")
"""What each setting puts around a model, the first nearest to it."""
Thresholds = tuple[float, ...]
"""Above which probability a run becomes a person, a number for each of `cases.CASES`; 1 is never."""


def find_setting(name: str) -> str:
    """The name of a setting. InputError for another."""
    if name not in SETTINGS:
        raise unknown("setting", name, SETTINGS)
    return name
