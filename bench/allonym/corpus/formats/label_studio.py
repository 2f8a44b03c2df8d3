"""Label Studio's JSON and JSON-MIN exports, and tasks to import.

Offsets are code points, as Label Studio counts them. A task's document id is data.id where it has one, else its own;
its text is data.text, or whatever text of the task all its regions fit. The annotation that counts is the only one that
was not cancelled, or the one of the annotator who is named; several are an error, for nobody has said which. A task
that was skipped or not labelled is left out: what its predictions say is not gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import check_surface, numbered
from allonym.corpus.checked import from_part
from allonym.corpus.files import writing
from allonym.corpus.formats.folders import text_of
from allonym.corpus.formats.json_files import is_list_of, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".json",)
HOLDS_ENTITIES = True
_MARKS = ("annotations", "completions", "predictions")
_MIN_MARKS = {"annotation_id", "annotator", "lead_time"}
_ELSEWHERE = ("hypertextlabels", "paragraphlabels")
"""Regions that are spans of a text, but with places in HTML or in turns of a dialogue."""
Raw = msgspec.Raw

_UNCHOSEN = "labels without a label"


class _Value(msgspec.Struct):
    start: int
    end: int
    labels: list[str]
    text: str | None = None


class _Meta(msgspec.Struct):
    text: list[str] | str | None = None


class _Region(msgspec.Struct):
    type: str
    value: Raw = Raw(b"null")
    meta: _Meta | None = None


class _Annotation(msgspec.Struct):
    result: list[_Region]
    was_cancelled: bool = False
    completed_by: Raw = Raw(b"null")
    model_version: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """A task: its place, its id, the texts in it by key, and its regions, and why nobody labelled it."""

    where: str
    id: int | str | None
    texts: Mapping[str, str]
    spans: Sequence[tuple[_Value, str | None]]
    left_out: str


def fits(record: Any) -> bool:
    if not isinstance(record, Mapping):
        return False
    if "data" in record and any(key in record for key in _MARKS):
        return True
    return bool(record.keys() & _MIN_MARKS) or any(
        is_list_of(record, key, b"{") and b'"labels"' in bytes(record[key]) for key in record
    )


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    said: dict[str, int] = {}
    options = replace(options, part=_part(path, options))
    tasks = [_task(record, where, options, said) for where, record in records(path, dict[str, Raw], options.encoding)]
    for kind, number in said.items():
        options.warn(f"{path}: {number} regions of type {kind} are no spans; they are passed over")
    key = options.text_key or _text_key(tasks, str(path))
    for number, task in enumerate(tasks, 1):
        if key not in task.texts:
            raise InputError(f"no {key!r}, a text, in the task", where=task.where, todo="name it: --text-key")
        text = task.texts[key]
        mentions = (_mention(*one, label, text, task.where) for one in task.spans for label in one[0].labels)
        yield numbered(task.id, number, text, mentions, task.where, left_out=task.left_out)


def _part(path: Path, options: FormatOptions) -> str | None:
    """Whether predictions are read: if it says so, or if "either" may be and the file holds no annotations."""
    if options.part != "either":
        return options.part
    has = [False, False]
    for where, record in records(path, dict[str, Raw], options.encoding):
        has[0] |= any(_listed(record, ("annotations", "completions"), where))
        has[1] |= any(bytes(raw).startswith(b"{") for raw in _listed(record, ("predictions",), where))
    if all(has):
        todo = "name what to score: --pred-part annotations or predictions"
        raise InputError("holds annotations and predictions", where=str(path), todo=todo)
    return "predictions" if has[1] else None


def _mention(value: _Value, entity: str | None, label: str, text: str, where: str) -> Mention:
    check_surface(text, value.start, value.end, value.text, where)
    return Mention(value.start, value.end, label, entity)


def _task(record: Mapping[str, Raw], where: str, options: FormatOptions, said: dict[str, int]) -> _Task:
    data = from_part(record["data"], where, dict[str, Raw]) if "data" in record else record
    texts = {key: from_part(raw, where, str) for key, raw in data.items() if bytes(raw).startswith(b'"')}
    given = data.get("id", record.get("id", Raw(b"null")))
    identifier: Any = from_part(given, where, int | str | None)  # type: ignore[arg-type]
    if not any(key in record for key in _MARKS):
        return _Task(where, identifier, texts, _of_min(record, where), "")
    regions, left_out = _regions(record, where, options)
    return _Task(where, identifier, texts, [one for region in regions for one in _spans(region, where, said)], left_out)


def _regions(record: Mapping[str, Raw], where: str, options: FormatOptions) -> tuple[list[_Region], str]:
    """The regions that count, and why there are none where nobody labelled the task."""
    done = [from_part(raw, where, _Annotation) for raw in _listed(record, ("annotations", "completions"), where)]
    guessed = _listed(record, ("predictions",), where)
    if options.part == "predictions":
        return _guess(guessed, where, options.annotator), ""
    kept = [one for one in done if not one.was_cancelled]
    if options.annotator is not None:
        kept = [one for one in kept if options.annotator in _people(one, where)]
    if len(kept) > 1:
        raise InputError(
            f"the task has {len(kept)} annotations",
            where=where,
            todo="export one annotation a task, or name whose counts: --annotator",
        )
    if kept:
        return kept[0].result, ""
    return [], "skipped" if done and options.annotator is None else "not labelled"


def _listed(record: Mapping[str, Raw], keys: Sequence[str], where: str) -> list[Raw]:
    return [raw for key in keys if key in record for raw in from_part(record[key], where, list[Raw])]


def _guess(guessed: list[Raw], where: str, version: str | None) -> list[_Region]:
    """The regions of the one prediction, or of the one of a model version."""
    if any(not bytes(raw).startswith(b"{") for raw in guessed):
        raise InputError("predictions are given by number", where=where, todo="export them with their regions")
    every = [from_part(raw, where, _Annotation) for raw in guessed]
    chosen = [one for one in every if version in (None, one.model_version)]
    if len(chosen) > 1:
        todo = "name the model version that counts: --annotator"
        raise InputError(f"the task has {len(chosen)} predictions", where=where, todo=todo)
    return chosen[0].result if chosen else []


def _people(annotation: _Annotation, where: str) -> set[str]:
    """What the annotator of an annotation is called: number, address, names."""
    found: Any = from_part(annotation.completed_by, where, int | str | dict[str, Any] | None)  # type: ignore[arg-type]
    return {str(one) for one in found.values()} if isinstance(found, dict) else {str(found)}


def _spans(region: _Region, where: str, said: dict[str, int]) -> Iterator[tuple[_Value, str | None]]:
    if region.type in _ELSEWHERE:
        raise _elsewhere(region.type, where)
    if region.type != "labels":
        said[region.type] = said.get(region.type, 0) + 1
        return
    value = from_part(region.value, where, _Value)
    if not value.labels:
        said[_UNCHOSEN] = said.get(_UNCHOSEN, 0) + 1
    note = region.meta.text if region.meta else None
    entity = note if isinstance(note, str) else next(iter(note or ()), None)
    yield value, entity


def _elsewhere(kind: str, where: str) -> InputError:
    todo = "label plain text, or export it as such"
    return InputError(f"a region of type {kind}, whose places are not in a plain text", where=where, todo=todo)


def _of_min(record: Mapping[str, Raw], where: str) -> list[tuple[_Value, str | None]]:
    """The regions of JSON-MIN, which stand under the name of the control."""
    regions: list[tuple[_Value, str | None]] = []
    for raw in record.values():
        if not bytes(raw).startswith(b"["):
            continue
        for one in from_part(raw, where, list[Raw]):
            keys = from_part(one, where, dict[str, Raw]) if bytes(one).startswith(b"{") else {}
            if strange := next((kind for kind in _ELSEWHERE if kind in keys), None):
                raise _elsewhere(strange, where)
            if "labels" in keys:
                regions.append((from_part(one, where, _Value), None))
    return regions


def _text_key(tasks: Sequence[_Task], path: str) -> str:
    """Where the text stands in every task: under "text", or under the one key whose texts all the regions fit."""
    keys = set.intersection(*(set(task.texts) for task in tasks)) if tasks else set()
    if "text" in keys:
        return "text"
    fit = [
        key
        for key in sorted(keys)
        if all(_fits_text(value, task.texts[key]) for task in tasks for value, _ in task.spans)
    ]
    if len(fit) != 1 and tasks:
        shown = ", ".join(sorted(keys)) or "none"
        raise InputError(f"which is the text? There is {shown}", where=path, todo="name it: --text-key")
    return fit[0] if fit else "text"


def _fits_text(value: _Value, text: str) -> bool:
    end = value.end <= len(text)
    return end and (value.text is None or value.text.split() == text[value.start : value.end].split())


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    tasks = [
        _as_task(number, document, text_of(document, "Label Studio")) for number, document in enumerate(documents, 1)
    ]
    with writing(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(tasks), indent=1).decode() + "\n")


def _as_task(number: int, document: Document, text: str) -> dict[str, Any]:
    regions = [_as_region(place, mention, text) for place, mention in enumerate(document.mentions, 1)]
    return {"id": number, "data": {"id": document.id, "text": text}, "annotations": [{"result": regions}]}


def _as_region(number: int, mention: Mention, text: str) -> dict[str, Any]:
    value = {"start": mention.start, "end": mention.end, "text": mention.of(text), "labels": [mention.label]}
    meta = {"meta": {"text": [mention.entity]}} if mention.entity else {}
    return {"id": f"r{number}", "type": "labels", "from_name": "label", "to_name": "text", "value": value, **meta}
