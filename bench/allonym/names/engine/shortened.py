"""Arabic and Persian names that people shorten or write in full: Ezzat and Ezzatollah, Goudarzikia and Goudarzi."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from allonym.names.engine.lexicon import Headword, entries, lexicon

_OF_GOD = re.compile(r"(\w{3,}?)(?:ollah|ullah|allah|olla|ulla)")
_OF_FAITH = re.compile(r"(\w{3,}?)(?:e|o|u|a)d?din")
_FULL = ("ollah", "ullah", "allah")
_LONG, _SHORT = 10, 5
"""Letters of the shortest family name that is shortened, and of the shortest that is left."""
_ENDS = ("i", "ee", "zadeh", "pour")
_OFTEN = 0.25
"""How often a full name must be counted, all its forms together, for each time that the short one is."""
_SHARES = {"god": 0.02, "faith": 0.01, "family": 0.012, "full": 0.01}
"""How often a writer changes a name so, beside its likeliest other spelling: a fifth of what people's labels
show, for it may be another name too."""


def shortened(word: str) -> Iterator[tuple[str, float]]:
    """The shorter and the fuller forms of a name that are names of their own, each with its share.

    >>> dict(shortened("ezzatollah")), dict(shortened("hossein")), dict(shortened("abdullah"))
    ({'ezzat': 0.02}, {}, {})
    """
    if word.startswith("abd"):
        return
    for pattern, kind in ((_OF_GOD, "god"), (_OF_FAITH, "faith")):
        if (found := pattern.fullmatch(word)) and _begins(found[1], word):
            yield found[1], _SHARES[kind]
    if (family := _shorter_family(word)) is not None:
        yield family, _SHARES["family"]
    if full := next((word + end for end in _FULL if len(word) > 3 and _stands_for(word, word + end)), None):
        yield full, _SHARES["full"]


def _shorter_family(word: str) -> str | None:
    """The family name that a long one begins with.

    >>> _shorter_family("goodarzikia"), _shorter_family("mirzaeitalarposhti"), _shorter_family("mousavi")
    ('goodarzi', 'mirzaei', None)
    """
    if len(word) < _LONG:
        return None
    ends = range(len(word) - 2, _SHORT - 1, -1)
    begun = (word[:end] for end in ends if word[:end].endswith(_ENDS))
    return next((family for family in begun if _natives(_of_these(lexicon().find(family)))), None)


def _begins(short: str, full: str) -> bool:
    """Whether the one is the other's beginning in native letters too: Ezzat is that of Ezzatollah, Hamed not of
    Hamedallah, which is Hamdallah."""
    return _is_beginning(_of_these(entries(short)), _of_these(entries(full)))


def _stands_for(short: str, full: str) -> bool:
    """Whether the one is the other's beginning, and the other is not rare beside it, as Aminollah is beside Amin."""
    fuller = _of_these(lexicon().find(full))
    own = _of_these(entries(short)) if fuller else []
    if not _is_beginning(own, fuller):
        return False
    often = sum(entry.counts.get(short, 0) for entry in own)
    return _OFTEN * often <= sum(count for entry in fuller for _, count in entry.forms)


def _is_beginning(short: Iterable[Headword], full: Iterable[Headword]) -> bool:
    fuller = _natives(full)
    return any(native.startswith(own) for own in _natives(short) for native in fuller)


def _natives(known: Iterable[Headword]) -> set[str]:
    return {entry.native for entry in known if entry.native}


def _of_these(known: Iterable[Headword]) -> list[Headword]:
    """The entries of the languages whose names are shortened so."""
    return [entry for entry in known if entry.origin in ("Arabic", "Persian")]
