"""The two settings, safe and bold: how sure the corrector must be. The numbers come with the weights."""

from __future__ import annotations

from typing import NamedTuple

from allonym.errors import unknown

SETTINGS = ("safe", "bold")
REMEDIES = ("normalise", "consistency", "corrector")
"""What each setting puts around a model, the first nearest to it."""


class Thresholds(NamedTuple):
    """From which probability on a run becomes a person.

    `nothing` where the model found nothing there, `something` where it found something else, `support` less of both
    where it calls another member of the group a person.
    """

    nothing: float
    something: float
    support: float

    def least(self, nothing: bool, supported: bool) -> float:
        """What a run needs.

        >>> Thresholds(0.25, 0.5, 0.125).least(nothing=True, supported=True)
        0.125
        """
        return (self.nothing if nothing else self.something) - (self.support if supported else 0)


def find_setting(name: str) -> str:
    """The name of a setting. InputError for another."""
    if name not in SETTINGS:
        raise unknown("setting", name, SETTINGS)
    return name
