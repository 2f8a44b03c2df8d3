"""The two settings: which remedies, and how sure the corrector must be."""

from __future__ import annotations

from dataclasses import dataclass

from allonym.errors import unknown


@dataclass(frozen=True, slots=True)
class Setting:
    """From which probability on a run becomes a person.

    `nothing` where the model found nothing there, `something` where it found something else, `support` less of both
    where it calls another member of the group a person.
    """

    nothing: float
    something: float
    support: float
    remedies: tuple[str, ...] = ("normalise", "consistency", "corrector")


SETTINGS = {
    "safe": Setting(nothing=0.25, something=0.45, support=0.1),
    "bold": Setting(nothing=0.15, something=0.3, support=0.1),
}


def find_setting(name: str) -> Setting:
    """The setting of a name. InputError for another."""
    if name not in SETTINGS:
        raise unknown("setting", name, SETTINGS)
    return SETTINGS[name]
