"""The baseline file: a snapshot, and the history of why it was taken. One fact a line, so that a diff reads.

Names that a model finds are not written: they are the gold's names but those under "lost".
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bench.corpus.files import read_text, writing
from bench.errors import InputError
from bench.gate.names import Name, by_spelling
from bench.gate.policy import Selection
from bench.gate.snapshot import Documents, Reading, Snapshot, State, value_of

SCHEMA = "allonym/baseline/1"
_WIDTH = 110
_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_RESTORE = "take it from version control again, or write a new one: allonym gate --update --reason WHY"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One writing of the baseline: when, why, and from which run."""

    date: str
    reason: str
    run: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """A snapshot with its history, oldest first."""

    snapshot: Snapshot
    history: tuple[Step, ...]


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: int
    values: dict[str, float | None]
    counts: dict[str, dict[str, list[list[int]]]]
    lost: dict[str, dict[str, list[int]]]


class _Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    digest: str
    corpora: dict[str, _Value]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str
    policy: str
    gold: dict[str, str]
    history: tuple[Step, ...]
    models: dict[str, _Model]


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file.

    InputError, with what to do, for one that is missing, torn, half merged, edited by hand or of another schema.
    """
    if not path.is_file():
        raise InputError("no baseline", where=str(path), todo="write one: allonym gate --update --reason WHY")
    text = read_text(path)
    if marker := _MARKER.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        raise InputError("a merge conflict is not resolved", where=f"{path}:{line}", todo=_RESTORE)
    try:
        raw = json.loads(text, parse_constant=_no_number(path))
    except json.JSONDecodeError as error:
        todo = _RESTORE
        raise InputError(f"not whole JSON: {error.msg}", where=f"{path}:{error.lineno}", todo=todo) from None
    _check_schema(raw, path)
    try:
        return _decoded(msgspec.convert(raw, _File), path)
    except (msgspec.ValidationError, ValueError) as error:
        raise InputError(f"not a baseline: {error}", where=str(path), todo=_RESTORE) from None


def _no_number(path: Path) -> Any:
    def refuse(constant: str) -> Any:
        raise InputError(f"{constant} is no number", where=str(path), todo=_RESTORE)

    return refuse


def _check_schema(raw: Any, path: Path) -> None:
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if schema == SCHEMA:
        return
    kind, _, version = str(schema).rpartition("/")
    if kind == SCHEMA.rpartition("/")[0] and version.isdecimal() and int(version) > int(SCHEMA.rpartition("/")[2]):
        todo = "upgrade allonym to the version that wrote it"
        raise InputError(f"schema {schema} is newer than {SCHEMA}", where=str(path), todo=todo)
    raise InputError(f"schema {schema!r} is not {SCHEMA}", where=str(path), todo=_RESTORE)


def _decoded(file: _File, path: Path) -> Baseline:
    readings = {
        (model, corpus): _reading(corpus, value, f"{path}: {model} on {corpus}")
        for model, entry in file.models.items()
        for corpus, value in entry.corpora.items()
    }
    models = {model: State(digest=entry.digest) for model, entry in file.models.items()}
    run = file.history[-1].run if file.history else ""
    return Baseline(Snapshot(file.policy, file.gold, models, readings, run), file.history)


def _reading(corpus: str, value: _Value, where: str) -> Reading:
    lost = frozenset(
        Name(corpus, *_spelling(key), document, start)
        for key, places in value.lost.items()
        for document, starts in places.items()
        for start in starts
    )
    values = {_selected(key): number for key, number in value.values.items()}
    for selection, number in values.items():
        counted = value_of(selection, value.names, len(lost), value.counts, number)
        if number != counted and not (number and counted and math.isclose(number, counted, abs_tol=1e-9)):
            raise InputError(f"{selection} is {number}, its counts say {counted}", where=where, todo=_RESTORE)
    return Reading(value.names, lost, values, value.counts)


def _spelling(key: str) -> tuple[str, str, str]:
    entity, label, surface = key.split(" ", 2)
    return entity, label, surface


def _selected(key: str) -> Selection:
    return msgspec.convert(dict(zip(Selection.__struct_fields__, key.split(" ", 5), strict=False)), Selection)


def write_baseline(path: Path, snapshot: Snapshot, history: tuple[Step, ...]) -> None:
    """Write the file whole; the readings must have no nan."""
    models: dict[str, Any] = {}
    for (model, corpus), reading in sorted(snapshot.readings.items()):
        entry = models.setdefault(model, {"digest": snapshot.models[model].digest, "corpora": {}})
        entry["corpora"][corpus] = _encoded(reading)
    content = {
        "schema": SCHEMA,
        "policy": snapshot.policy,
        "gold": dict(sorted(snapshot.gold.items())),
        "history": [msgspec.to_builtins(step) for step in history],
        "models": models,
    }
    with writing(path) as file:
        file.write(readable(content) + "\n")


def _encoded(reading: Reading) -> dict[str, Any]:
    return {
        "names": reading.names,
        "values": {str(selection): value for selection, value in reading.values.items()},
        "counts": {key: _sorted(documents) for key, documents in reading.counts.items()},
        "lost": {
            f"{entity} {label} {surface}": _places(names)
            for (_, entity, label, surface), names in by_spelling(reading.lost).items()
        },
    }


def _sorted(documents: Documents) -> Mapping[str, Any]:
    return {key: documents[key] for key in sorted(documents)}


def _places(names: list[Name]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for name in names:
        places.setdefault(name.document, []).append(name.start)
    return places


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
