"""The keys that are names in the engine's lexicon, as a collection."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from allonym.names.engine.lexicon import lexicon


class Known(Container[str]):
    """Whether a key is a name of the lexicon."""

    def __contains__(self, word: object) -> bool:
        return _knows(str(word))


@lru_cache(maxsize=1 << 16)
def _knows(word: str) -> bool:
    return lexicon().knows(word)


KNOWN = Known()
