"""Answers that were given elsewhere: a file of them is a model that answers what it holds, and nothing else.

A line is `{"id" or "sha256", "spans"}`. An id is what `allonym records texts` wrote beside the text: its end is the
beginning of the text's SHA-256, so that an answer is never put to another text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.checked import from_json, from_toml
from allonym.corpus.files import read_bytes
from allonym.corpus.source import reading
from allonym.errors import InputError
from allonym.labels import KNOWN
from allonym.predict.answers import Answer, Span, TooManySpans
from allonym.predict.cache import Cache, text_key
from allonym.predict.cost import Cost
from allonym.predict.failures import NotInstalled
from allonym.predict.models import Model, to_model
from allonym.predict.recipe import Recipe, settled
from allonym.predict.record import Record, decode, is_record, recorded_model
from allonym.predict.units import QueueHere, Report, Take

KEY = 8
"""Bytes of a text's SHA-256 that stand for it: among a million texts two share them once in 37 million times."""
_HEX = re.compile(rf"[0-9a-f]{{{2 * KEY}}}|[0-9a-f]{{64}}")


class GivenAnswer(msgspec.Struct, frozen=True):
    """An answer in a file; `usage` is what it used up of something that is paid for."""

    spans: list[Span]
    id: str = ""
    sha256: str = ""
    usage: dict[str, int] = {}


class Given(msgspec.Struct, frozen=True):
    """Spans by the first `KEY` bytes of a text's SHA-256, under the model's own labels, and what each used up."""

    spans: Mapping[bytes, list[Span]]
    usage: Mapping[bytes, Mapping[str, int]] = {}
    record: Record | None = None
    """Where they come from a record."""

    @property
    def labels(self) -> list[str]:
        """The labels that occur, sorted."""
        return sorted({span.label for spans in self.spans.values() for span in spans})


def key_of(text: str) -> bytes:
    """What a text's answer is found by."""
    return text_key(text)[:KEY]


def text_id(group: str, text: str) -> str:
    """The id of a text in a file of texts.

    >>> text_id("stress", "Ali left.")
    'stress/d143433d2347c6bf'
    """
    return f"{group}/{key_of(text).hex()}"


def read_given(path: Path) -> Given:
    """The answers of a JSON Lines file, compressed or not; InputError with file and line for a faulty one."""
    spans: dict[bytes, list[Span]] = {}
    lines: dict[bytes, int] = {}
    usage: dict[bytes, dict[str, int]] = {}
    with reading(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            if number == 1 and is_record(line):
                return _of_record(decode(line + file.read(), str(path)), str(path))
            where = f"{path}:{number}"
            answer = from_json(line, where, GivenAnswer, "no answer", 'write {"id": "...", "spans": [...]}')
            key = _key(answer, where)
            own = _spans(answer, where)
            if spans.setdefault(key, own) != own:
                raise InputError(f"another answer to the text of line {lines[key]}", where=where, todo="keep one")
            lines.setdefault(key, number)
            if answer.usage:
                usage[key] = answer.usage
    return Given(spans, usage)


def _of_record(record: Record, where: str) -> Given:
    try:
        return Given(record.spans(), record=record)
    except (ValueError, IndexError) as error:
        raise InputError(f"no record: {error}", where=where, todo="see what `allonym records check` says") from None


def _key(answer: GivenAnswer, where: str) -> bytes:
    given = answer.sha256 or answer.id.rpartition("/")[2]
    if not _HEX.fullmatch(given):
        raise InputError(
            f"{given[:80]!r} names no text", where=where, todo="keep the id or the sha256 that `records texts` wrote"
        )
    return bytes.fromhex(given)[:KEY]


def _spans(answer: GivenAnswer, where: str) -> list[Span]:
    try:
        return sorted(Answer("", answer.spans).spans_of(""))
    except TooManySpans as error:
        raise InputError(str(error), where=where) from None


class GivenQueue(QueueHere):
    """The queue of a model whose answers are given: a unit fails for what is missing."""

    def __init__(self, model: Model, hashes: Cache) -> None:
        """Raises NotInstalled where there is no such file, InputError where it is none."""
        path = model.answers_file
        if not path.is_file():
            raise NotInstalled(model.id, f"there is no file {path}")
        self.recipe = Recipe(command=(), digest=settled({"answers": hashes.sha256(path)}), size=0, warnings=())
        self._version, self._given = model.version, read_given(path)

    @property
    def record(self) -> Record | None:
        """The record that the answers stand in."""
        return self._given.record

    @property
    def keys(self) -> frozenset[bytes]:
        """What it has answers to."""
        return frozenset(self._given.spans)

    def answer(self, texts: Sequence[str], take: Take) -> Report:
        keys = [key_of(text) for text in texts]
        if missing := sum(key not in self._given.spans for key in keys):
            return Report([], Cost(), failure=(f"{missing:,} texts have no answer", ""))
        for index, key in enumerate(keys):
            take(index, self._given.spans[key])
        if self.record:
            return Report([], self.record.cost, self._version)
        used = Counter[str]()
        for key in keys:
            used.update(self._given.usage.get(key, {}))
        return Report([], Cost(words=sum(len(text.split()) for text in texts), usage=dict(used)), self._version)

    def close(self) -> None:
        """Nothing is at work."""


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
