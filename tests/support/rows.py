"""Rows of a leaderboard made by hand."""

from typing import Any


def row(model: str, value: float | None, **more: Any) -> dict[str, Any]:
    """A main row (strict micro F1 of the corpus gold), with what differs."""
    known = {
        **{"model": model, "corpus": "gold", "probe": "original", "slice": "all", "tagset": "coarse"},
        **{"convention": "neutral", "label": "micro", "measure": "strict.f1", "value": value},
        **{"low": None, "high": None, "n": 10, "counts": {}},
    }
    return known | more
