"""The key under which words are looked up, and the graphemes that the letter tables read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from allonym.names.folds import APOSTROPHES, HYPHENS, PLAIN, strip_marks

_PLAIN = str.maketrans(
    {"þ": "th", "ð": "d", "ʺ": "", "”": "", "·": "", "’": "", "ʻ": "", **dict.fromkeys(HYPHENS, " ")}
)
PARTICLES = frozenset((
    "al", "el", "ul", "ol", "as", "ar", "ad", "an", "at", "ud", "ed", "bin", "ben", "ibn", "bint", "abd", "abdul",
    "abdel", "abdol", "abu", "abou", "abo", "bou", "bu", "sayyid", "sayyed", "sayed", "sayid", "seyed", "seyyed",
    "seyyid", "syed", "sidi", "ould", "ag", "de", "mir"
))  # fmt: skip
"""Short words that are read as one sign, for what befalls them befalls no other word with these letters."""
_DIGRAPHS = (
    "shch", "sch", "tch", "tsch", "dsch", "sh", "kh", "gh", "ch", "dh", "th", "zh", "ph", "dj", "dz", "tz", "ts",
    "ou", "oo", "ee", "ei", "ai", "ay", "ey", "aw", "au", "ow", "aa", "ae", "ie", "ia", "iy", "iyy", "yy", "oi",
    "eh", "ah", "ck", "eu", "aei", "aee", "aie", "ayi", "aii", "oui", "ouei", "ouee", "ooee", "ooei", "oei", "oee",
    "oie", "oyi", "uyi", "ouyi", "ui", "iyan", "ian", "yan", "iyeh", "ieh", "iah", "iyah"
)  # fmt: skip
_DOUBLED = [c + c for c in "bcdfghjklmnpqrstvwxz"]
_GRAPHEME = re.compile("|".join(sorted({*_DIGRAPHS, *_DOUBLED}, key=lambda x: (-len(x), x))) + "|.")
START, END, WHOLE = "^", "$", "#"

Grapheme = tuple[str, str, str]
"""A grapheme with the letter before it and the letter after it."""


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """Small letters without marks or apostrophes, words parted by one space; hyphens part words.

    >>> key("ʿAbd al-Raḥmān Özkızılcık"), key("Þór")
    ('abd al rahman ozkizilcik', 'thor')
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    if not text.isascii():
        text = strip_marks(unicodedata.normalize("NFC", text.casefold()).translate(PLAIN)).translate(_PLAIN)
    plain = "".join(c for c in text.lower() if c not in APOSTROPHES)
    return " ".join(plain.replace("-", " ").split())


def graphemes(word: str) -> list[Grapheme]:
    """A word's key as graphemes in context, between a start and an end that may give letters too.

    >>> [g for g, _, _ in graphemes("khaled")], graphemes("al")[1]
    (['^', 'kh', 'a', 'l', 'e', 'd', '$'], ('#al', '', ''))
    """
    if word in PARTICLES:
        return [(START, "", WHOLE), (WHOLE + word, "", ""), (END, WHOLE, "")]
    cut = [START, *_GRAPHEME.findall(word), END]
    after = [*(g[0] for g in cut[1:]), ""]
    before = ["", *(g[-1] for g in cut[:-1])]
    return list(zip(cut, before, after, strict=True))
