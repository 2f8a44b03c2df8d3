"""A real run, small enough to follow by hand: two workers on two texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

from support.command import allonym, worker

_WORKER = r"""
import json, re, sys
print(json.dumps({"ready": True, "model": "regex", "version": "1", "labels": ["P", "L"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    spans = [
        {"start": m.start(), "end": m.end(), "label": label}
        for label, pattern in PATTERNS.items()
        for m in re.finditer(pattern, request["text"])
    ]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""

_PATTERNS = {
    "careful": {"P": "Ali Mamlouk|Hakan Fidan", "L": "Moscow|Idlib"},
    "hasty": {"P": "Ali Mamlouk|Fidan|Idlib", "L": "Moscow|Mamluk|Then"},
}

TEXT = "\U0001f4f0 Ali Mamlouk met Hakan Fidan in Moscow."
OTHER = "Ali Mamluk left.\n\nThen Idlib waited."


def _document(name: str, text: str, **names: tuple[str, str | None]) -> dict[str, object]:
    spans = []
    for surface, (label, entity) in names.items():
        start = text.index(surface.replace("_", " "))
        entry = {"start": start, "end": start + len(surface), "label": label}
        spans.append(entry | ({"entity": entity} if entity else {}))
    return {"id": name, "text": text, "spans": spans}


GOLD = [
    _document(
        "one",
        TEXT,
        Ali_Mamlouk=("PERSON", "ali_mamlouk"),
        Hakan_Fidan=("PERSON", "hakan_fidan"),
        Moscow=("GPE", "moscow"),
    ),
    _document("two", OTHER, Ali_Mamluk=("PERSON", "ali_mamlouk"), Idlib=("GPE", "idlib")),
]


def write_inputs(place: Path) -> None:
    """small.jsonl, and careful.toml, hasty.toml, broken.toml with their workers."""
    (place / "small.jsonl").write_text("".join(json.dumps(document) + "\n" for document in GOLD))
    for name, patterns in _PATTERNS.items():
        (place / f"{name}.py").write_text(f"PATTERNS = {patterns!r}\n{_WORKER}")
        (place / f"{name}.toml").write_text(f'{worker(place / f"{name}.py")}[labels]\nP = "PERSON"\nL = "GPE"\n')
    (place / "broken.toml").write_text('command = ["false"]\n[labels]\nP = "PERSON"\n')


def bench(place: Path) -> Path:
    """Run `allonym bench` in a folder; the run's folder."""
    write_inputs(place)
    models = [part for name in ("careful", "hasty", "broken") for part in ("--model", f"{name}.toml")]
    done = allonym(place, "bench", "--corpus", "small.jsonl", *models)
    assert done.returncode == 0, done.stderr
    return (place / "results" / "latest").resolve()
