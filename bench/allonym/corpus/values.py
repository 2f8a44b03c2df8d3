"""Mention, Document, Corpus: the values that every room passes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text: half-open [start, end) in Unicode code points, with its label. Sorted by these, then entity.

    `entity` is the registry id where it is known; `extra` keeps keys that a file had beyond these.

    >>> Mention(4, 11, "PERSON").of("Ali Mamlouk")
    'Mamlouk'
    """

    start: int
    end: int
    label: str
    entity: str | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING, compare=False, hash=False, repr=False)

    def __lt__(self, other: Mention) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str, str]:
        return self.start, self.end, self.label, self.entity or ""

    def of(self, text: str) -> str:
        """The surface: the part of `text` that the mention spans."""
        return text[self.start : self.end]

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its mentions in order of their offsets.

    `text` is None where only offsets are at hand (standoff without its article, recorded
    predictions); `extra` keeps the keys of its file that the project does not know. `named`: its
    file gave the id; otherwise it is the document's number, #1 and on. `left_out`: why nobody
    labelled it, "" for one that is labelled.
    """

    id: str
    text: str | None
    mentions: tuple[Mention, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING, compare=False, hash=False, repr=False)
    named: bool = field(default=True, compare=False)
    left_out: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents under one name, each id once.

    `prose`: whether they read like news. Texts that were written to be hard do not, and are no part of the headline.
    """

    name: str
    documents: tuple[Document, ...]
    prose: bool = True
