"""From labelled word pieces to spans: what every token classifier needs, whatever runs it.

Long texts are read in windows that overlap. Each piece takes its label from the window in which it
stands farthest from a border, so that a name across two windows is read whole by one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

Span = tuple[int, int, str]


class Encoding(Protocol):
    """What is used of tokenizers.Encoding: one window."""

    @property
    def offsets(self) -> Sequence[tuple[int, int]]: ...
    @property
    def word_ids(self) -> Sequence[int | None]: ...


class Piece(NamedTuple):
    """One word piece: its word's number, its offsets, its tag, and how far it stands from its window's border."""

    word: int
    start: int
    end: int
    tag: str
    margin: int


def pieces(window: Encoding, tags: Sequence[str]) -> list[Piece]:
    """The pieces of a window that stand for text (special tokens do not), with one tag each."""
    last = len(tags) - 1
    return [
        Piece(word, start, end, tag, min(position, last - position))
        for position, (word, (start, end), tag) in enumerate(zip(window.word_ids, window.offsets, tags, strict=True))
        if word is not None and start < end
    ]


def stitch(windows: Iterable[Sequence[Piece]]) -> list[Piece]:
    """Each piece of the text once, in order, as the window sees it in which its margin is widest."""
    best: dict[tuple[int, int], Piece] = {}
    for window in windows:
        for piece in window:
            known = best.get((piece.start, piece.end))
            if known is None or known.margin < piece.margin:
                best[piece.start, piece.end] = piece
    return sorted(best.values(), key=lambda piece: (piece.start, piece.end))


def words(pieces: Sequence[Piece]) -> list[Span]:
    """(start, end, tag) of each word: the tag is its first piece's."""
    groups = (list(group) for _, group in groupby(pieces, key=lambda piece: piece.word))
    return [(group[0].start, group[-1].end, group[0].tag) for group in groups]


def spans(text: str, tagged: Sequence[Span], join: Mapping[str, str] | None = None) -> list[Span]:
    """Names from tagged words; tags are IOB1, IOB2, IOBES or bare labels.

    `join` maps labels to one that they share: neighbours under it with nothing but blanks between
    them are one name (a GIVEN_NAME and the SURNAME after it one PERSON).

    >>> words = [(0, 3, "B-GIVEN_NAME"), (4, 11, "B-SURNAME"), (12, 14, "O"), (15, 21, "B-CITY")]
    >>> spans("Ali Mamlouk in Aleppo", words, {"GIVEN_NAME": "PERSON", "SURNAME": "PERSON"})
    [(0, 11, 'PERSON'), (15, 21, 'CITY')]
    """
    join = join or {}
    names: list[Span] = []
    inside = False
    for start, end, tag in tagged:
        prefix, _, label = tag.rpartition("-")
        if tag == "O":
            inside = False
            continue
        shared = join.get(label, label)
        goes_on = inside and names[-1][2] == shared
        if goes_on and (not text[names[-1][1] : start].strip() if label in join else prefix not in ("B", "S", "U")):
            names[-1] = (names[-1][0], end, shared)
        else:
            names.append((start, end, shared))
        inside = True
    return [trimmed(text, name) for name in names]


def trimmed(text: str, span: Span) -> Span:
    """A span without the blanks that some tokenizers count to a word."""
    start, end, label = span
    surface = text[start:end]
    return start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip()), label
