"""The tagging schemes: which prefixes they use and which chunks are well formed in them.

A chunk is a stretch of tokens under one label. Its tags are inside (I; M in BMES and BMEWO), begin (B), end (E; L in
BILOU) or single (S; U in BILOU, W in BMEWO). IO has inside alone, so that two names side by side are one. Ramshaw and
Marcus 1995 (IOB1), Tjong Kim Sang and Veenstra 1999 (IOB2, IOE1, IOE2), Ratinov and Roth 2009 (BILOU), Borthwick 1999
(BMEWO).
"""

from __future__ import annotations

from types import MappingProxyType

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
