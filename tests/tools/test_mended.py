"""The tables of docs/mend.md: those of training's report, by hand."""

from __future__ import annotations

import json
from pathlib import Path

from allonym.mending.training.choose import LIMITS
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
    """In every corpus, for every model: no measure of the texts as printed falls by more than it may."""
    noted = json.loads(SHIPPED.with_suffix(".json").read_text("utf-8"))["held out"]
    lines = {(one["corpus"], one["base"], one["with"]): one for one in noted}
    assert len(lines) == len(noted) == 4 * 12
    for (corpus, base, _), line in lines.items():
        for setting, allowed in LIMITS.items():
            now = lines[corpus, base, setting]
            for name, most in allowed.items():
                assert now[name] >= lines[corpus, base, "model"][name] - most - 0.011, (corpus, base, setting, name)
            assert now["F1 both ways"] > line["F1 both ways"] or line["with"] not in ("model", "consistency")
