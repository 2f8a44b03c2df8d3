"""The baseline's file: what stands in it, and reading it, whatever became of it. One fact a line, so that a diff reads.

Each spelling of an entity is a line with the marks of all models: a + or - for each of its mentions in order of
document and place, or one sign for all. Which mentions those are the gold says, whose hash is in the file. What is
held of the probes is a line for each entity too: every model's share, as 3/12.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from allonym.compare.probed import MOST
from allonym.corpus.checked import each_key_once, fault
from allonym.corpus.files import read_text
from allonym.errors import InputError

_KIND, _VERSION = "allonym/baseline", 2
SCHEMA = f"{_KIND}/{_VERSION}"
Count = Annotated[int, msgspec.Meta(ge=0, lt=MOST)]
NONE = "-"
"""The share of a model that was not asked."""
RESTORE = "take it from version control again, or write a new one: allonym gate --update --reason WHY"
_T = TypeVar("_T")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One writing of the baseline: when, why, and from which run."""

    date: str
    reason: str
    run: str


def step_now(reason: str, run: str) -> Step:
    """The writing of a baseline today."""
    return Step(datetime.now(UTC).date().isoformat(), " ".join(reason.split()), run)


class Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
    counts: dict[str, dict[str, dict[str, dict[str, list[list[Count]]]]]]
    asked: dict[str, dict[str, str]]
    probes: dict[str, dict[str, dict[str, str]]]
    names: dict[str, dict[str, list[str | None]]]


def read_stored(path: Path) -> Stored:
    """What a baseline file holds.

    InputError, with what to do, for one that is missing, torn, half merged, edited by hand or of another schema.
    """
    raw = read_raw(path)
    if (schema := _schema(raw, path)) < _VERSION:
        todo = "write it anew; its history is kept: allonym gate --update --reason WHY"
        raise InputError(f"schema {_KIND}/{schema} is older than {SCHEMA}", where=str(path), todo=todo)
    return converted(raw, Stored, path)


def read_history(path: Path) -> tuple[Step, ...]:
    """When and why the file was written, oldest first, also of an older schema; none where there is no file.

    InputError as by `read_stored`.
    """
    if not path.exists():
        return ()
    raw = read_raw(path)
    if _schema(raw, path) == _VERSION:
        return converted(raw, Stored, path).history
    return converted(raw.get("history"), tuple[Step, ...], path)


def is_older(path: Path) -> bool:
    """Whether a file was written under an older schema, so that only its history is of use."""
    return _schema(read_raw(path), path) < _VERSION


def read_raw(path: Path) -> Any:
    """The JSON of a baseline file; InputError, with what to do, for one that is missing, torn or half merged."""
    if not path.is_file():
        raise InputError("no baseline", where=str(path), todo="write one: allonym gate --update --reason WHY")
    text = read_text(path)
    if marker := _MARKER.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        raise InputError("a merge conflict is not resolved", where=f"{path}:{line}", todo=RESTORE)
    try:
        found = json.loads(text, parse_constant=_no_number(path))
        each_key_once(text.encode(), str(path), RESTORE)
        return found
    except json.JSONDecodeError as error:
        todo = RESTORE
        raise InputError(f"not whole JSON: {error.msg}", where=f"{path}:{error.lineno}", todo=todo) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a baseline: {fault(error)}", where=str(path), todo=RESTORE) from None


def converted(raw: Any, kind: type[_T], path: Path) -> _T:
    """The JSON as a value; InputError where it is none."""
    try:
        return msgspec.convert(raw, kind)
    except (msgspec.ValidationError, ValueError) as error:
        raise InputError(f"not a baseline: {error}", where=str(path), todo=RESTORE) from None


def _no_number(path: Path) -> Any:
    def refuse(constant: str) -> Any:
        raise InputError(f"{constant} is no number", where=str(path), todo=RESTORE)

    return refuse


def _schema(raw: Any, path: Path) -> int:
    """The version of the schema; InputError where it is of another kind, or newer than this one."""
    schema = raw.get("schema") if isinstance(raw, dict) else None
    kind, _, version = str(schema).rpartition("/")
    if kind != _KIND or not _NUMBER.fullmatch(version):
        raise InputError(f"schema {schema!r} is not {SCHEMA}", where=str(path), todo=RESTORE)
    if int(version) > _VERSION:
        todo = "upgrade allonym to the version that wrote it"
        raise InputError(f"schema {schema} is newer than {SCHEMA}", where=str(path), todo=todo)
    return int(version)
