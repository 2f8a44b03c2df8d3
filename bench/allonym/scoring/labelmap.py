"""A Score under other labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from allonym.corpus.label_map import label_map
from allonym.match.spans import Spans
from allonym.scoring.result import Score


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
