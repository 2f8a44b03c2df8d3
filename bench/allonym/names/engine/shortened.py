"""Arabic and Persian names that people shorten or write in full: Ezzat and Ezzatollah, Goudarzikia and Goudarzi."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allonym.names.engine.lexicon import lexicon

_OF_GOD = re.compile(r"(\w{3,}?)(?:ollah|ullah|allah|olla|ulla)")
_OF_FAITH = re.compile(r"(\w{3,}?)(?:e|o|u|a)d?din")
_FULL = ("ollah", "ullah", "allah")
_LONG, _SHORT = 10, 5
"""Letters of the shortest family name that is shortened, and of the shortest that is left."""
_ENDS = ("i", "ee", "zadeh", "pour")
_SHARES = {"god": 0.1, "faith": 0.05, "family": 0.06, "full": 0.05}
"""How often a writer changes a name so, beside its likeliest other spelling: rounded from what the people's labels show
of which the letter tables learn."""


def shortened(word: str) -> Iterator[tuple[str, float]]:
    """The shorter and the fuller forms of a name that are names of their own, each with its share.

    >>> dict(shortened("ezzatollah")), dict(shortened("hossein")), dict(shortened("abdullah"))
    ({'ezzat': 0.1}, {}, {})
    """
    if word.startswith("abd"):
        return
    for pattern, kind in ((_OF_GOD, "god"), (_OF_FAITH, "faith")):
        if (found := pattern.fullmatch(word)) and _begins(found[1], word):
            yield found[1], _SHARES[kind]
    if (family := _shorter_family(word)) is not None:
        yield family, _SHARES["family"]
    if full := next((word + end for end in _FULL if len(word) > 3 and _begins(word, word + end)), None):
        yield full, _SHARES["full"]


def _shorter_family(word: str) -> str | None:
    """The family name that a long one begins with.

    >>> _shorter_family("goodarzikia"), _shorter_family("mirzaeitalarposhti"), _shorter_family("mousavi")
    ('goodarzi', 'mirzaei', None)
    """
    if len(word) < _LONG:
        return None
    ends = range(len(word) - 2, _SHORT - 1, -1)
    return next((word[:end] for end in ends if word[:end].endswith(_ENDS) and _natives(word[:end])), None)


def _begins(short: str, full: str) -> bool:
    """Whether the one is the other's beginning in native letters too: Ezzat is that of Ezzatollah, Hamed not of
    Hamedallah, which is Hamdallah."""
    fuller = _natives(full)
    return bool(fuller) and any(native.startswith(own) for own in _natives(short) for native in fuller)


def _natives(word: str) -> set[str]:
    entries = lexicon().find(word) if lexicon().knows(word) else ()
    return {entry.native for entry in entries if entry.origin in ("Arabic", "Persian") and entry.native}
