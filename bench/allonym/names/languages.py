"""Languages of origin: their codes, and which of them letters alone tell."""

from __future__ import annotations

from types import MappingProxyType

_CODES = """
Amharic am amh | Arabic ar ara | Armenian hy hye | Azerbaijani az aze | Belarusian be bel | Bulgarian bg bul
Cantonese yue | Chinese zh zho | Georgian ka kat | Greek el ell | Hebrew he heb | Hindi hi hin | Kazakh kk kaz
Korean ko kor | Kurdish ku kur | Macedonian mk mkd | Persian fa fas | Russian ru rus | Serbian sr srp
Turkish tr tur | Ukrainian uk ukr | Urdu ur urd
"""
_GROUPS = [group.split() for line in _CODES.split("\n") for group in line.split("|") if group.strip()]

ORIGINS = MappingProxyType({code.casefold(): names[0] for names in _GROUPS for code in names})
"""Origins that have tables, by their name and by ISO 639-1 and 639-3 code, in small letters."""

NATIVE = frozenset(
    {"Armenian", "Belarusian", "Bulgarian", "Georgian", "Greek", "Kazakh", "Korean"}
    | {"Macedonian", "Serbian", "Ukrainian"}
)
"""Origins whose tables start from the native script, of which nothing is missing."""

_SCRIPTS = MappingProxyType({"ARMENIAN": "Armenian", "GEORGIAN": "Georgian", "GREEK": "Greek", "HANGUL": "Korean"})
_LETTERS = MappingProxyType(
    {"Kazakh": "әғқңөұүһ", "Ukrainian": "їєґ", "Belarusian": "ў", "Macedonian": "ѓќѕ", "Serbian": "ђћ"}
)
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def told_by_letters(text: str, script: str) -> str | None:
    """The origin that a name's letters leave: a script with one language here, or letters of one Cyrillic alphabet.

    Letters that Russian has are Russian; і is in several alphabets and, without another sign, Ukrainian.

    >>> told_by_letters("Юрій Їжак", "CYRILLIC"), told_by_letters("Ёдкавічы Быкаў", "CYRILLIC")
    ('Ukrainian', 'Belarusian')
    >>> told_by_letters("Ђоковић", "CYRILLIC"), told_by_letters("Сергей Лавров", "CYRILLIC")
    ('Serbian', 'Russian')
    """
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script != "CYRILLIC":
        return None
    letters = {c for c in text.lower() if c.isalpha()}
    for origin, own in _LETTERS.items():
        if letters & set(own):
            return origin
    if letters & set("јљњџ"):
        return "Serbian"
    if "і" in letters:
        return "Ukrainian"
    return "Russian" if letters <= _RUSSIAN else None
