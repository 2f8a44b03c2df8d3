"""The lexicon: names by language of origin, with native forms and counted Latin spellings, in one mapped file."""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.data import folder
from allonym.names.engine.key import key

_HEADER = struct.Struct("<III")
_BLOCK = 128
"""Entries that are compressed together: a look-up unpacks one block."""
_BEFORE, _AFTER = frozenset(b"\t,"), frozenset((b"\t", b",", b":", b"\n", b""))
"""What stands before and after a form, a key and a native form in a line."""
_FARTHEST = 1 << 8
"""Sorted hashes are stored as a byte each, from one to the next, without so many of their last bits that all fit."""


@dataclass(frozen=True)
class Headword:
    """One name: its origin, its native form ("" where none is known), its Latin forms with their counts."""

    origin: str
    native: str
    forms: tuple[tuple[str, int], ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The counts by key: what is the same but for marks is counted together."""
        counts: dict[str, int] = {}
        for form, count in self.forms:
            own = key(form)
            counts[own] = counts.get(own, 0) + count
        return counts


class Lexicon:
    """Entries by the key of a Latin form or by a native form. Opening it reads the header only."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        keys, blocks, self._dropped = _HEADER.unpack_from(self._data)
        at = _HEADER.size
        self._hashes = np.cumsum(np.frombuffer(self._data, "u1", keys, at), dtype=np.uint32)
        self._blocks = np.frombuffer(self._data, "<u2", keys, at + keys)
        self._starts = np.frombuffer(self._data, "<u4", blocks + 1, at + 3 * keys)
        self._first = at + 3 * keys + 4 * (blocks + 1)
        self._block = lru_cache(maxsize=2048)(self._read_block)

    def find(self, word: str) -> list[Headword]:
        """The entries of which the word is a Latin form's key or a native form, in small letters."""
        wanted = np.uint32(_hash(word) >> self._dropped)
        low = int(self._hashes.searchsorted(wanted))
        found: list[Headword] = []
        while low < len(self._hashes) and self._hashes[low] == wanted:
            found += _with(word, self._block(int(self._blocks[low])))
            low += 1
        return found

    def knows(self, word: str) -> bool:
        """Whether `find` has something for the word, told by its hash alone: one strange word in some twenty passes."""
        wanted = np.uint32(_hash(word) >> self._dropped)
        at = int(self._hashes.searchsorted(wanted))
        return at < len(self._hashes) and bool(self._hashes[at] == wanted)

    def __iter__(self) -> Iterator[Headword]:
        for number in range(len(self._starts) - 1):
            yield from map(_parsed, self._read_block(number).split(b"\n"))

    def _read_block(self, number: int) -> bytes:
        start, end = (self._first + int(self._starts[number + i]) for i in (0, 1))
        return zlib.decompress(self._data[start:end])


def _with(word: str, block: bytes) -> Iterator[Headword]:
    """The entries of a block of which the word is a Latin form's key or a native form."""
    wanted, at = word.encode(), -1
    while (at := block.find(wanted, at + 1)) >= 0:
        if block[at - 1] not in _BEFORE or block[at + len(wanted) : at + len(wanted) + 1] not in _AFTER:
            continue
        start, end = block.rfind(b"\n", 0, at) + 1, block.find(b"\n", at)
        entry = _parsed(block[start : end if end >= 0 else len(block)])
        if entry.native == word or any(key(form) == word for form, _ in entry.forms):
            yield entry
            at = end if end >= 0 else len(block)


def _parsed(line: bytes) -> Headword:
    origin, native, forms, _ = line.decode().split("\t")
    pairs = (text.rpartition(":") for text in forms.split(","))
    return Headword(origin, native, tuple((form, int(count)) for form, _, count in pairs))


def _line(entry: Headword) -> str:
    """An entry as a line of a block: its forms, and those keys that no form is equal to, for `find` to meet them."""
    forms = {form for form, _ in entry.forms}
    others = sorted(entry.counts.keys() - forms)
    return "\t".join((entry.origin, entry.native, ",".join(f"{form}:{n}" for form, n in entry.forms), ",".join(others)))


@cache
def lexicon() -> Lexicon:
    return Lexicon(folder() / "names.bin")


@lru_cache(maxsize=1 << 15)
def entries(word: str) -> tuple[Headword, ...]:
    """The entries of which the word is a Latin form's key or a native form, in small letters."""
    return tuple(lexicon().find(word))


def write_lexicon(entries: Iterable[Headword], path: Path) -> int:
    """Write entries, sorted, as `Lexicon` reads them; their number. The same entries give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (entry.origin, entry.native, entry.forms))
    lines = [_line(entry) for entry in ordered]
    blocks = [zlib.compress("\n".join(lines[at : at + _BLOCK]).encode(), 9) for at in range(0, len(lines), _BLOCK)]
    texts = np.array([(_hash(text), at // _BLOCK) for at, entry in enumerate(ordered) for text in _texts(entry)])
    dropped = _spare_bits(np.sort(texts[:, 0]))
    index = np.unique(np.column_stack((texts[:, 0] >> dropped, texts[:, 1])), axis=0)
    gaps = np.diff(index[:, 0], prepend=0)
    starts = np.cumsum([0, *map(len, blocks)])
    with path.open("wb") as file:
        file.write(_HEADER.pack(len(index), len(blocks), dropped))
        for column, kind in ((gaps, "u1"), (index[:, 1], "<u2"), (starts, "<u4")):
            file.write(_packed(column, kind))
        file.writelines(blocks)
    return len(ordered)


def _packed(numbers: NDArray[np.int64], kind: str) -> bytes:
    """The numbers in whole bytes; ValueError where one does not fit."""
    packed = numbers.astype(kind)
    if (packed != numbers).any():
        raise ValueError(f"too many names for the lexicon's index: {int(numbers.max()):,} does not fit")
    return packed.tobytes()


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


def _spare_bits(hashes: NDArray[np.int64]) -> int:
    """How many last bits sorted hashes lose before no two neighbours are `_FARTHEST` apart."""
    return next(bits for bits in range(33) if np.diff(hashes >> bits, prepend=0).max() < _FARTHEST)


def _texts(entry: Headword) -> set[str]:
    return {*entry.counts, *filter(None, [entry.native])}
