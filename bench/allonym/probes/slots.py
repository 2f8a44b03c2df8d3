"""The kind of place that a mention stands in: its slot."""

from __future__ import annotations

import re
from typing import Literal

Slot = Literal["headline", "list", "title", "possessive", "sentence start", "surname", "running"]

_HEADLINE_WORDS = 16
_TITLES = (
    "mr|mrs|ms|miss|dr|prof|professor|sir|lady|lord|sheikh|shaykh|imam|ayatollah|rabbi|hajj|engineer|judge|justice|"
    "gen|general|col|colonel|capt|captain|maj|major|lt|lieutenant|sgt|sergeant|adm|admiral|commander|"
    "president|minister|secretary|ambassador|governor|mayor|senator|chief|director|chairman|chairwoman|"
    "spokesman|spokeswoman|king|queen|prince|princess|sultan|emir|coach|driver|keeper|curator"
)
_TITLE = re.compile(rf"(?i)(?<!\w)(?:{_TITLES})\.?\s+[\"“‘(]?$")
_OPENED = re.compile(r"(?:^|(?<=[\s(\[]))[\"“‘'(\[]+$")
_LED_IN = re.compile(r"^\s*(?:[-–—•·*]|\d+[.)]|[^a-z:]*[A-Z][^a-z:]*:)?\s*$")
"""Before a paragraph's first sentence: nothing, a bullet, a number, or the name of who speaks (HALLAM:)."""
_STOP = re.compile(r"(?:[.…][\"”’')\]]*|[!?])\s+$")
_ABBREVIATED = re.compile(rf"(?i)(?<!\w)(?:{_TITLES}|hon|rev|st|jr|sr|no|vs|cf|ca|fig|e\.g|i\.e|[ap]\.m|\w)\.\s+$")
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d+[.)]|[(]?[a-z][)])\s+|\t| {3,}|\|")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_BEFORE = re.compile(r"(?:[,;:/]|(?<!\w)(?:and|with|or|&))\s+$")
_AFTER = re.compile(r"\s*(?:[,;/]|and(?!\w)|\()")


def slot(text: str, start: int, end: int, *, surname: bool) -> Slot:
    """The slot of text[start:end] in its paragraph; `surname`: a person's family name stands there alone.

    Looked at in this order: a line without a closing full stop is a headline or an entry of a list; then
    a neighbour in an enumeration, a title before, a possessive after, the start of a sentence, a bare surname.

    >>> slot("Gen. Ali Mamlouk spoke.", 5, 16, surname=False), slot("Then Mamlouk's men left.", 5, 12, surname=True)
    ('title', 'possessive')
    """
    before, after = text[:start], text[end:]
    if _BULLET.search(text):
        return "list"
    if not _ENDED.search(text):
        return "headline" if len(text.split()) <= _HEADLINE_WORDS else "list"
    if _BEFORE.search(before) and _AFTER.match(after):
        return "list"
    if _TITLE.search(before):
        return "title"
    if _POSSESSIVE.match(after):
        return "possessive"
    if starts_sentence(text, start):
        return "sentence start"
    return "surname" if surname else "running"


def starts_sentence(text: str, start: int) -> bool:
    """Whether a word at this offset begins a sentence of its paragraph.

    A sentence begins with the paragraph, behind a bullet or a speaker's name, after a full stop (closing quotes
    included), after ! and ? outside quotes, and with a quotation that a comma or a colon introduces. It does not begin
    after an abbreviation or an initial (Gen., e.g., A.), a dash, a colon, a closing quote, or an opening quote in
    mid-sentence.

    >>> text = 'Gen. Hariri said: "Sidon is calm." Then the "Sidon road" closed.'
    >>> [starts_sentence(text, at) for at in (5, 19, 35, 45)]
    [False, True, True, False]
    """
    bare = _OPENED.sub("", text[:start])
    if _LED_IN.match(bare):
        return True
    if len(bare) < start and bare.rstrip()[-1:] in ",:":
        return True
    return bool(_STOP.search(bare)) and not _ABBREVIATED.search(bare)
