"""A map from labels to labels, so that two label sets can be compared."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from allonym.corpus.files import read_bytes
from allonym.errors import InputError
from allonym.match.spans import Spans
from allonym.scoring.result import Score


def read_label_map(path: Path) -> dict[str, str]:
    """The map of a TOML file (its table [labels], or the whole) or a JSON object; "" drops a label."""
    data = read_bytes(path)
    try:
        if path.suffix == ".json":
            return msgspec.json.decode(data, type=dict[str, str])
        table = tomllib.loads(data.decode("utf-8-sig"))
        return msgspec.convert(table.get("labels", table), dict[str, str])
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"no label map: {error}", where=str(path), todo='write lines such as PERSON = "PER"') from None


def map_labels(score: Score, path: Path) -> Score:
    """The score with the labels of both sides replaced by a file's; those that the file does not name stay."""
    labels = read_label_map(path)
    renamed = [labels.get(label, label) for label in score.labels]
    names = tuple(sorted({name for name in renamed if name}))
    number = np.array([names.index(name) if name else -1 for name in renamed], np.int64)

    def mapped(spans: Spans) -> Spans:
        label = number[spans.label] if len(spans) else spans.label
        kept = label >= 0
        return Spans.from_columns(spans.unit[kept], spans.start[kept], spans.end[kept], label[kept])

    recipe = dict(score.recipe or {}) | {"map": path}
    return replace(score, gold=mapped(score.gold), predicted=mapped(score.predicted), labels=names, recipe=recipe)
