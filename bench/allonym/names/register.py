"""The register of a spelling: where a reader meets it."""

from __future__ import annotations

import unicodedata

from allonym.names.registry import Spelling
from allonym.names.scheme import REGISTERS, Register, find_scheme

PRESS: Register = "press"
MARKS, CAPITALS = "marks", "capitals"
EVERY_REGISTER: tuple[str, ...] = (*REGISTERS, MARKS, CAPITALS)
"""Those of schemes, and the printed spelling with other marks or in capitals."""


def register(spelling: Spelling) -> Register:
    """The register of a registered or derived spelling: its scheme's; that of an attested one is press.

    What came by way of another language is relay, whoever vouches for it; what is attested in letters of scholars
    only (macrons, dots and lines below, signs for ayn and hamza) is library.

    >>> register(Spelling("Chalid Omran", "arabic/german", "consonants", "scheme: arabic/german"))
    'foreign'
    >>> register(Spelling("Khakan Fidan", "russian/bgn-pcgn", "relay", "scheme: russian/bgn-pcgn of Хакан Фидан"))
    'relay'
    >>> register(Spelling("Ḵalīfa Ḥaftar", "attested", "diacritics", "page: an encyclopaedia"))
    'library'
    """
    scheme = find_scheme(spelling.scheme.partition(",")[0])
    if " of " in spelling.evidence or (scheme is None and spelling.stratum == "relay"):
        return "relay"
    if scheme is None:
        return "library" if _is_scholarly(spelling.form) else PRESS
    return scheme.register


_SCHOLARLY = frozenset("\u0304\u0323\u0331\u0332\u032eʿʾ")
"""Marks and signs of scholars' romanisations. No alphabet of the registry's languages has them."""


def _is_scholarly(form: str) -> bool:
    letters = unicodedata.normalize("NFD", form)
    return any(mark in _SCHOLARLY for mark in letters)
