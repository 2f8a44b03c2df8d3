"""Writing a baseline file from a snapshot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from allonym.compare import probed
from allonym.compare.names import GoldName, by_spelling
from allonym.compare.probed import Entities
from allonym.corpus.files import writing
from allonym.gate.baseline import key_of
from allonym.gate.snapshot import Reading, Snapshot
from allonym.gate.stored import NONE, SCHEMA, Step

_WIDTH = 110

Readings = Sequence[Reading | None]
"""Of one corpus, a model each."""


def write_baseline(path: Path, snapshot: Snapshot, history: tuple[Step, ...]) -> None:
    """Write the file whole; the snapshot must have its names, and its readings no nan."""
    models = sorted(snapshot.models)
    readings = {corpus: [snapshot.readings.get((m, corpus)) for m in models] for corpus in sorted(snapshot.gold)}
    content = {
        "schema": SCHEMA,
        "policy": snapshot.policy,
        "gold": dict(sorted(snapshot.gold.items())),
        "history": [msgspec.to_builtins(step) for step in history],
        "models": {model: snapshot.models[model].digest for model in models},
        "values": {corpus: _values(some) for corpus, some in readings.items()},
        "counts": {corpus: _counts(models, some) for corpus, some in readings.items()},
        "asked": {corpus: _asked(snapshot, corpus) for corpus in readings},
        "probes": {corpus: _probes(some) for corpus, some in readings.items()},
        "names": {corpus: _names(snapshot.names[corpus], some) for corpus, some in readings.items()},
    }
    with writing(path) as file:
        file.write(readable(content) + "\n")


def _values(readings: Readings) -> dict[str, Any]:
    selections = dict.fromkeys(selection for reading in readings if reading for selection in reading.values)
    return {str(s): [reading.values.get(s) if reading else None for reading in readings] for s in selections}


def _counts(models: Sequence[str], readings: Readings) -> dict[str, Any]:
    by_key: dict[str, dict[str, Any]] = {}
    for model, reading in zip(models, readings, strict=True):
        for key, documents in reading.counts.items() if reading else ():
            by_key.setdefault(key, {})[model] = {name: documents[name] for name in sorted(documents)}
    return by_key


def _asked(snapshot: Snapshot, corpus: str) -> dict[str, str]:
    return {probe: digest for (name, probe), digest in sorted(snapshot.asked.items()) if name == corpus}


def _probes(readings: Readings) -> dict[str, Any]:
    selections = dict.fromkeys(selection for reading in readings if reading for selection in reading.entities)
    return {str(s): _lines([reading.entities.get(s) if reading else None for reading in readings]) for s in selections}


def _lines(models: Sequence[Entities | None]) -> dict[str, str]:
    """A line an entity: each model's share; 0/0 where it has none, - where the model was not asked."""
    known = {entity: counts for entities in models if entities for entity, counts in entities.items()}
    nothing = (0,) * len(next(iter(known.values()), ()))
    return {
        entity: " ".join(NONE if each is None else probed.written(each.get(entity, nothing)) for each in models)
        for entity in sorted(known)
    }


def _names(names: Sequence[GoldName], readings: Readings) -> dict[str, Any]:
    return {
        key_of(group): [_mark(found, reading.lost) if reading else None for reading in readings]
        for group, found in by_spelling(names).items()
    }


def _mark(names: Sequence[GoldName], lost: frozenset[GoldName]) -> str:
    """A sign a mention, + found and - lost; one sign where all are alike."""
    marks = "".join("-" if name in lost else "+" for name in names)
    return marks if len(set(marks)) > 1 else marks[:1]


def readable(value: Any, indent: str = "") -> str:
    """JSON in which what fits on a line is on one line, and everything else one entry a line.

    >>> print(readable({"a": [1, 2], "b": {"c": "x" * 100}}))
    {
     "a": [1, 2],
     "b": {
      "c": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     }
    }
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, dict | list) or not value or len(line) + len(indent) < _WIDTH:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {readable(v, inner)}" for k, v in value.items()]
    else:
        parts = [readable(item, inner) for item in value]
    open_, close = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{open_}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{close}"
