"""Texts are in NFC and have no character that a reader cannot see or that turns the direction of writing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from allonym.gold.findings import Finding, around, line_of
from allonym.gold.tree import Tree

_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
_BLANKS = " \n"


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        if file.text is None or not file.shipped:
            continue
        for offset, character in enumerate(file.text):
            category = unicodedata.category(character)
            if (category in _UNSEEN and character != "\n") or (category == "Zs" and character not in _BLANKS):
                name = unicodedata.name(character, f"control character {ord(character):#04x}")
                place = around(file.text, offset, offset + 1)
                line = line_of(file.text, offset)
                yield Finding(file.text_where, line, "characters", f"U+{ord(character):04X} {name}", "remove it", place)
        for number, line_text in enumerate(file.text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line_text):
                todo = "normalise it, then move the offsets"
                yield Finding(file.text_where, number, "characters", "not in NFC", todo, line_text)
