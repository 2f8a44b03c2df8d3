"""Which language a word is from: what its letters, three at a time, and the lexicon say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.data import folder

OTHER = ""
"""The origin of names of no language that there are tables for."""


@dataclass(frozen=True)
class Origins:
    """Logarithms of how often three letters stand in the names of each origin."""

    names: tuple[str, ...]
    trigrams: Mapping[str, NDArray[np.float64]]
    unseen: NDArray[np.float64]

    def score(self, word: str) -> NDArray[np.float64]:
        """For each origin how well the word's letters fit it, as a sum of logarithms."""
        return np.asarray(np.sum([self.trigrams.get(three, self.unseen) for three in trigrams(word)], axis=0))


def trigrams(word: str) -> list[str]:
    padded = f"^^{word}$"
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


def pack(names: Sequence[str], rows: Mapping[str, NDArray[np.float64]], unseen: NDArray[np.float64]) -> bytes:
    import msgspec

    values = np.array([unseen, *rows.values()]).astype(np.float16).tobytes()
    return msgspec.msgpack.encode({"names": list(names), "trigrams": list(rows), "values": values})


@cache
def origins() -> Origins:
    import msgspec

    stored = msgspec.msgpack.decode((folder() / "origins.bin").read_bytes())
    values = np.frombuffer(stored["values"], np.float16).astype(np.float64).reshape(-1, len(stored["names"]))
    return Origins(tuple(stored["names"]), dict(zip(stored["trigrams"], values[1:], strict=True)), values[0])
