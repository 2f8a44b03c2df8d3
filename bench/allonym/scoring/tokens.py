"""Token-level scores: every token inside a span counts on its own, under the label of its span."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from allonym.corpus.formats.tokens import tokenize
from allonym.errors import InputError
from allonym.match.pairs import ranges
from allonym.match.spans import Spans
from allonym.scoring.result import Score


def token_level(score: Score) -> Score:
    """The score of the single tokens, a token belonging to each span that it shares a character with.

    Tokens are those of the files where the offsets count tokens, else runs of letters and digits, and single marks.
    """
    if score.offsets == "tokens":
        gold, predicted = _spread(score.gold), _spread(score.predicted)
    else:
        if score.texts is None or None in score.texts:
            raise InputError("token-level scores need the texts", todo="give them on one side at least")
        unit, start, end = _tokens([text or "" for text in score.texts])
        gold, predicted = (_cover(side, unit, start, end) for side in (score.gold, score.predicted))
    return replace(score, gold=gold, predicted=predicted, recipe=dict(score.recipe or {}) | {"level": "tokens"})


def _spread(spans: Spans) -> Spans:
    """Spans of tokens as one span a token."""
    row, start = ranges(spans.start, spans.end)
    return Spans.from_columns(spans.unit[row], start, start + 1, spans.label[row])


def _tokens(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = [(unit, *bounds) for unit, text in enumerate(texts) for bounds in tokenize(text)]
    unit, start, end = np.array(rows, np.int64).reshape(-1, 3).T
    return unit, start, end


def _cover(spans: Spans, unit: np.ndarray, start: np.ndarray, end: np.ndarray) -> Spans:
    """The tokens that each span shares a character with, as spans under its label."""
    if not len(spans) or not len(unit):
        return Spans.from_columns([], [], [], [])
    width = int(max(end.max(), spans.end.max())) + 1
    low = np.searchsorted(unit * width + end, spans.unit * width + spans.start, "right")
    high = np.searchsorted(unit * width + start, spans.unit * width + spans.end)
    row, token = ranges(low, high)
    return Spans.from_columns(unit[token], start[token], end[token], spans.label[row])
