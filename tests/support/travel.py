"""Answers that travel: the texts of a run of real_run's corpus, answered outside of the harness."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from support.command import allonym_here
from support.real_run import write_inputs

CAREFUL = {"P": "Ali Mamlouk|Hakan Fidan", "L": "Moscow|Idlib"}
"""What real_run's careful model finds."""
LABELS = '[labels]\nP = "PERSON"\nL = "GPE"\n'


def texts(place: Path, *more: str) -> list[dict[str, Any]]:
    """Write real_run's files and, with `more` options, texts.jsonl.gz into a folder; the texts."""
    import gzip

    write_inputs(place)
    done = allonym_here(place, "records", "texts", "--corpus", "small.jsonl", "--out", "texts.jsonl.gz", *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in gzip.decompress((place / "texts.jsonl.gz").read_bytes()).splitlines()]


def answer(text: str) -> list[dict[str, Any]]:
    """The spans that the careful model finds in a text."""
    return [
        {"start": m.start(), "end": m.end(), "label": label}
        for label, pattern in CAREFUL.items()
        for m in re.finditer(pattern, text)
    ]


def write_answers(place: Path, asked: Iterable[dict[str, Any]], name: str = "answers.jsonl") -> Path:
    """Write the careful model's answers, and labels.toml beside them."""
    (place / "labels.toml").write_text(LABELS)
    lines = (json.dumps({"id": one["id"], "spans": answer(one["text"])}) for one in asked)
    (place / name).write_text("\n".join(lines) + "\n")
    return place / name


def board(place: Path, *arguments: str, model: str) -> list[dict[str, Any]]:
    """The rows of a model in a run of the small corpus, without the model's name."""
    done = allonym_here(place, "bench", "--corpus", "small.jsonl", "--quiet", *arguments)
    assert done.returncode == 0, done.stderr
    found = json.loads((place / "results" / "latest" / "leaderboard.json").read_text())
    return [{**row, "model": ""} for row in found["rows"] if row["model"] == model]
