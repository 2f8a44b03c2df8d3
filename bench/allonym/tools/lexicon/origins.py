"""Which items are names of which language: by script, letters, and a Latin form that its tables give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache

from allonym.names.engine.key import key
from allonym.names.engine.native import notation
from allonym.names.engine.syllables import is_of_syllables
from allonym.names.languages import origin_by_letters, origin_by_words
from allonym.names.scheme import schemes
from allonym.tools.lexicon.sources import Item

_BY_SCRIPT = {
    "ARABIC": 6, "HEBREW": 4, "GREEK": 6, "GEORGIAN": 6, "ARMENIAN": 6, "HANGUL": 5, "CYRILLIC": 6,
    "DEVANAGARI": 6, "ETHIOPIC": 4, "CJK": 4,
}  # fmt: skip
"""The most scripts that an item of this script's own names has: names of the world are written in many."""
_PERSIAN = set("پچژگیک")
_KURDISH = set("ڕڵۆێە")
_URDU = set("ٹڈڑںےھ")
_TURKISH = set("ığşİ")
_AZERBAIJANI = set("ə")
_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|"
    "ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)"
)
_PINYIN = [re.compile(f"(?:{_SYLLABLE}){{{count}}}") for count in range(3)]
_CHINESE = 2
"""The most signs that a Chinese given or family name has: three or more write a foreign name by its sound."""
_KOREAN = 2
"""The most syllables of a Korean given or family name."""
_ALIKE = 0.8
_LATIN_MOST = 5


def origins(item: Item) -> Iterator[tuple[str, str]]:
    """Each origin that the item is a name of, with the native form."""
    count = len(item.forms)
    if not item.latin:
        return
    for origin, letters in (("Turkish", _TURKISH), ("Azerbaijani", _AZERBAIJANI)):
        own = [form for form in item.latin if set(form) & letters] if count <= _LATIN_MOST else []
        yield from ((origin, form) for form in own[:1])
    for kind, most in _BY_SCRIPT.items():
        for native in item.forms.get(kind, ()) if count <= most else ():
            if (spoken := _origin(kind, native, item)) and _is_own(spoken, native, item.latin):
                yield spoken, native


def _origin(kind: str, native: str, item: Item) -> str | None:
    letters = set(native)
    if kind == "ARABIC":
        if letters & _KURDISH:
            return "Kurdish"
        return "Urdu" if letters & _URDU else "Persian" if letters & _PERSIAN else "Arabic"
    if kind == "CJK":
        return None if {"HIRAGANA", "KATAKANA", "HANGUL"} & set(item.forms) else "Chinese"
    plain = {"HEBREW": "Hebrew", "DEVANAGARI": "Hindi", "ETHIOPIC": "Amharic"}
    told = plain.get(kind) or origin_by_letters(native, kind)
    return origin_by_words(native) if told == "Russian" else told


def _is_own(origin: str, native: str, latin: Iterable[str]) -> bool:
    """Whether a Latin form of the item is what tables make of the native one, where they read it."""
    if origin == "Chinese":
        return len(native) <= _CHINESE and any(_PINYIN[len(native)].fullmatch(key(form)) for form in latin)
    if origin == "Korean":
        return len(native) <= _KOREAN and any(is_of_syllables(key(form).replace(" ", ""), origin) for form in latin)
    made = {key(form) for form in by_table(origin, native)}
    if not made:
        return True
    return any(SequenceMatcher(None, key(form), one).ratio() >= _ALIKE for form in latin for one in made)


@cache
def by_table(origin: str, native: str) -> tuple[str, ...]:
    """What the press and official tables of an origin make of a native word."""
    word = notation(origin, native)
    if word is None:
        return ()
    return tuple(s.spell_word(word) for s in schemes(origin) if s.register in ("press", "official"))
