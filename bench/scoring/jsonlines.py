"""Two files of JSON Lines documents as columns, by a typed decoder; whatever is unusual is left to the full reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.corpus.files import read_bytes
from bench.match.spans import Spans
from bench.scoring.result import Score

IntArray = NDArray[np.int64]


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
    ours, theirs = _read(gold), _read(predicted)
    if not ours or not theirs or len(ours) != len(theirs):
        return None
    ids = [document.id for document in ours]
    if ids != [document.id for document in theirs] or len(set(ids)) < len(ids):
        return None
    texts = [one.text if one.text is not None else two.text for one, two in zip(ours, theirs, strict=True)]
    if any(two.text is not None and two.text != text for two, text in zip(theirs, texts, strict=True)):
        return None
    lengths = [-1 if text is None else len(text) for text in texts]
    if any(text is not None and not text.isascii() and max(text) > "\uffff" for text in texts):
        return None
    names = [list(map(attrgetter("label"), _spans(side))) for side in (ours, theirs)]
    labels = tuple(sorted({*names[0], *names[1]}))
    index = {label: number for number, label in enumerate(labels)}
    limits = np.array(lengths, np.int64)
    spans = [_columns(side, label, index, limits) for side, label in zip((ours, theirs), names, strict=True)]
    if spans[0] is None or spans[1] is None:
        return None
    return Score(spans[0], spans[1], labels, len(ids), texts=texts, ids=ids)


def _read(path: Path) -> list[_Document] | None:
    try:
        return _decode(read_bytes(path).removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _spans(documents: Sequence[_Document]) -> chain[_Span]:
    return chain.from_iterable(map(attrgetter("spans"), documents))


def _columns(
    documents: Sequence[_Document], names: Sequence[str], index: dict[str, int], limits: IntArray
) -> Spans | None:
    """The spans of one side; None where one is not a stretch of its text."""
    sizes = np.fromiter((len(document.spans) for document in documents), np.int64, len(documents))
    unit = np.repeat(np.arange(len(documents)), sizes)
    start = np.fromiter(map(attrgetter("start"), _spans(documents)), np.int64, len(unit))
    end = np.fromiter(map(attrgetter("end"), _spans(documents)), np.int64, len(unit))
    limit = limits[unit]
    if (start < 0).any() or (start >= end).any() or ((end > limit) & (limit >= 0)).any():
        return None
    label = np.fromiter(map(index.__getitem__, names), np.int64, len(names))
    return Spans.from_columns(unit, start, end, label)
