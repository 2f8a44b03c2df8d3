"""Two files of JSON Lines documents as columns, by a typed decoder; whatever is unusual is left to the full reader.

Both files are read together in blocks that stay in the cache; of a block the ids and spans are kept.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from allonym.corpus.check import LONGEST
from allonym.corpus.checked import each_key_once
from allonym.corpus.source import reading
from allonym.errors import InputError
from allonym.match.keys import IntArray
from allonym.match.spans import Spans
from allonym.scoring.result import Score
from allonym.scoring.spanlists import SpanColumns, read_span_lists

_BLOCK = 1 << 17
_QUOTE, _COLON = b'":'
_BLANKS = np.frombuffer(b" \t\r\n", np.uint8)


class _Document(msgspec.Struct, gc=False):
    id: str
    spans: msgspec.Raw
    text: str | None = None


_decode = msgspec.json.Decoder(_Document).decode_lines


class _Unusual(Exception):
    """What only the full reader can read, or say what is wrong with."""


def read_columns(gold: Path, predicted: Path, *, texts: bool = False) -> Score | None:
    """The score of two plain files, with the texts where `texts`; None where only the full reader can tell.

    Plain: the same ids in the same order, each once, equal texts or none on one side, offsets within them,
    and no text with characters beyond U+FFFF, whose offsets want a closer look.
    """
    # Hundreds of thousands of objects are made, and none is part of a cycle: the collector would look in vain.
    was = gc.isenabled()
    gc.disable()
    try:
        return _read(gold, predicted, texts)
    except _Unusual:
        return None
    finally:
        if was:
            gc.enable()


def _read(gold: Path, predicted: Path, keep: bool) -> Score:
    kept = _Kept([], [], [] if keep else None, ([], []))
    files = _File(gold), _File(predicted)
    for ours, theirs in _together(*(file.blocks() for file in files)):
        kept.add(ours, theirs)
        del ours, theirs  # so that the next block is decoded into the same memory
    if len(set(kept.ids)) < len(kept.ids) or not kept.ids:
        raise _Unusual
    one, two = (_columns(side, np.array(kept.lengths)) for side in kept.spans)
    for file, (spans, _) in zip(files, (one, two), strict=True):
        file.look_at_keys(len(spans))
    labels = tuple(sorted({*one[1], *two[1]}))
    sides = _sorted(*one, labels), _sorted(*two, labels)
    return Score(*sides, labels, len(kept.ids), texts=kept.texts, ids=kept.ids)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of the documents: ids, lengths of the texts, the texts if they are wanted, and both sides' spans."""

    ids: list[str]
    lengths: list[int]
    texts: list[str | None] | None
    spans: tuple[list[bytes], list[bytes]]

    def add(self, ours: Sequence[_Document], theirs: Sequence[_Document]) -> None:
        """Take the same documents of both sides."""
        ids = [document.id for document in ours]
        if ids != [document.id for document in theirs]:
            raise _Unusual
        self.ids.extend(ids)
        texts = _texts(ours, theirs)
        self.lengths.extend([LONGEST if text is None else len(text) for text in texts])
        if self.texts is not None:
            self.texts.extend(texts)
        for side, documents in zip(self.spans, (ours, theirs), strict=True):
            side.append(b"\n".join([document.spans for document in documents]))


def _columns(lists: list[bytes], limits: IntArray) -> SpanColumns:
    """The spans of one side, each of which is a stretch of its text."""
    if any(b'"text"' in part for part in lists):  # which the full reader compares with the text
        raise _Unusual
    try:
        spans, labels = read_span_lists(b"\n".join([*lists, b""]))
    except (ValueError, OverflowError, RecursionError):
        raise _Unusual from None
    if (
        not all(map(str.strip, labels))
        or (spans.start < 0).any()
        or (spans.start >= spans.end).any()
        or (spans.end > limits[spans.unit]).any()
    ):
        raise _Unusual
    return spans, labels


def _sorted(spans: Spans, own: Sequence[str], labels: Sequence[str]) -> Spans:
    """The spans in order, their own labels numbered as in `labels`."""
    number = np.array([labels.index(label) for label in own], np.int64)
    ordered = Spans.from_columns(spans.unit, spans.start, spans.end, number[spans.label])
    if len(ordered) < len(spans):  # some stand twice
        raise _Unusual
    return ordered


@dataclass(slots=True)
class _File:
    """A file that is read block by block, and the keys that are expected in it and those that stand there.

    A decoder takes the last of several values under one key. Where there are no more keys than those of the documents
    and spans, none stands twice.
    """

    path: Path
    expected: int = 0
    there: int = 0

    def blocks(self) -> Iterator[list[_Document]]:
        """The documents, some at a time."""
        with reading(self.path) as file:
            yield self._documents((file.read(_BLOCK) + file.readline()).removeprefix(b"\xef\xbb\xbf"))
            while data := file.read(_BLOCK) + file.readline():
                yield self._documents(data)

    def _documents(self, data: bytes) -> list[_Document]:
        documents = _documents(data)
        self.expected += 2 * len(documents) + sum(document.text is not None for document in documents)
        self.there += _keys(data)
        return documents

    def look_at_keys(self, spans: int) -> None:
        """Look whether a key stands twice, in a file of so many spans."""
        if self.there == self.expected + 3 * spans:
            return
        try:
            with reading(self.path) as file:
                for line in file:
                    each_key_once(line.removeprefix(b"\xef\xbb\xbf"), "")
        except InputError:
            raise _Unusual from None


def _keys(data: bytes) -> int:
    """How many keys there are at most, if a colon follows each at once; else more than there can be."""
    text = np.frombuffer(data, np.uint8)
    before = text[np.flatnonzero(text == _COLON) - 1]
    return int(np.count_nonzero(before == _QUOTE)) if not np.isin(before, _BLANKS).any() else len(data)


def _documents(data: bytes) -> list[_Document]:
    try:
        documents = _decode(data)
        if not data.isascii():
            data.decode()  # what the decoder skips it does not look into
    except (ValueError, RecursionError):
        raise _Unusual from None
    if len(documents) != data.count(b"\n") + (not data.endswith(b"\n")):  # the decoder needs no line ends
        raise _Unusual
    if not data.isascii() or b"\\" in data:
        texts = (document.text or "" for document in documents)
        if any(not text.isascii() and max(text) > "\uffff" for text in texts):
            raise _Unusual
    return documents


def _together(
    gold: Iterator[list[_Document]], predicted: Iterator[list[_Document]]
) -> Iterator[tuple[list[_Document], list[_Document]]]:
    """Equally many documents of both sides at a time, to the end of both."""
    ours: list[_Document] = []
    theirs: list[_Document] = []
    while True:
        ours = ours or next(filter(None, gold), [])
        theirs = theirs or next(filter(None, predicted), [])
        number = min(len(ours), len(theirs))
        if not number:
            break
        both = ours[:number], theirs[:number]
        del ours[:number], theirs[:number]
        yield both
        del both
    if ours or theirs:
        raise _Unusual


def _texts(ours: Sequence[_Document], theirs: Sequence[_Document]) -> list[str | None]:
    """The texts of both sides, which do not differ where both have one."""
    texts = [document.text for document in ours]
    others = [document.text for document in theirs]
    if texts != others:
        both = list(zip(texts, others, strict=True))
        if any(one is not None and two is not None and one != two for one, two in both):
            raise _Unusual
        texts = [two if one is None else one for one, two in both]
    return texts
