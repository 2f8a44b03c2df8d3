"""A file of answers as a model: under its labels as they are, or described as in models/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.checked import from_toml
from allonym.corpus.files import read_bytes
from allonym.errors import InputError
from allonym.labels import KNOWN
from allonym.predict.given import read_given
from allonym.predict.models import Model, to_model
from allonym.predict.record import recorded_model


def given_models(named: Iterable[tuple[str, Path]], described: Path | None = None) -> tuple[Model, ...]:
    """Models by id and file of answers; `described` holds [labels] and what else is known of them.

    Without it a label that the project knows stands for itself; others are reported, as those of any model are.
    Raises InputError for a file that is none, at once, and for a label map that leads nowhere.
    """
    table = _table(described) if described else {}
    return tuple(_model(name, path, table, str(described or path)) for name, path in named)


def _table(path: Path) -> dict[str, Any]:
    table = from_toml(read_bytes(path), str(path), dict[str, Any], "no description of a model")
    if sources := {"adapter", "command", "answers"} & table.keys():
        raise InputError(f"{sources.pop()}: the answers are given already", where=str(path), todo="leave it out")
    return table


def _model(name: str, path: Path, table: Mapping[str, Any], where: str) -> Model:
    given = read_given(path)
    if given.record and not table:
        return msgspec.structs.replace(recorded_model(path), id=name)
    found = given.labels
    labels = {label: label for label in found if label in KNOWN}
    if not (labels or table):
        todo = 'name a file with a line such as per = "PER" below [labels]: --labels FILE.toml'
        raise InputError(f"no label of the project's: {', '.join(found[:5]) or 'no spans'}", where=str(path), todo=todo)
    return to_model({"labels": labels} | dict(table) | {"id": name, "answers": str(path.resolve())}, path, where)
