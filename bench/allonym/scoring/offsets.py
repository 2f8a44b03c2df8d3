"""Offsets that count something else, or ends that are inclusive: how they give themselves away."""

from __future__ import annotations

from collections.abc import Sequence

from allonym.corpus.formats.options import Warn
from allonym.corpus.utf16 import inside_word
from allonym.match.spans import Spans
from allonym.scoring.result import Score

_LOOKED_AT = 2_000
"""Spans of a side that are enough to tell."""


def is_poor(score: Score) -> bool:
    """Whether so little is right that offsets may be to blame."""
    right, predicted, gold = score.strict.sum(axis=0).tolist()
    return bool(2 * right < min(predicted, gold))


def look_at_offsets(score: Score, warn: Warn) -> None:
    """Tell of a side most of whose spans cut a word, where those of the other do not.

    Where words are written without blanks, the spans of both sides do.
    """
    if score.texts is None or not len(score.gold) or not len(score.predicted):
        return
    sides = [
        (name, *_cutting(spans, score.texts))
        for name, spans in (("gold", score.gold), ("predictions", score.predicted))
    ]
    for (name, cut, size), (other, others, of) in (sides, sides[::-1]):
        if 2 * cut > size and 5 * others < of:
            warn(
                f"{name}: {cut} of {size} spans begin or end inside a word, {other}: {others} of {of}; "
                "are the offsets half-open, in code points, and of this text?"
            )


def _cutting(spans: Spans, texts: Sequence[str | None]) -> tuple[int, int]:
    """How many of the first spans begin or end inside a word, and of how many."""
    cut = 0
    columns = [column[:_LOOKED_AT].tolist() for column in (spans.unit, spans.start, spans.end)]
    for unit, start, end in zip(*columns, strict=True):
        text = texts[unit] or ""
        cut += inside_word(text, start) or inside_word(text, end)
    return cut, len(columns[0])
