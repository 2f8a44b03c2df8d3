"""Which language a word is from: what its letters, two to four at a time, and the word itself say."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.data import folder
from allonym.names.engine.lexicon import Headword

OTHER = ""
"""The origin of names of no language that there are tables for."""
BUCKETS = 1 << 15
_LENGTHS = (2, 3, 4)


@dataclass(frozen=True)
class Origins:
    """How strongly each piece of a word speaks for each origin, in logarithms: a row a piece, a column an origin.

    Pieces share rows by a hash. `frequent` has the places of the origins of which a word is a frequent name.
    `world` and `elsewhere` are hashes of names of no origin that has tables.
    """

    names: tuple[str, ...]
    rows: NDArray[np.int8]
    scale: NDArray[np.float64]
    bias: NDArray[np.float64]
    world: NDArray[np.uint32]
    elsewhere: NDArray[np.uint32]
    frequent: Mapping[str, tuple[int, ...]]

    def score(self, word: str) -> NDArray[np.float64]:
        """The logarithm of each origin's probability by the word's letters, were all origins equally frequent."""
        total = np.add.reduce(self.rows[pieces(word)], dtype=np.int64) * self.scale + self.bias
        total -= total.max()
        return np.asarray(total - np.log(np.add.reduce(np.exp(total))))

    def is_world(self, word: str) -> bool:
        """Whether the word is a name that is known all over the world and nobody's own."""
        return _has(self.world, word)

    def is_elsewhere(self, word: str) -> bool:
        """Whether the word is a name that only Latin letters are known of."""
        return _has(self.elsewhere, word)


def _has(hashes: NDArray[np.uint32], word: str) -> bool:
    wanted = hashed(word)
    at = int(hashes.searchsorted(np.uint32(wanted)))
    return at < len(hashes) and int(hashes[at]) == wanted


_ANYBODY = frozenset(
    {"Russian", "Hebrew", "Ukrainian", "Greek", "Hindi", "Georgian", "Armenian", "Belarusian", "Serbian", "Korean"}
)
"""Origins whose script foreign names are written in too."""


def is_telling(entry: Headword) -> bool:
    """Whether an entry shows that a name is its origin's own: one with a single Latin form may be a foreign name that
    is only written in the origin's letters.

    >>> is_telling(Headword("Russian", "бреннан", (("brennan", 1),)))
    False
    """
    return entry.origin not in _ANYBODY or len(entry.counts) > 1 or entry.forms[0][1] > 1


def hashed(word: str) -> int:
    return zlib.crc32(word.encode())


def pieces(word: str) -> list[int]:
    """The rows of a word: of itself, and of two to four letters in sequence, its start and end among them.

    >>> len(pieces("ali"))
    10
    """
    padded = f"^{word}$"
    found = [padded[at : at + size] for size in _LENGTHS for at in range(len(padded) - size + 1)]
    return [zlib.crc32(piece.encode()) % BUCKETS for piece in (*found, f"={word}")]


def pack(
    names: Sequence[str], rows: NDArray[np.float64], bias: NDArray[np.float64], world: Iterable[str],
    elsewhere: Iterable[str], frequent: Mapping[str, Iterable[str]],
) -> bytes:  # fmt: skip
    """The table as it is stored: each origin's numbers in 255 steps, words as sorted hashes."""
    import msgspec

    scale = np.maximum(np.abs(rows).max(axis=0), 1e-6) / 127
    stored = {
        "names": list(names),
        "rows": np.rint(rows / scale).astype(np.int8).tobytes(),
        "scale": scale.tolist(),
        "bias": bias.tolist(),
        "world": np.array(sorted(map(hashed, world)), "<u4").tobytes(),
        "elsewhere": np.array(sorted(map(hashed, elsewhere)), "<u4").tobytes(),
        "frequent": {origin: sorted(own) for origin, own in sorted(frequent.items())},
    }
    return zlib.compress(msgspec.msgpack.encode(stored), 9)


@cache
def origins() -> Origins:
    import msgspec

    stored = msgspec.msgpack.decode(zlib.decompress((folder() / "origins.bin").read_bytes()))
    names = tuple(stored["names"])
    rows = np.frombuffer(stored["rows"], np.int8).reshape(-1, len(names))
    world, elsewhere = (np.frombuffer(stored[part], "<u4") for part in ("world", "elsewhere"))
    frequent: dict[str, tuple[int, ...]] = {}
    for origin, own in stored["frequent"].items():
        for word in own if origin in names else ():
            frequent[word] = (*frequent.get(word, ()), names.index(origin))
    return Origins(names, rows, np.array(stored["scale"]), np.array(stored["bias"]), world, elsewhere, frequent)
