"""Notation: the ways in which scholars write the same word, brought to the one that an origin's tables start from."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_NOTATIONS = Path(__file__).parent / "notations"


@lru_cache(maxsize=1 << 16)
def canonical(origin: str, word: str) -> str:
    """A lower-case scholarly or native word as the tables of its origin read it.

    bench/allonym/names/notations/ORIGIN.toml has the rules; an origin without a file has one notation. For Arabic,
    ai and ay are one diphthong and -iyya is -īya; for Russian, Cyrillic letters and ja are read as ISO 9.

    >>> canonical("arabic", "ḥusain"), canonical("russian", "юлия"), canonical("russian", "julija")
    ('ḥusayn', 'ûliâ', 'ûliâ')
    """
    text = unicodedata.normalize("NFC", word)
    for pattern, output in _rules(origin):
        text = pattern.sub(output, text)
    return text


@cache
def _rules(origin: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    path = _NOTATIONS / f"{origin}.toml"
    if not path.exists():
        return ()
    rules = tomllib.loads(path.read_text(encoding="utf-8"))["rules"]
    return tuple((re.compile(unicodedata.normalize("NFC", p)), unicodedata.normalize("NFC", o)) for p, o in rules)
