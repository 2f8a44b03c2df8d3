"""Gold files as the project has them, written from documents with their text."""

from __future__ import annotations

import json
from itertools import repeat
from pathlib import Path
from typing import Any

from allonym.corpus.neighbours import neighbours
from allonym.corpus.standoff import describe
from allonym.corpus.values import Document, Mention


def write_standoff(document: Document, path: Path, *, for_strangers: bool = False) -> None:
    """Write the standoff file of a document that has its text: one span a line, so that a diff can be read.

    `for_strangers`: the text is not shipped, so each span gets the hashes by which `realign` finds it in other copies.
    """
    assert document.text is not None
    head = {"title": None, "publisher": None, "date": None, **document.extra, **describe(document.text)}
    lines = [f" {_dump(key)}: {_dump(value)}" for key, value in {"id": document.id, **head}.items()]
    hashes = neighbours(document.mentions, document.text) if for_strangers else repeat({})
    records = (_span(mention, document.text) | more for mention, more in zip(document.mentions, hashes, strict=False))
    spans = ",\n".join(f"  {_dump(record)}" for record in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(lines) + ',\n "spans": [\n' + spans + "\n ]\n}\n", "utf-8")


def _span(mention: Mention, text: str) -> dict[str, Any]:
    known = {"start": mention.start, "end": mention.end, "label": mention.label}
    return known | {"entity": mention.entity} | dict(mention.extra) | {"surface": mention.of(text)}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
