"""A baseline as a snapshot: read from its file and the gold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from allonym.compare import probed
from allonym.compare.names import GoldName, by_spelling
from allonym.compare.probed import Entities
from allonym.errors import InputError
from allonym.gate.snapshot import Reading, Snapshot, State, value_of
from allonym.gate.stored import NONE, RESTORE, Stored
from allonym.measures.main import Selection

Group = tuple[str, str, str, str]
"""Corpus, entity, label, spelling."""


def baseline_snapshot(
    path: Path, file: Stored, gold: Mapping[str, str], names: Mapping[str, Sequence[GoldName]]
) -> Snapshot:
    """The snapshot that a baseline file holds, its names read with the gold's (corpus to hash, corpus to names).

    Of a corpus whose gold is another now only the hash is known. InputError where marks, names, counts and
    numbers do not agree, as after an edit by hand.
    """
    readings = {
        (model, corpus): reading
        for corpus, digest in file.gold.items()
        for place, model in enumerate(file.models)
        if gold.get(corpus) == digest
        and (reading := _reading(path, file, corpus, place, names.get(corpus, ()))) is not None
    }
    models = {model: State(digest=digest) for model, digest in file.models.items()}
    run = file.history[-1].run if file.history else ""
    asked = {(corpus, probe): digest for corpus, each in file.asked.items() for probe, digest in each.items()}
    return Snapshot(file.policy, file.gold, models, readings, run, asked=asked)


def _reading(path: Path, file: Stored, corpus: str, place: int, names: Sequence[GoldName]) -> Reading | None:
    """What the file has of a corpus and of the model at a place."""
    model = list(file.models)[place]
    try:
        values = {_selected(key): each[place] for key, each in file.values[corpus].items()}
        counts = {key: each[model] for key, each in file.counts[corpus].items() if model in each}
        marks = {key: each[place] for key, each in file.names[corpus].items()}
        if all(value is None for value in [*values.values(), *marks.values()]):
            return None
        lost = frozenset(_lost(by_spelling(names), marks))
        reading = Reading(len(names), lost, values, counts, dict(_entities(file, corpus, place)))
        for selection, number in values.items():
            counted = value_of(selection, reading, number)
            if number != counted and not (number and counted and math.isclose(number, counted, abs_tol=1e-9)):
                raise ValueError(f"{selection} is {number}, its counts say {counted}")
    except (KeyError, IndexError, ValueError, msgspec.ValidationError) as error:
        raise InputError(f"edited by hand: {error}", where=f"{path}: {model} on {corpus}", todo=RESTORE) from None
    return reading


def _entities(file: Stored, corpus: str, place: int) -> Iterator[tuple[Selection, Entities]]:
    for key, lines in file.probes.get(corpus, {}).items():
        shares = {entity: _shares(line, len(file.models))[place] for entity, line in lines.items()}
        if any(share != NONE for share in shares.values()):
            yield _selected(key), {entity: probed.read(share) for entity, share in shares.items() if share != NONE}


def _shares(line: str, models: int) -> list[str]:
    shares = line.split(" ")
    if len(shares) != models:
        raise ValueError(f"{line!r} has not {models} shares")
    return shares


def _lost(groups: Mapping[Group, Sequence[GoldName]], marks: Mapping[str, str | None]) -> Iterator[GoldName]:
    """The names that the marks say are lost; ValueError where they are not the marks of these names."""
    keys = {key_of(group): found for group, found in groups.items()}
    if keys.keys() != marks.keys():
        odd = sorted(keys.keys() ^ marks.keys())[0]
        raise ValueError(f"names are not those of the gold ({odd})")
    for key, found in keys.items():
        mark = marks[key] or ""
        spread = mark * len(found) if len(mark) == 1 else mark
        if len(spread) != len(found) or set(spread) - set("+-"):
            raise ValueError(f"{key} has {len(found)} mentions, not {mark!r}")
        yield from (name for name, one in zip(found, spread, strict=True) if one == "-")


def key_of(group: Group) -> str:
    _, entity, label, surface = group
    return f"{entity} {label} {surface}"


def _selected(key: str) -> Selection:
    return msgspec.convert(dict(zip(Selection.__struct_fields__, key.split(" ", 5), strict=False)), Selection)
