"""The register of a spelling: where a reader meets it."""

from __future__ import annotations

from allonym.names.registry import Spelling
from allonym.names.scheme import REGISTERS, Register, find_scheme

PRESS: Register = "press"
MARKS, CAPITALS = "marks", "capitals"
EVERY_REGISTER: tuple[str, ...] = (*REGISTERS, MARKS, CAPITALS)
"""Those of schemes, and the printed spelling with other marks or in capitals."""


def register(spelling: Spelling) -> Register:
    """The register of a registered or derived spelling: its scheme's; that of an attested one is press.

    What came by way of another language is relay, whoever vouches for it.

    >>> register(Spelling("Chalid Omran", "arabic/german", "consonants", "scheme: arabic/german"))
    'foreign'
    >>> register(Spelling("Khakan Fidan", "russian/bgn-pcgn", "relay", "scheme: russian/bgn-pcgn of Хакан Фидан"))
    'relay'
    """
    scheme = find_scheme(spelling.scheme.partition(",")[0])
    if " of " in spelling.evidence or (scheme is None and spelling.stratum == "relay"):
        return "relay"
    return scheme.register if scheme else PRESS
