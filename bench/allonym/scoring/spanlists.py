"""Many JSON lists of spans, one a line, as columns: by arithmetic on the bytes where they are all written alike."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter

import msgspec
import numpy as np

from allonym.corpus.tags import IntArray, Rank, first_bytes, members, number_strings, where, words_at
from allonym.match.spans import Spans

_NEWLINE, _QUOTE, _OPEN, _CLOSE, _BACKSLASH = b'\n"[]\\'
_QUOTES = 8
"""Of each span: three keys and a label."""
_DIGITS = 8
_ZEROS, _OVER_NINE, _HIGH_BITS = (np.uint64(0x0101010101010101 * byte) for byte in (0x30, 0x76, 0x80))
_STEPS = tuple(
    tuple(map(np.uint64, step))
    for step in ((10, 8, 0x00FF00FF00FF00FF), (100, 16, 0x0000FFFF0000FFFF), (10_000, 32, 0xFFFFFFFF))
)


class _Span(msgspec.Struct, gc=False):
    start: int
    end: int
    label: str


_decode = msgspec.json.Decoder(list[list[_Span]]).decode


SpanColumns = tuple[Spans, tuple[str, ...]]
"""The spans as they stand, each line a unit, and the labels, sorted; nothing is checked but that they are numbers."""


def read_span_lists(data: bytes) -> SpanColumns:
    """The spans of lines such as [{"start": 0, "end": 3, "label": "PER"}]; ValueError for what is none.

    >>> read_span_lists(b'[]\\n[{"start":0,"end":3,"label":"PER"}]\\n')[0].unit
    array([1])
    """
    for blank in (b"", b" "):
        if spans := _by_arithmetic(data, blank):
            return spans
    return _by_decoder(data)


def _by_arithmetic(data: bytes, blank: bytes) -> SpanColumns | None:
    """The spans where each is {"start":N,"end":N,"label":"L"}, with a blank after every colon and comma or without."""
    text = np.frombuffer(data, np.uint8)
    quote_places, lines = where(text, (_QUOTE, _NEWLINE))
    quotes = members(quote_places)
    if len(quotes) % _QUOTES or _BACKSLASH in data:
        return None
    quote = quotes.reshape(-1, _QUOTES).T
    start = quote[1] + 2 + len(blank), quote[3] + 2 + len(blank)
    stop = quote[2] - 1 - len(blank), quote[4] - 1 - len(blank)
    pieces = (
        (quote[0] - 1, b'{"start":' + blank),
        (stop[0], b"," + blank + b'"end":' + blank),
        (stop[1], b"," + blank + b'"label":' + blank + b'"'),
        (quote[7], b'"}'),
    )
    if not all(_stands(data, at, piece) for at, piece in pieces):
        return None
    unit = Rank.of(lines)(quote[0])
    if not _fills(data, members(lines), unit, quote[0] - 1, quote[7] + 2, b"," + blank):
        return None
    numbers = [_integers(data, first, last) for first, last in zip(start, stop, strict=True)]
    if numbers[0] is None or numbers[1] is None:
        return None
    try:
        label, labels = number_strings(data, quote[6] + 1, quote[7] - quote[6] - 1)
    except UnicodeDecodeError:
        return None
    if any(character < " " for name in labels for character in name):  # JSON writes them as escapes
        return None
    return Spans(unit, numbers[0], numbers[1], label), labels


def _stands(data: bytes, at: IntArray, piece: bytes) -> bool:
    """Whether the piece stands at each of these places."""
    if at.min(initial=0) < 0:
        return False
    for first in range(0, len(piece), 8):
        part = piece[first : first + 8]
        mask = first_bytes(np.array(len(part)))
        if ((words_at(data, at + first) & mask) != int.from_bytes(part, "little")).any():
            return False
    return True


def _fills(data: bytes, line: IntArray, unit: IntArray, start: IntArray, stop: IntArray, comma: bytes) -> bool:
    """Whether each line, which ends at `line`, is one list and holds nothing but its spans with commas between them.

    Then every span stands where the sizes of all before it put it.
    """
    text = np.frombuffer(data, np.uint8)
    begin = np.append(0, line + 1)[:-1]
    size = stop - start
    inner = np.append(False, unit[1:] == unit[:-1])[: len(unit)]
    place = 1 + 3 * unit + np.cumsum(size) - size + len(comma) * np.cumsum(inner)
    return bool(
        len(data) == 3 * len(line) + size.sum() + len(comma) * inner.sum()
        and np.array_equal(start, place)
        and (text[begin] == _OPEN).all()
        and (text[line - 1] == _CLOSE).all()
        and _stands(data, start[inner] - len(comma), comma)
    )


def _integers(data: bytes, start: IntArray, stop: IntArray) -> IntArray | None:
    """The numbers of one to eight digits that stand there; None for anything else.

    Eight digits in a word become four numbers below 100, two below 10,000 and one.
    """
    size = stop - start
    if size.min(initial=1) < 1 or size.max(initial=1) > _DIGITS:
        return None
    empty = ((_DIGITS - size) << 3).astype(np.uint64)
    word = words_at(data, start)
    digits = (word << empty) ^ (_ZEROS << empty)
    leading = (word & np.uint64(0xFF) == ord("0")) & (size > 1)
    if leading.any() or (((digits + _OVER_NINE) | digits) & _HIGH_BITS).any():
        return None
    for base, shift, mask in _STEPS:
        digits = (digits * base + (digits >> shift)) & mask
    return digits.astype(np.int64)


def _by_decoder(data: bytes) -> SpanColumns:
    lists = _decode(b"[" + data.removesuffix(b"\n").replace(b"\n", b",") + b"]")
    spans = list(chain.from_iterable(lists))
    start, end = (np.fromiter(map(attrgetter(name), spans), np.int64, len(spans)) for name in ("start", "end"))
    names = [span.label for span in spans]
    labels = tuple(sorted(set(names)))
    index = {label: number for number, label in enumerate(labels)}
    label = np.fromiter(map(index.__getitem__, names), np.int64, len(names))
    return Spans(np.repeat(np.arange(len(lists)), list(map(len, lists))), start, end, label), labels
