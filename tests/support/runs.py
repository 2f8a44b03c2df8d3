"""Runs made by hand: folders of the contract, from gold and spans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from allonym.corpus.load import load_corpus
from allonym.corpus.standoff import corpus_digest
from allonym.evaluate.entry import OK, Entry
from allonym.measures.pairs import Pairs
from allonym.runs.outcomes import FILE, outcomes_file

Spans = Sequence[tuple[int, int, str]]

TEXTS = [
    "Ali Mamluk met Omar in Idlib.\nIdlib was quiet.",
    "Mamlouk left Idlib; Omar stayed.",
    "Ali Mamlouk flew to Moscow.",
    "In Moscow, Omar spoke to Sana.",
    "Sana is an agency. Idlib is a city.",
    "Ömer Özkizilcik writes. Ozkizilcik reads.",
    "Moscow, Ankara, Idlib.",
    "Omar and Mamlouk met in Ankara.",
]
ENTITIES = {
    "Ali Mamluk": ("ali_mamlouk", "PERSON"),
    "Ali Mamlouk": ("ali_mamlouk", "PERSON"),
    "Mamlouk": ("ali_mamlouk", "PERSON"),
    "Omar": ("omar", "PERSON"),
    "Idlib": ("idlib", "GPE"),
    "Moscow": ("moscow", "GPE"),
    "Ankara": ("ankara", "GPE"),
    "Sana": ("sana", "ORG"),
    "Ömer Özkizilcik": ("omer_ozkizilcik", "PERSON"),
    "Ozkizilcik": ("omer_ozkizilcik", "PERSON"),
}


def names_in(text: str) -> list[tuple[int, int, str]]:
    """Every name of ENTITIES in a text, the longest first, none inside another."""
    found: list[tuple[int, int, str]] = []
    for surface in sorted(ENTITIES, key=len, reverse=True):
        start = text.find(surface)
        while start >= 0:
            end = start + len(surface)
            if all(end <= one or two <= start for one, two, _ in found):
                found.append((start, end, ENTITIES[surface][1]))
            start = text.find(surface, end)
    return sorted(found)


def write_gold(path: Path, texts: Sequence[str] = TEXTS) -> Path:
    """The texts as a JSON Lines file of labelled documents d0, d1, ..."""
    lines = []
    for number, text in enumerate(texts):
        spans = [
            {"start": start, "end": end, "label": label, "entity": ENTITIES[text[start:end]][0]}
            for start, end, label in names_in(text)
        ]
        lines.append(json.dumps({"id": f"d{number}", "text": text, "spans": spans}, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def perfect() -> dict[str, list[tuple[int, int, str]]]:
    """Predictions that find every name, by document."""
    return {f"d{number}": names_in(text) for number, text in enumerate(TEXTS)}


def without(*surfaces: str) -> dict[str, list[tuple[int, int, str]]]:
    """Predictions that find every name but these."""
    return {
        document: [span for span in spans if TEXTS[int(document[1:])][span[0] : span[1]] not in surfaces]
        for document, spans in perfect().items()
    }


def keep_run(
    out: Path,
    name: str,
    gold: Path,
    predictions: Mapping[str, Mapping[str, Spans]],
    *,
    failed: Mapping[str, str] | None = None,
    rows: Sequence[Mapping[str, Any]] = (),
    pairs: Mapping[str, Mapping[str, Pairs]] | None = None,
    **about: Any,
) -> Path:
    """A run's folder, and `latest` pointing at it; predictions by model and document, pairs by model and probe."""
    folder = out / name
    corpus = load_corpus(str(gold))
    models = [_entry(model, "ok", "") for model in predictions]
    models += [_entry(model, "failed", reason) for model, reason in (failed or {}).items()]
    board = {"schema": "allonym/leaderboard/1", "run": name, "signature": "s", "models": models, "rows": list(rows)}
    versions = {"allonym": "0.1.0"}
    record = {"run": name, "seed": 7, "versions": versions, "gold": {corpus.name: corpus_digest(corpus)}} | about
    folder.mkdir(parents=True)
    (folder / "leaderboard.json").write_text(json.dumps(board))
    (folder / "run.json").write_text(json.dumps(record))
    asked = [Entry(model=model, status=OK, probes=probes) for model, probes in (pairs or {}).items()]
    if content := outcomes_file(asked):
        (folder / FILE).write_bytes(content)
    for model, documents in predictions.items():
        path = folder / "predictions" / model / f"{corpus.name}.jsonl"
        path.parent.mkdir(parents=True)
        lines = [
            json.dumps({"id": id_, "spans": [{"start": s, "end": e, "label": label} for s, e, label in spans]})
            for id_, spans in documents.items()
        ]
        path.write_text("\n".join(lines) + "\n")
    (out / "latest").unlink(missing_ok=True)
    (out / "latest").symlink_to(name)
    return folder


def _entry(model: str, status: str, reason: str) -> dict[str, Any]:
    return {"model": model, "status": status, "reason": reason, "digest": f"digest-of-{model}"}
