"""Kept runs of `allonym names`, written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allonym.match.mentions import OUTCOMES


def kept_list(folder: Path, found: Mapping[str, Mapping[str, tuple[int, ...]]], tried: int = 4) -> Path:
    """A run of models a and b in a folder: by name and spelling, at how many of `tried` places each found it."""
    models = ("a", "b")
    totals = [sum(shares[at] for forms in found.values() for shares in forms.values()) for at in (0, 1)]
    asked = tried * sum(map(len, found.values()))
    head: dict[str, Any] = {
        "schema": "allonym/names/1", "list": "list.csv", "count": len(found), "texts": asked, "words": 900,
        "gold": True, "places": {"PER": [f"place/{n}" for n in range(tried)]}, "pairs": [
            {"by": "union", "models": models, "found": max(totals), "spurious": 0}],
        "models": [{"model": model, "status": "ok", "found": total, "missed": asked - total}
                   for model, total in zip(models, totals, strict=True)],
    }  # fmt: skip
    names = [
        {"line": line, "name": name, "type": "PERSON", "found": dict.fromkeys(models, 0.5), "spellings": [
            {"form": form, "source": "listed", "derived": False, "outcomes": {
                model: dict.fromkeys(OUTCOMES, 0) | {"found": share, "missed": tried - share}
                for model, share in zip(models, shares, strict=True)}}
            for form, shares in forms.items()]}
        for line, (name, forms) in enumerate(found.items(), 2)
    ]  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "names.json").write_text(
        json.dumps(head)[:-1] + ', "names": [\n' + ",\n".join(map(json.dumps, names)) + "\n]}\n", "utf-8"
    )
    return folder
