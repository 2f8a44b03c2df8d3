"""What a run looks like, its letters apart: capitals, signs, an article, and which of its words lists hold."""

from __future__ import annotations

import re
from collections.abc import Container

from allonym.mending.runs import NameRun, Words
from allonym.mending.vocabulary import PARTICLE, words

_PARTS = re.compile(r"[-‐‑'’ʼ`‘´.]")
_SHORT = 4
"""Letters of most acronyms."""


def shape(text: Words, run: NameRun, common: Container[str]) -> list[str]:
    """Features of a run's form. `common` holds words that are mostly small."""
    forms, kinds = text.forms[run.first : run.last], text.kinds[run.first : run.last]
    found = []
    if all(form.isupper() for form in forms):
        found.append(f"large {run.size == 1} {len(forms[0]) <= _SHORT}")
    if any("-" in form for form in forms):
        found.append("hyphen")
    if PARTICLE in kinds:
        found.append("particle")
    if _article(forms):
        found.append("article")
    if any(len(form) == 1 for form in forms):
        found.append("initial")
    if any(sign.isdigit() for form in forms for sign in form):
        found.append("digit")
    if not all(form.isascii() for form in forms):
        found.append("marks")
    small = [form.lower() for form in forms]
    size = min(run.size, 3)
    found.append(f"common {size} {small[0] in common} {small[-1] in common}")
    english = [word in words("english") for word in small]
    found.append(f"english {size} {english[0]} {english[-1]}")
    if any(_mixed(form) for form in forms):
        found.append("mixed")
    return [*found, _kind(small)]


def _mixed(form: str) -> bool:
    """Whether large letters follow small ones, or words are tied by a low line, as in handles; al-Rawi is none."""
    parts = _PARTS.split(form)
    return "_" in form or any(part[1:].lower() != part[1:] and not part.isupper() for part in parts)


def _article(forms: list[str]) -> bool:
    """Whether a word begins with an article: al-Rawi, El Rawi."""
    return any(form[:3].lower() in ("al-", "el-") or form in ("al", "el", "Al", "El") for form in forms)


def _kind(small: list[str]) -> str:
    """Whether a list of places, bodies or lands holds the run, or its first or last word."""
    size = min(len(small), 3)
    whole = "_".join(small)
    for name in ("places", "organisations"):
        if whole in words(name):
            return f"{name} {size}"
    for name, list_ in (("body", words("bodies")), ("land", words("lands"))):
        if small[-1] in list_ or small[0] in list_:
            return f"{name} {size} {small[-1] in list_}"
    if any(word in words("places") for word in small):
        return f"place in {size}"
    return f"strange {size}"
