"""The baseline file: a snapshot, and the history of why it was taken. One fact a line, so that a diff reads.

Each spelling of an entity is a line with the marks of all models: a + or - for each of its mentions in order of
document and place, or one sign for all. Which mentions those are the gold says, whose hash is in the file. What is
held of the probes is a line for each entity too: every model's share, as 3/12.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from allonym.compare import probed
from allonym.compare.names import GoldName, by_spelling
from allonym.compare.probed import Entities
from allonym.corpus.checked import fault
from allonym.corpus.files import read_text, writing
from allonym.errors import InputError
from allonym.gate.snapshot import Reading, Snapshot, State, value_of
from allonym.measures.main import Selection

_KIND, _VERSION = "allonym/baseline", 2
SCHEMA = f"{_KIND}/{_VERSION}"
_T = TypeVar("_T")
_WIDTH = 110
_NONE = "-"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_Group = tuple[str, str, str, str]
"""Corpus, entity, label, spelling."""
_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_RESTORE = "take it from version control again, or write a new one: allonym gate --update --reason WHY"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One writing of the baseline: when, why, and from which run."""

    date: str
    reason: str
    run: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file. Lists have an entry a model, in the order of `models`; null where it was not run on the corpus.

    `probes` has such a list as a line of shares, with - for null: by corpus, number and entity. `asked` says by corpus
    and probe which spellings were put where.
    """

    schema: str
    policy: str
    gold: dict[str, str]
    history: tuple[Step, ...]
    models: dict[str, str]
    values: dict[str, dict[str, list[float | None]]]
    counts: dict[str, dict[str, dict[str, dict[str, list[list[int]]]]]]
    asked: dict[str, dict[str, str]]
    probes: dict[str, dict[str, dict[str, str]]]
    names: dict[str, dict[str, list[str | None]]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file as read; its history is oldest first."""

    path: Path
    file: _File

    @property
    def history(self) -> tuple[Step, ...]:
        return self.file.history

    @property
    def corpora(self) -> tuple[str, ...]:
        return tuple(self.file.gold)

    def snapshot(self, gold: Mapping[str, str], names: Mapping[str, Sequence[GoldName]]) -> Snapshot:
        """The snapshot that the file holds, its names read with the gold's (corpus to hash, corpus to names).

        Of a corpus whose gold is another now only the hash is known. InputError where marks, names, counts and
        numbers do not agree, as after an edit by hand.
        """
        file = self.file
        readings = {
            (model, corpus): reading
            for corpus, digest in file.gold.items()
            for place, model in enumerate(file.models)
            if gold.get(corpus) == digest
            and (reading := self._reading(corpus, model, place, names.get(corpus, ()))) is not None
        }
        models = {model: State(digest=digest) for model, digest in file.models.items()}
        run = file.history[-1].run if file.history else ""
        asked = {(corpus, probe): digest for corpus, each in file.asked.items() for probe, digest in each.items()}
        return Snapshot(file.policy, file.gold, models, readings, run, asked=asked)

    def _reading(self, corpus: str, model: str, place: int, names: Sequence[GoldName]) -> Reading | None:
        where = f"{self.path}: {model} on {corpus}"
        try:
            values = {_selected(key): each[place] for key, each in self.file.values[corpus].items()}
            counts = {key: each[model] for key, each in self.file.counts[corpus].items() if model in each}
            marks = {key: each[place] for key, each in self.file.names[corpus].items()}
            if all(value is None for value in [*values.values(), *marks.values()]):
                return None
            lost = frozenset(_lost(by_spelling(names), marks))
            reading = Reading(len(names), lost, values, counts, dict(self._entities(corpus, place)))
            for selection, number in values.items():
                counted = value_of(selection, reading, number)
                if number != counted and not (number and counted and math.isclose(number, counted, abs_tol=1e-9)):
                    raise ValueError(f"{selection} is {number}, its counts say {counted}")
        except (KeyError, IndexError, ValueError, msgspec.ValidationError) as error:
            raise InputError(f"edited by hand: {error}", where=where, todo=_RESTORE) from None
        return reading

    def _entities(self, corpus: str, place: int) -> Iterator[tuple[Selection, Entities]]:
        for key, lines in self.file.probes.get(corpus, {}).items():
            shares = {entity: _shares(line, len(self.file.models))[place] for entity, line in lines.items()}
            if any(share != _NONE for share in shares.values()):
                yield _selected(key), {entity: probed.read(share) for entity, share in shares.items() if share != _NONE}


def _shares(line: str, models: int) -> list[str]:
    shares = line.split(" ")
    if len(shares) != models:
        raise ValueError(f"{line!r} has not {models} shares")
    return shares


def _lost(groups: Mapping[_Group, Sequence[GoldName]], marks: Mapping[str, str | None]) -> Iterator[GoldName]:
    """The names that the marks say are lost; ValueError where they are not the marks of these names."""
    keys = {_key(group): found for group, found in groups.items()}
    if keys.keys() != marks.keys():
        odd = sorted(keys.keys() ^ marks.keys())[0]
        raise ValueError(f"names are not those of the gold ({odd})")
    for key, found in keys.items():
        mark = marks[key] or ""
        spread = mark * len(found) if len(mark) == 1 else mark
        if len(spread) != len(found) or set(spread) - set("+-"):
            raise ValueError(f"{key} has {len(found)} mentions, not {mark!r}")
        yield from (name for name, one in zip(found, spread, strict=True) if one == "-")


def _key(group: _Group) -> str:
    _, entity, label, surface = group
    return f"{entity} {label} {surface}"


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file.

    InputError, with what to do, for one that is missing, torn, half merged, edited by hand or of another schema.
    """
    raw = _read(path)
    if (schema := _schema(raw, path)) < _VERSION:
        todo = "write it anew; its history is kept: allonym gate --update --reason WHY"
        raise InputError(f"schema {_KIND}/{schema} is older than {SCHEMA}", where=str(path), todo=todo)
    return Baseline(path, _converted(raw, _File, path))


def read_history(path: Path) -> tuple[Step, ...]:
    """When and why the file was written, oldest first, also of an older schema; none where there is no file.

    InputError as by `read_baseline`.
    """
    if not path.exists():
        return ()
    raw = _read(path)
    if _schema(raw, path) == _VERSION:
        return _converted(raw, _File, path).history
    return _converted(raw.get("history"), tuple[Step, ...], path)


def is_older(path: Path) -> bool:
    """Whether a file was written under an older schema, so that only its history is of use."""
    return _schema(_read(path), path) < _VERSION


def _read(path: Path) -> Any:
    if not path.is_file():
        raise InputError("no baseline", where=str(path), todo="write one: allonym gate --update --reason WHY")
    text = read_text(path)
    if marker := _MARKER.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        raise InputError("a merge conflict is not resolved", where=f"{path}:{line}", todo=_RESTORE)
    try:
        return json.loads(text, parse_constant=_no_number(path))
    except json.JSONDecodeError as error:
        todo = _RESTORE
        raise InputError(f"not whole JSON: {error.msg}", where=f"{path}:{error.lineno}", todo=todo) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a baseline: {fault(error)}", where=str(path), todo=_RESTORE) from None


def _converted(raw: Any, kind: type[_T], path: Path) -> _T:
    try:
        return msgspec.convert(raw, kind)
    except (msgspec.ValidationError, ValueError) as error:
        raise InputError(f"not a baseline: {error}", where=str(path), todo=_RESTORE) from None


def _no_number(path: Path) -> Any:
    def refuse(constant: str) -> Any:
        raise InputError(f"{constant} is no number", where=str(path), todo=_RESTORE)

    return refuse


def _schema(raw: Any, path: Path) -> int:
    """The version of the schema; InputError where it is of another kind, or newer than this one."""
    schema = raw.get("schema") if isinstance(raw, dict) else None
    kind, _, version = str(schema).rpartition("/")
    if kind != _KIND or not _NUMBER.fullmatch(version):
        raise InputError(f"schema {schema!r} is not {SCHEMA}", where=str(path), todo=_RESTORE)
    if int(version) > _VERSION:
        todo = "upgrade allonym to the version that wrote it"
        raise InputError(f"schema {schema} is newer than {SCHEMA}", where=str(path), todo=todo)
    return int(version)


def _selected(key: str) -> Selection:
    return msgspec.convert(dict(zip(Selection.__struct_fields__, key.split(" ", 5), strict=False)), Selection)


def write_baseline(path: Path, snapshot: Snapshot, history: tuple[Step, ...]) -> None:
    """Write the file whole; the snapshot must have its names, and its readings no nan."""
    models = sorted(snapshot.models)
    content = {
        "schema": SCHEMA,
        "policy": snapshot.policy,
        "gold": dict(sorted(snapshot.gold.items())),
        "history": [msgspec.to_builtins(step) for step in history],
        "models": {model: snapshot.models[model].digest for model in models},
        "values": {corpus: _values(snapshot, corpus, models) for corpus in sorted(snapshot.gold)},
        "counts": {corpus: _counts(snapshot, corpus, models) for corpus in sorted(snapshot.gold)},
        "asked": {corpus: _asked(snapshot, corpus) for corpus in sorted(snapshot.gold)},
        "probes": {corpus: _probes(snapshot, corpus, models) for corpus in sorted(snapshot.gold)},
        "names": {corpus: _names(snapshot, corpus, models) for corpus in sorted(snapshot.gold)},
    }
    with writing(path) as file:
        file.write(readable(content) + "\n")


def _values(snapshot: Snapshot, corpus: str, models: Sequence[str]) -> dict[str, Any]:
    readings = [snapshot.readings.get((model, corpus)) for model in models]
    selections = dict.fromkeys(selection for reading in readings if reading for selection in reading.values)
    return {str(s): [reading.values.get(s) if reading else None for reading in readings] for s in selections}


def _counts(snapshot: Snapshot, corpus: str, models: Sequence[str]) -> dict[str, Any]:
    by_key: dict[str, dict[str, Any]] = {}
    for model in models:
        if reading := snapshot.readings.get((model, corpus)):
            for key, documents in reading.counts.items():
                by_key.setdefault(key, {})[model] = {name: documents[name] for name in sorted(documents)}
    return by_key


def _asked(snapshot: Snapshot, corpus: str) -> dict[str, str]:
    return {probe: digest for (name, probe), digest in sorted(snapshot.asked.items()) if name == corpus}


def _probes(snapshot: Snapshot, corpus: str, models: Sequence[str]) -> dict[str, Any]:
    readings = [snapshot.readings.get((model, corpus)) for model in models]
    selections = dict.fromkeys(selection for reading in readings if reading for selection in reading.entities)
    return {str(s): _lines([reading.entities.get(s) if reading else None for reading in readings]) for s in selections}


def _lines(models: Sequence[Entities | None]) -> dict[str, str]:
    """A line an entity: each model's share; 0/0 where it has none, - where the model was not asked."""
    known = {entity: counts for entities in models if entities for entity, counts in entities.items()}
    nothing = (0,) * len(next(iter(known.values()), ()))
    return {
        entity: " ".join(_NONE if each is None else probed.written(each.get(entity, nothing)) for each in models)
        for entity in sorted(known)
    }


def _names(snapshot: Snapshot, corpus: str, models: Sequence[str]) -> dict[str, Any]:
    readings = [snapshot.readings.get((model, corpus)) for model in models]
    return {
        _key(group): [_mark(found, reading.lost) if reading else None for reading in readings]
        for group, found in by_spelling(snapshot.names[corpus]).items()
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
