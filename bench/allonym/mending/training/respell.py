"""Names respelled at random: letters swapped for others of their kind, by no table of any language."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from allonym.corpus.values import Document
from allonym.mending.training.texts import rewritten

_KINDS = ("aeiouy", "pb", "td", "kgcqx", "fvw", "szc", "mn", "lr", "jyi", "hgk")
_OTHERS: Mapping[str, str] = {
    sign: "".join(sorted({c for kind in _KINDS if sign in kind for c in kind} - {sign}))
    for sign in sorted(set("".join(_KINDS)))
}
_MARKS = "\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323\u0327"
_WORD = re.compile(r"[^\W\d_]{3,}")
_RATES = (0.15, 0.3, 0.5)
"""How many of a word's letters change: a little, much, or so that nobody has seen such a name."""
_MARKED, _DOUBLED, _DROPPED = 0.04, 0.12, 0.1
_CHANCES = {"PER": 0.7, "LOC": 0.35, "ORG": 0.2, "MISC": 0.2}
"""How often a name of a label is respelled."""


def respelled(document: Document, seed: str) -> Document:
    """The document with some of its names respelled, a word everywhere alike; its labels are coarse.

    The same document and seed give the same text.
    """
    chance = random.Random(f"{seed} {document.id}")
    text = document.text or ""
    pieces = list(text)
    known: dict[str, str] = {}
    changes: dict[str, bool] = {}
    for mention in document.mentions:
        for match in _WORD.finditer(text, *mention.bounds):
            word = match[0]
            if word[0].islower() or word.isupper():
                continue
            if word not in known:
                last = mention.of(text).split()[-1]
                changes.setdefault(last, chance.random() < _CHANCES[mention.label])
                known[word] = _swapped(word, chance) if changes[last] else word
            pieces[match.start() : match.end()] = [known[word], *[""] * (len(word) - 1)]
    return rewritten(document, pieces)


def _swapped(word: str, chance: random.Random) -> str:
    """Another spelling of a word, with its capitals."""
    rate = chance.choice(_RATES)
    made = [_letter(sign, chance) if chance.random() < rate else sign for sign in word]
    new = "".join(made)
    return new[:1].upper() + new[1:] if word[0].isupper() else new


def _letter(sign: str, chance: random.Random) -> str:
    small = sign.lower()
    if small not in _OTHERS:
        return sign
    draw = chance.random()
    if draw < _MARKED:
        return sign + chance.choice(_MARKS)
    if draw < _MARKED + _DOUBLED:
        return sign + small
    if draw < _MARKED + _DOUBLED + _DROPPED and sign.islower():
        return ""
    new = chance.choice(_OTHERS[small])
    return new.upper() if sign.isupper() else new
