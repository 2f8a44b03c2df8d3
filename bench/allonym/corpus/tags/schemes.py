"""The tagging schemes: which prefixes they use, and the tags of spans of tokens in each.

A chunk is a stretch of tokens under one label. Its tags are inside (I; M in BMES and BMEWO), begin (B), end (E; L in
BILOU) or single (S; U in BILOU, W in BMEWO). IO has inside alone, so that two names side by side are one. Ramshaw and
Marcus 1995 (IOB1), Tjong Kim Sang and Veenstra 1999 (IOB2, IOE1, IOE2), Ratinov and Roth 2009 (BILOU), Borthwick 1999
(BMEWO).
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from allonym.errors import InputError, unknown

INSIDE, BEGIN, END, SINGLE = range(4)

TAG_SCHEMES = MappingProxyType(
    {
        "IO": "I---",
        "IOB1": "IB",
        "IOB2": "IB",
        "IOE1": "I-E",
        "IOE2": "I-E",
        "BIOES": "IBES",
        "BILOU": "IBLU",
        "BMES": "MBES",
        "BMEWO": "MBEW",
    }
)
"""The prefix of each kind, in the order INSIDE, BEGIN, END, SINGLE; "-" where a scheme has none."""

KINDS = MappingProxyType(
    {"I": INSIDE, "B": BEGIN, "E": END, "L": END, "S": SINGLE, "U": SINGLE, "M": INSIDE, "W": SINGLE}
)
"""What each prefix says, in whatever scheme."""

_FULL = ("BIOES", "BILOU", "BMES", "BMEWO")


def encode(spans: Iterable[tuple[int, int, str]], length: int, scheme: str = "IOB2") -> list[str]:
    """The tags of `length` tokens with the spans (start, end, label), which are flat and in order.

    >>> encode([(0, 2, "PER"), (2, 3, "PER")], 4, "IOB1")
    ['I-PER', 'I-PER', 'B-PER', 'O']
    """
    if scheme not in TAG_SCHEMES:
        raise unknown("tagging scheme", scheme, TAG_SCHEMES)
    tags = ["O"] * length
    before: tuple[int, str] | None = None
    for start, end, label in spans:
        touches = before == (start, label)
        if touches and scheme == "IO":
            raise InputError(f"IO tags cannot hold two {label} side by side", todo="write another scheme")
        if touches and scheme == "IOE1":
            tags[start - 1] = f"E-{label}"
        for place, kind in enumerate(_kinds(end - start, scheme, touches), start):
            tags[place] = f"{TAG_SCHEMES[scheme][kind]}-{label}"
        before = end, label
    return tags


def _kinds(length: int, scheme: str, touches: bool) -> list[int]:
    """The kinds of the tags of one chunk; `touches`: one with the same label ends where it begins."""
    kinds = [INSIDE] * length
    if scheme in ("IOB2", *_FULL) or (scheme == "IOB1" and touches):
        kinds[0] = BEGIN
    if scheme in ("IOE2", *_FULL):
        kinds[-1] = END
    if length == 1 and scheme in _FULL:
        kinds[0] = SINGLE
    return kinds
