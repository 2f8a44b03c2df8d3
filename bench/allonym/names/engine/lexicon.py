"""The lexicon: names by language of origin, with native forms and counted Latin spellings, in one mapped file."""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from allonym.names.engine.data import folder
from allonym.names.engine.key import key

_HEADER = struct.Struct("<III")
_BLOCK = 48
"""Entries that are compressed together: a look-up unpacks one block."""


@dataclass(frozen=True, slots=True)
class Headword:
    """One name: its origin, its native form ("" where none is known), its Latin forms with their counts."""

    origin: str
    native: str
    forms: tuple[tuple[str, int], ...]

    def keys(self) -> dict[str, int]:
        """The counts by key: what is the same but for marks is counted together."""
        counts: dict[str, int] = {}
        for form, count in self.forms:
            counts[key(form)] = counts.get(key(form), 0) + count
        return counts


class Lexicon:
    """Entries by the key of a Latin form or by a native form. Opening it reads the header only."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        entries, keys, blocks = _HEADER.unpack_from(self._data)
        at = _HEADER.size
        self._hashes = np.frombuffer(self._data, "<u4", keys, at)
        self._entries = np.frombuffer(self._data, "<u4", keys, at + 4 * keys)
        self._starts = np.frombuffer(self._data, "<u4", blocks + 1, at + 8 * keys)
        self._first = at + 8 * keys + 4 * (blocks + 1)
        self.size = entries
        self._block = lru_cache(maxsize=2048)(self._read_block)

    def find(self, word: str) -> list[Headword]:
        """The entries of which the word is a Latin form's key or a native form, in small letters."""
        wanted = np.uint32(zlib.crc32(word.encode()))
        low = int(self._hashes.searchsorted(wanted))
        found = []
        while low < len(self._hashes) and self._hashes[low] == wanted:
            entry = self.entry(int(self._entries[low]))
            if entry.native == word or any(key(form) == word for form, _ in entry.forms):
                found.append(entry)
            low += 1
        return found

    def knows(self, word: str) -> bool:
        """Whether `find` has something for the word, told by its hash alone: one strange word in 20,000 passes."""
        wanted = np.uint32(zlib.crc32(word.encode()))
        at = int(self._hashes.searchsorted(wanted))
        return at < len(self._hashes) and bool(self._hashes[at] == wanted)

    def entry(self, number: int) -> Headword:
        return _parsed(self._block(number // _BLOCK)[number % _BLOCK])

    def _read_block(self, number: int) -> list[str]:
        start, end = (self._first + int(self._starts[number + i]) for i in (0, 1))
        return zlib.decompress(self._data[start:end]).decode().split("\n")


def _parsed(line: str) -> Headword:
    origin, native, forms = line.split("\t")
    pairs = (text.rpartition(":") for text in forms.split(","))
    return Headword(origin, native, tuple((form, int(count)) for form, _, count in pairs))


@cache
def lexicon() -> Lexicon:
    return Lexicon(folder() / "names.bin")


def write_lexicon(entries: Iterable[Headword], path: Path) -> int:
    """Write entries, sorted, as `Lexicon` reads them; their number. The same entries give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (entry.origin, entry.native, entry.forms))
    lines = [f"{e.origin}\t{e.native}\t{','.join(f'{form}:{n}' for form, n in e.forms)}" for e in ordered]
    blocks = [
        zlib.compress("\n".join(lines[at : at + _BLOCK]).encode(), 9) for at in range(0, len(lines), _BLOCK)
    ]  # fmt: skip
    index = sorted((zlib.crc32(text.encode()), at) for at, entry in enumerate(ordered) for text in _texts(entry))
    starts = np.cumsum([0, *map(len, blocks)])
    with path.open("wb") as file:
        file.write(_HEADER.pack(len(ordered), len(index), len(blocks)))
        for column in ([h for h, _ in index], [at for _, at in index], starts):
            file.write(_packed(column))
        file.writelines(blocks)
    return len(ordered)


def _packed(numbers: Any) -> bytes:
    return np.array(numbers, "<u4").tobytes()


def _texts(entry: Headword) -> set[str]:
    return {*entry.keys(), *filter(None, [entry.native])}
