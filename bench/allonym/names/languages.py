"""Languages of origin: their codes, and which of them letters alone tell."""

from __future__ import annotations

import re
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
    {"Kazakh": "әғқұһ", "Ukrainian": "їєґ", "Belarusian": "ў", "Macedonian": "ѓќѕ", "Serbian": "ђћ"}
)
_BELARUSIAN = re.compile(r"[ыэё]|шч|[оеёя]віч\b|[сц]кі\b")
"""Beside і, what Ukrainian does not write: vowels that it lacks, -віч for its -вич, -скі for its -ський."""
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def origin_by_letters(text: str, script: str) -> str | None:
    """The origin that a name's letters leave: a script with one language here, or letters of one Cyrillic alphabet.

    Letters that Russian has are Russian; і is in several alphabets: Belarusian with ы, э or ё, otherwise Ukrainian.
    Ң, ө and ү are Kyrgyz, Tatar and Mongolian as well as Kazakh: alone they tell nothing.

    >>> [origin_by_letters(name, "CYRILLIC") for name in ("Юрій Їжак", "Быкаў", "Алесь Бяляцкі", "Вікторыя")]
    ['Ukrainian', 'Belarusian', 'Belarusian', 'Belarusian']
    >>> origin_by_letters("Ђоковић", "CYRILLIC"), origin_by_letters("Сергей Лавров", "CYRILLIC")
    ('Serbian', 'Russian')
    """
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script != "CYRILLIC":
        return None
    letters = {c for c in text.lower() if c.isalpha()}
    if letters & set("ңөү"):
        return "Kazakh" if letters & set("әғқұһі") else None
    for origin, own in _LETTERS.items():
        if letters & set(own):
            return origin
    if letters & set("јљњџ"):
        return "Serbian"
    if "і" in letters:
        return "Belarusian" if _BELARUSIAN.search(text.lower()) else "Ukrainian"
    return "Russian" if letters <= _RUSSIAN else None


_GIVEN = MappingProxyType(
    dict.fromkeys(["бойко", "георги", "живко", "пламен", "росен", "румен", "стоян", "тодор", "цветан"], "Bulgarian")
    | dict.fromkeys(["аляксандр", "аляксандра", "аляксей", "андрэй", "сяргей"], "Belarusian")
    | dict.fromkeys(["василь", "гаврило", "данило", "дмитро", "кирило", "марко", "микола", "михайло"], "Ukrainian")
    | dict.fromkeys(["олександр", "олександра", "олена", "павло", "петро"], "Ukrainian")
)
"""Given names in letters that Russian has, which Russians write in another way."""
_BEFORE_CONSONANT = re.compile("ъ(?![еёюяи])")
_ENDINGS = (("энка", "Belarusian"), ("ко", "Ukrainian"), ("ський", "Ukrainian"), ("цький", "Ukrainian"))


def origin_by_words(text: str) -> str:
    """The origin of a name in Russian letters: by ъ as a vowel, by a given name, by how a family name ends.

    >>> [origin_by_words(name) for name in ("Първан Тестов", "Микола Тестов", "Сергей Лукашэнка", "Сергей Лавров")]
    ['Bulgarian', 'Ukrainian', 'Belarusian', 'Russian']
    """
    words = text.lower().split()
    if any(map(_BEFORE_CONSONANT.search, words)):
        return "Bulgarian"
    given = (_GIVEN[word] for word in words if word in _GIVEN)
    endings = (origin for ending, origin in _ENDINGS if any(word.endswith(ending) for word in words))
    return next(given, None) or next(endings, "Russian")
