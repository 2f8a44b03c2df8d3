"""A recogniser to hold: every name of a list, wherever it stands as a whole word."""

import re

PEOPLE = ("Leyla Demir", "Demir", "Yusuf Haddad", "Youssef Haddad", "Haddad")
PLACES = ("Ankara", "Homs", "Latakia", "Lattakia")


def find(text: str) -> list[tuple[int, int, str]]:
    """Start, end (code points, half-open) and label of each name, the longest name first."""
    labels = dict.fromkeys(PEOPLE, "PER") | dict.fromkeys(PLACES, "LOC")
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    return [(found.start(), found.end(), labels[found.group()]) for found in re.finditer(rf"\b({names})\b", text)]
