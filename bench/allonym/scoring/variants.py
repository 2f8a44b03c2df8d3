"""What else is made of a score: the score under other labels, the score of single tokens, and of distinct surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from allonym.corpus.formats.tokens import tokenize
from allonym.corpus.label_map import label_map
from allonym.errors import InputError
from allonym.match.keys import NONE
from allonym.match.pairs import identical, ranges
from allonym.match.spans import Spans
from allonym.measures import formulas
from allonym.measures.ratio import number
from allonym.scoring.result import Score
from allonym.scoring.strict import strict_ratios


def map_labels(score: Score, path: Path | None, only: tuple[str, ...] = ()) -> Score:
    """The score with the labels of both sides replaced by a file's; with `only`, of these labels alone."""
    names = label_map(path, only)
    renamed = [names.of(label) for label in score.labels]
    labels = tuple(sorted({name for name in renamed if name}))
    index = {name: number for number, name in enumerate(labels)}
    number = np.array([index.get(name, -1) for name in renamed], np.int64)

    def mapped(spans: Spans) -> Spans:
        label = number[spans.label] if len(spans) else spans.label
        kept = label >= 0
        return Spans.from_columns(spans.unit[kept], spans.start[kept], spans.end[kept], label[kept])

    recipe = dict(score.recipe or {}) | ({"map": path} if path else {}) | ({"labels": "+".join(only)} if only else {})
    return replace(score, gold=mapped(score.gold), predicted=mapped(score.predicted), labels=labels, recipe=recipe)


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


def distinct(score: Score) -> dict[str, float | int | None]:
    """The surface scores of WNUT 2017: each surface with its label counts once, blanks in it counting as one.

    Precision, recall and F1 over the distinct (surface, label) pairs. A pair is correct where one of its mentions at
    least is right in its place, as the official script has it: a surface that both sides have, but never in the same
    place, is wrong. Derczynski et al. 2017, Results of the WNUT2017 shared task. Needs the texts (InputError).
    """
    if score.texts is None or None in score.texts:
        raise InputError("distinct surfaces need the texts", todo="give them on one side at least")
    right = score.predicted.take(identical(score.gold, score.predicted) != NONE)
    correct, predicted, wanted = (_surfaces(side, score.texts) for side in (right, score.predicted, score.gold))
    counts = np.array([len(correct), len(predicted), len(wanted)])
    names = formulas()
    values = strict_ratios(counts, names).tolist()
    return {
        **dict(zip(("correct", "predicted", "gold"), counts.tolist(), strict=True)),
        **dict(zip(names, map(number, values), strict=True)),
    }


def _surfaces(spans: Spans, texts: Sequence[str | None]) -> set[tuple[str, int]]:
    rows = zip(spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True)
    return {(" ".join((texts[unit] or "")[start:end].split()), label) for unit, start, end, label in rows}
