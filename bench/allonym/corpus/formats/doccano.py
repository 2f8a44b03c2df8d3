"""doccano's sequence labelling export: {"id", "text", "label": [[start, end, label], ...]} a line.

Read too: the key `labels`, and the relation export's `entities` of {"label", "start_offset", "end_offset"}.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.check import check_bounds
from allonym.corpus.files import writing
from allonym.corpus.formats.folders import text_of
from allonym.corpus.formats.json_files import records
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.source import endings, reading
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".doccano",)
HOLDS_ENTITIES = False
_KEYS = ("label", "labels", "entities")
_MARK = b"\xef\xbb\xbf"


def recognise(path: Path, head: bytes) -> bool:
    """By the keys of the first line, however long its text is."""
    if endings(path)[-1:] not in ([".jsonl"], [".json"]) or not head.removeprefix(_MARK).startswith(b"{"):
        return False
    with reading(path) as file:
        line = file.readline().removeprefix(_MARK)
    try:
        record = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return (
        ("text" in record or "data" in record)
        and "spans" not in record
        and any(bytes(record[key]).startswith(b"[") for key in _KEYS if key in record)
    )


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for number, (where, record) in enumerate(records(path), 1):
        text = record.get("text", record.get("data"))
        if not isinstance(text, str):
            raise InputError('no "text", a string', where=where)
        found: list[Any] = next((record[key] for key in _KEYS if isinstance(record.get(key), list)), [])
        mentions = tuple(sorted(_mention(one, where) for one in found))
        check_bounds(mentions, len(text), where)
        yield Document(str(record.get("id", f"#{number}")), text, mentions)


def _mention(one: Any, where: str) -> Mention:
    match one:
        case [int() as start, int() as end, str() as label]:
            return Mention(start, end, label)
        case Mapping():
            keys = (one.get("start_offset"), one.get("end_offset"), one.get("label"))
            if isinstance(keys[0], int) and isinstance(keys[1], int) and isinstance(keys[2], str):
                return Mention(keys[0], keys[1], keys[2])
    raise InputError(f"{one!r} is no label [start, end, label]", where=where)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    with writing(path) as file:
        for document in documents:
            label = [[m.start, m.end, m.label] for m in document.mentions]
            record = {"id": document.id, "text": text_of(document, "doccano"), "label": label}
            file.write(msgspec.json.encode(record).decode() + "\n")
