"""Two files of JSON Lines documents as columns, by a typed decoder; whatever is unusual is left to the full reader."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.corpus.files import read_bytes
from bench.match.spans import Spans
from bench.scoring.result import Score

IntArray = NDArray[np.int64]
_NO_LIMIT = np.iinfo(np.int64).max


class _Span(msgspec.Struct, gc=False):
    start: int
    end: int
    label: str


class _Document(msgspec.Struct, gc=False):
    id: str
    text: str | None = None
    spans: list[_Span] = []


_decode = msgspec.json.Decoder(_Document).decode_lines


def read_columns(gold: Path, predicted: Path) -> Score | None:
    """The score of two plain files; None where only the full reader can say what is there, or what is wrong.

    Plain: the same ids in the same order, each once, equal texts or none on one side, offsets within them,
    and no text with characters beyond U+FFFF, whose offsets want a closer look.
    """
    # Hundreds of thousands of objects are made, and none is part of a cycle: the collector would look in vain.
    was = gc.isenabled()
    gc.disable()
    try:
        ours, theirs = _read(gold), _read(predicted)
        return _score(ours, theirs) if ours and theirs and len(ours) == len(theirs) else None
    finally:
        ours = theirs = None
        if was:
            gc.enable()


def _read(path: Path) -> list[_Document] | None:
    try:
        return _decode(read_bytes(path).removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _score(ours: Sequence[_Document], theirs: Sequence[_Document]) -> Score | None:
    ids = [document.id for document in ours]
    if ids != [document.id for document in theirs] or len(set(ids)) < len(ids):
        return None
    texts = _texts(ours, theirs)
    if texts is None:
        return None
    names = [[span.label for document in side for span in document.spans] for side in (ours, theirs)]
    labels = tuple(sorted({*names[0], *names[1]}))
    index = {label: number for number, label in enumerate(labels)}
    limits = np.array([_NO_LIMIT if text is None else len(text) for text in texts], np.int64)
    gold, predicted = (_columns(side, limits) for side in (ours, theirs))
    if gold is None or predicted is None:
        return None
    spans = [
        Spans.from_columns(*columns, np.fromiter(map(index.__getitem__, label), np.int64, len(label)))
        for columns, label in ((gold, names[0]), (predicted, names[1]))
    ]
    return Score(spans[0], spans[1], labels, len(ids), texts=texts, ids=ids)


def _texts(ours: Sequence[_Document], theirs: Sequence[_Document]) -> list[str | None] | None:
    """The texts of both sides; None where they differ, or hold characters of two UTF-16 units."""
    texts = [document.text for document in ours]
    others = [document.text for document in theirs]
    if texts != others:
        both = list(zip(texts, others, strict=True))
        if any(one is not None and two is not None and one != two for one, two in both):
            return None
        texts = [two if one is None else one for one, two in both]
    if any(text is not None and not text.isascii() and max(text) > "\uffff" for text in texts):
        return None
    return texts


def _columns(documents: Sequence[_Document], limits: IntArray) -> tuple[IntArray, IntArray, IntArray] | None:
    """Unit, start and end of the spans of one side; None where one is not a stretch of its text."""
    unit = np.repeat(np.arange(len(documents)), [len(document.spans) for document in documents])
    start = np.array([span.start for document in documents for span in document.spans], np.int64)
    end = np.array([span.end for document in documents for span in document.spans], np.int64)
    if (start < 0).any() or (start >= end).any() or (end > limits[unit]).any():
        return None
    return unit, start, end
