"""Label Studio's JSON and JSON-MIN exports, and tasks to import.

Offsets are code points, as Label Studio counts them. A task's document id is data.id where it has one, else its own.
The annotation that counts is the only one that was not cancelled; several are an error, for nobody has said which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import check_bounds
from allonym.corpus.files import writing
from allonym.corpus.formats.folders import text_of
from allonym.corpus.formats.json_files import first_keys, records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".json",)
HOLDS_ENTITIES = True


def recognise(path: Path, head: bytes) -> bool:
    keys = first_keys(head)
    return path.suffix == ".json" and keys.startswith("[") and ('"annotations":' in keys or '"labels":["' in keys)


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for where, task in records(path):
        data = task.get("data", task)
        text = data.get("text") if isinstance(data, Mapping) else None
        if not isinstance(text, str):
            raise InputError('no "text" in the task', where=where)
        mentions = tuple(sorted(m for region in _regions(task, where) for m in _mentions(region, text, where)))
        check_bounds(mentions, len(text), where)
        yield Document(str(data.get("id", task.get("id"))), text, mentions)


def _regions(task: Mapping[str, Any], where: str) -> list[Any]:
    """The regions of the task's one annotation; those of JSON-MIN stand under the name of the control."""
    if "annotations" in task or "completions" in task or "predictions" in task:
        done = [one for one in task.get("annotations", task.get("completions", [])) if not one.get("was_cancelled")]
        if len(done) > 1:
            raise InputError(f"the task has {len(done)} annotations", where=where, todo="export one annotation a task")
        found = (done or task.get("predictions") or [{}])[0].get("result", [])
        return [
            region["value"] | {"meta": region.get("meta", {})} for region in found if region.get("type") == "labels"
        ]
    return [
        one for value in task.values() if isinstance(value, list) for one in value
        if isinstance(one, Mapping) and "labels" in one
    ]  # fmt: skip


def _mentions(value: Mapping[str, Any], text: str, where: str) -> list[Mention]:
    start, end, labels = value.get("start"), value.get("end"), value.get("labels")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(labels, list):
        raise InputError(f"a region without start, end or labels: {dict(value)!r:.80}", where=where)
    said = value.get("text")
    if isinstance(said, str) and said.split() != text[start:end].split():
        raise InputError(
            f"{start}-{end} is {text[start:end]!r}, the region says {said!r}", where=where, todo="is this plain text?"
        )
    entity = next(iter(value.get("meta", {}).get("text", [])), None)
    return [Mention(start, end, label, entity) for label in labels]


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    tasks = [_task(number, document, text_of(document, "Label Studio")) for number, document in enumerate(documents, 1)]
    with writing(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(tasks), indent=1).decode() + "\n")


def _task(number: int, document: Document, text: str) -> dict[str, Any]:
    regions = [_region(place, mention, text) for place, mention in enumerate(document.mentions, 1)]
    return {"id": number, "data": {"id": document.id, "text": text}, "annotations": [{"result": regions}]}


def _region(number: int, mention: Mention, text: str) -> dict[str, Any]:
    value = {"start": mention.start, "end": mention.end, "text": mention.of(text), "labels": [mention.label]}
    meta = {"meta": {"text": [mention.entity]}} if mention.entity else {}
    return {"id": f"r{number}", "type": "labels", "from_name": "label", "to_name": "text", "value": value, **meta}
