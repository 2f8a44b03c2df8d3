"""The registry read so that a line that is no entity is a finding and the others still count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from allonym.corpus.files import read_text
from allonym.errors import InputError
from allonym.gold.findings import Finding
from allonym.names.registry import Entity, Registry, entity_at

FILE = "entities.jsonl"


def read_registry(root: Path) -> tuple[Registry, Mapping[str, int], tuple[Finding, ...]]:
    """The entities of a gold folder, the line of each, and what is wrong with the other lines.

    Raises InputError where there is no such file.
    """
    entities: dict[str, Entity] = {}
    lines: dict[str, int] = {}
    broken: list[Finding] = []
    where = f"{root.name}/{FILE}"
    for number, line in enumerate(read_text(root / FILE).splitlines(), 1):
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
