"""The tables of docs/mend.md: those of training's report, by hand."""

from __future__ import annotations

import json
from pathlib import Path

from allonym.mending.weights import SHIPPED
from allonym.tools.mended import held_out


def test_held_out_texts_are_told_in_the_mean_over_models(tmp_path: Path) -> None:
    rows = [
        {"corpus": "news", "base": base, "with": "safe", "precision": value, "both ways": 2 * value}
        for base, value in (("a", 40.0), ("b", 42.0))
    ]
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"held out": rows}))
    table = held_out(path)
    assert table.heads == ["corpus", "around the models", "precision", "both ways"]
    assert [*table.written()] == [["news", "safe", "41.0", "82.0"]]


def test_the_shipped_weights_keep_what_they_promise() -> None:
    """In every corpus, in the mean over models: at most a point of precision, and no F1."""
    table = held_out(SHIPPED.with_suffix(".json"))
    lines = {tuple(line[:2]): dict(zip(table.heads[2:], line[2:], strict=True)) for line in table.rows}
    for corpus in {name for name, _ in lines}:
        model, safe = lines[corpus, "model"], lines[corpus, "safe"]
        assert safe["precision"] > model["precision"] - 0.0101  # type: ignore[operator]
        assert safe["F1"] >= model["F1"]  # type: ignore[operator]
        assert safe["F1 both ways"] > model["F1 both ways"]  # type: ignore[operator]
