"""A Latin form as it sounds, in the scholarly letters that tables start from, where no native form tells the vowels.

Emphatic and plain consonants, ayn and hamza cannot be told apart so: what is made of it serves to learn the letters of
tables that do not tell them apart either, those of the press.
"""

from __future__ import annotations

import re

_COMMON = "kh ḫ | sh š | gh ġ | oo ū | ou ū | ee ī | ^ai ay | a ā | i ī | u ū"
"""Vowels are taken for long ones, which no table of the press changes."""
_BY_ORIGIN = {
    "Arabic": f"dh ḏ | th ṯ | dj ǧ | j ǧ | ei(?=[^aeiou]) ay | ai(?=[^aeiou]) ay | {_COMMON}",
    "Persian": f"zh ž | ch č | j ǧ | w v | ei(?=[^aeiou]) ey | ai(?=[^aeiou]) ay | {_COMMON}",
    "Hebrew": "sh š | tz ṣ | ts ṣ | kh ḵ | ch ḥ | w v | j ǧ | oo u | ee i | ai(?=[^aeiou]) ay",
    "Kurdish": "sh ş | ch ç | kh x | zh j | j c | gh ẍ | oo û | ou û | u û | ee î | i$ î | aw ew",
}
_RULES = {
    origin: re.compile("|".join(f"({pair.split()[0]})" for pair in rules.split(" | ")))
    for origin, rules in _BY_ORIGIN.items()
}
_OUTPUTS = {origin: [pair.split()[1] for pair in rules.split(" | ")] for origin, rules in _BY_ORIGIN.items()}
_FRENCH = re.compile("ch|dj|ou")


def heard(origin: str, form: str) -> str | None:
    """The form's letters as the tables of its origin read them; None for an origin without such letters, and for
    what may be a French form of Arabic.

    >>> heard("Hebrew", "yitzhak"), heard("Persian", "mojtaba"), heard("Arabic", "chadli")
    ('yiṣhak', 'moǧtābā', None)
    """
    if origin not in _RULES or (origin == "Arabic" and _FRENCH.search(form)):
        return None
    outputs = _OUTPUTS[origin]
    return _RULES[origin].sub(lambda found: outputs[(found.lastindex or 1) - 1], form)
