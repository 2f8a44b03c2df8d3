"""The gold as files with lines, read so that what is faulty in them can still be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allonym.corpus.files import read_text
from allonym.corpus.neighbours import short_hash
from allonym.corpus.values import NOTHING
from allonym.errors import InputError
from allonym.gold.findings import Finding, around, context, line_of
from allonym.names.registry import Entity, Registry, entity_at

_REGISTRY = "entities.jsonl"
_SPANS = re.compile(r'"spans"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class FileSpan:
    """One span as its file has it, whatever it has, with its line."""

    line: int
    record: Mapping[str, Any]

    @property
    def start(self) -> int:
        return int(self.record["start"])

    @property
    def end(self) -> int:
        return int(self.record["end"])

    @property
    def label(self) -> str:
        return str(self.record.get("label"))

    @property
    def entity(self) -> str:
        return str(self.record.get("entity") or "")

    @property
    def surface(self) -> str:
        return str(self.record.get("surface", ""))

    @property
    def has_bounds(self) -> bool:
        """Whether start and end are a stretch at all."""
        start, end = self.record.get("start"), self.record.get("end")
        return type(start) is int and type(end) is int and 0 <= start < end


@dataclass(frozen=True)
class LabelledFile:
    """A standoff file, its text where it is at hand, and what kept it from being read."""

    corpus: str
    where: str
    text_where: str
    text: str | None
    shipped: bool
    record: Mapping[str, Any]
    spans: tuple[FileSpan, ...]
    broken: Finding | None = None

    @property
    def id(self) -> str:
        return Path(self.where).stem

    @cached_property
    def sound(self) -> tuple[FileSpan, ...]:
        """The spans whose bounds lie in the text, or in the length that the file states."""
        stated = self.record.get("length")
        length = len(self.text) if self.text is not None else stated if isinstance(stated, int) else 0
        return tuple(span for span in self.spans if span.has_bounds and span.end <= length)

    def line_at(self, offset: int) -> int:
        """The line of the first span that ends after an offset, or of the last one."""
        after = (span.line for span in sorted(self.sound, key=lambda span: span.start) if span.end > offset)
        return next(after, max((span.line for span in self.spans), default=1))

    def surface(self, span: FileSpan) -> str:
        """What the text has there; without the text, what the file says."""
        return span.surface if self.text is None else self.text[span.start : span.end]

    def around(self, span: FileSpan) -> str:
        """The place with the text on both sides; without the text, the surface."""
        return span.surface if self.text is None else around(self.text, span.start, span.end)

    def context(self, span: FileSpan) -> str:
        """A hash of the surface and the words around: the same whether a text that is not ours is at hand or not."""
        if self.shipped and self.text is not None:
            return context(self.text, span.start, span.end)
        return short_hash(f"{span.record.get('before')} {span.surface} {span.record.get('after')}")


@dataclass(frozen=True)
class Tree:
    """A gold folder: its labelled files, its registry, and where they lie.

    `lines` has the line of each entity, `broken` a finding for each line of the registry that is no entity.
    """

    root: Path
    files: tuple[LabelledFile, ...]
    registry: Registry
    lines: Mapping[str, int]
    broken: tuple[Finding, ...]

    def where(self, path: Path) -> str:
        """A path as findings name it, beginning with the gold folder."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"


def read_labelled(path: Path, corpus: str, where: str, text: str | None, shipped: bool) -> LabelledFile:
    """A standoff file; a broken one has a finding instead of spans."""
    text_where = where.removesuffix(".json") + ".txt" if shipped else where
    try:
        source = path.read_text(encoding="utf-8")
        record = json.loads(source)
        spans = tuple(_spans(source)) if isinstance(record, dict) else ()
    except (ValueError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", 1)
        broken = Finding(where, line, "files", f"not JSON: {error}", "mend it; one span a line")
        return LabelledFile(corpus, where, text_where, text, shipped, NOTHING, (), broken)
    return LabelledFile(corpus, where, text_where, text, shipped, record if isinstance(record, dict) else {}, spans)


def _spans(source: str) -> Iterator[FileSpan]:
    opening = _SPANS.search(source)
    position = opening.end() if opening else len(source)
    while (gap := _GAP.match(source, position)) and source[gap.end() : gap.end() + 1] == "{":
        record, position = _decode(source, gap.end())
        yield FileSpan(line_of(source, gap.end()), record)


def read_registry(root: Path) -> tuple[Registry, Mapping[str, int], tuple[Finding, ...]]:
    """The entities of a gold folder, the line of each, and what is wrong with the other lines.

    Raises InputError where there is no such file.
    """
    entities: dict[str, Entity] = {}
    lines: dict[str, int] = {}
    broken: list[Finding] = []
    where = f"{root.name}/{_REGISTRY}"
    for number, line in enumerate(read_text(root / _REGISTRY).splitlines(), 1):
        if not line.strip():
            continue
        try:
            entity = entity_at(line, where)
        except InputError as error:
            broken.append(Finding(where, number, "registry", error.what, error.todo or "mend it"))
            continue
        if entity.id in entities:
            what = f"entity {entity.id!r} stands already on line {lines[entity.id]}"
            broken.append(Finding(where, number, "registry", what, "merge the two"))
            continue
        entities[entity.id], lines[entity.id] = entity, number
    return Registry(MappingProxyType(entities)), lines, tuple(broken)
