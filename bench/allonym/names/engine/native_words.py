"""What a native word may become in Latin letters: by the schemes of its language, and as the lexicon has it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from allonym.names.engine.families import family_of
from allonym.names.engine.letters import Choices, Vector
from allonym.names.engine.lexicon import Headword, entries
from allonym.names.engine.native import native_key, notation
from allonym.names.engine.stored import letters
from allonym.names.engine.words import MOST, STRANGE, by_schemes
from allonym.names.engine.written import capital
from allonym.names.scheme import find_scheme


def initials(origin: str, text: str) -> Choices | None:
    """What the schemes make of initials such as А.Б., letter by letter."""
    tables = letters(family_of(origin))
    if tables is None:
        return None
    made: dict[str, Vector] = {}
    for number, style in enumerate(tables.styles):
        scheme = find_scheme(style.scheme)
        if scheme is None:
            continue
        spelt = [capital(scheme.spell_word(notation(origin, c) or c)) if c.isalpha() else c for c in text]
        made.setdefault("".join(spelt), np.zeros(len(tables.styles)))[number] += 1.0
    return list(made), np.array(list(made.values()))


def native_forms(origin: str, native: str) -> Choices | None:
    """What the schemes and the lexicon make of a native word; None where neither knows it."""
    tables = letters(family_of(origin))
    own = [entry for entry in entries(native_key(native)) if entry.origin == origin] if tables else []
    if tables is None:
        return None
    made = by_schemes(tables, [Headword(origin, native, ())])
    counts: Counter[str] = Counter()
    for entry in own:
        counts.update(entry.counts)
    for form, count in counts.items():
        if not STRANGE.search(form):
            made[form] = made.get(form, np.zeros(len(tables.styles))) + 0.3 * count / counts.total()
    if not made:
        return None
    forms, table = list(made), np.array(list(made.values()))
    worth = table @ tables.bias
    order = np.argsort(-worth, kind="stable")[:MOST]
    return [forms[at] for at in order], table[order] / worth[order[0]]
