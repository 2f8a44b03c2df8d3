"""What a run looks like, its letters apart: capitals, signs, an article, and which of its words lists hold."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from allonym.mending.runs import ARTICLES, NameRun, Words
from allonym.mending.vocabulary import PARTICLE, is_english, words
from allonym.names.engine.key import key

_PARTS = re.compile(r"[-‐‑'’ʼ`‘´.]")
_REPEATED = re.compile(r"(.)\1\1|(..)\2\2|^(.)\3$")
"""Letters as in Noooo, Lololol and Xx."""
_VOWEL = re.compile(r"[aeiouy\u00df-\u024f]")
_SHORT = 4
"""Letters of most acronyms."""


def shape(text: Words, run: NameRun, common: Container[str]) -> list[str]:
    """Features of a run's form. `common` holds words that are mostly small."""
    forms, kinds = text.forms[run.first : run.last], text.kinds[run.first : run.last]
    found = []
    if all(form.isupper() for form in forms):
        found.append(f"large {run.size == 1} {len(forms[0]) <= _SHORT}")
    if any("-" in form and form[:3].lower() not in ("al-", "el-") for form in forms):
        found.append("hyphen")
    if any(kind == PARTICLE and form not in ARTICLES for kind, form in zip(kinds, forms, strict=True)):
        found.append("particle")
    if any(len(form) == 1 for form in forms):
        found.append("initial")
    if any(sign.isdigit() for form in forms for sign in form):
        found.append("digit")
    small = [form.lower() for form in forms]
    size = min(run.size, 3)
    found.append(f"common {size} {small[0] in common} {small[-1] in common}")
    english = [is_english(word) for word in small]
    found.append(f"english {size} {english[0]} {english[-1]}")
    found.append(f"words {size} {_sort(small[0], common)} {_sort(small[-1], common)}")
    if any(_mixed(form) for form in forms):
        found.append("mixed")
    if any(_REPEATED.search(word) for word in small):
        found.append("repeated")
    if not any(_VOWEL.search(word) for word in small):
        found.append("no vowel")
    return [*found, _kind(small, size)]


def _sort(word: str, common: Container[str]) -> str:
    """Which list holds a word."""
    return "named" if word in words("named") else "common" if word in common else str(is_english(word))


def _mixed(form: str) -> bool:
    """Whether large letters follow small ones, or words are tied by a low line, as in handles; al-Rawi is none."""
    parts = _PARTS.split(form)
    return "_" in form or any(part[1:].lower() != part[1:] and not part.isupper() for part in parts)


def is_place(forms: Sequence[str]) -> bool:
    """Whether a list of places or towns holds a name.

    >>> is_place(["Luton"]), is_place(["New", "York"]), is_place(["Haddad"])
    (True, True, False)
    """
    small = [form.lower() for form in forms]
    return "_".join(small) in words("places") or _is_town(small)


def _is_town(small: Sequence[str]) -> bool:
    return key(" ".join(small)).replace(" ", "_") in words("towns")


def _kind(small: list[str], size: int) -> str:
    """Whether a list of places, bodies, lands or towns holds the run, or its first or last word."""
    whole = "_".join(small)
    for name in ("places", "organisations"):
        if whole in words(name):
            return f"{name} {size}"
    for name, list_ in (("body", words("bodies")), ("land", words("lands"))):
        if small[-1] in list_ or small[0] in list_:
            return f"{name} {size} {small[-1] in list_}"
    if _is_town(small):
        return f"town {size}"
    if any(word in words("places") for word in small):
        return f"place in {size}"
    return f"strange {size}"
