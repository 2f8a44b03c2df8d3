"""The user's own registry: entities as in gold/entities.jsonl, or a list of names with their spellings."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

from allonym.corpus.files import read_text
from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.names.operations import stratum
from allonym.names.person import person
from allonym.names.registry import Entity, Registry, Spelling, load_registry
from allonym.watchlist.reading import Say, read_list
from allonym.watchlist.values import Listed

_LISTED = "listed"
"""The scheme of spellings that the user lists."""


def read_registry(path: Path, say: Say) -> Registry:
    """The entities of a file: of lines with `id` and `origin` those, of any list of names each name with its spellings.

    `say` is told what is passed over. InputError where there is no entity.
    """
    if _has_entities(path):
        return load_registry(path)
    entities: dict[str, Entity] = {}
    for one in read_list(path, say):
        entity = _entity(one, str(path))
        if lost := sorted(set(one.spellings) - {spelling.form for spelling in entity.spellings}):
            say(f"{path}:{one.line}: {', '.join(lost)} has other words than {one.name}; passed over")
        entities.setdefault(entity.id, entity)
    if not entities:
        raise InputError("no entity and no name", where=str(path), todo="one a line, with its spellings")
    return Registry(MappingProxyType(entities))


def _has_entities(path: Path) -> bool:
    """Whether the first line is an entity of a registry."""
    first = next((line for line in read_text(path).splitlines() if line.strip()), "")
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and {"id", "origin"} <= record.keys()


def _entity(one: Listed, source: str) -> Entity:
    origin = one.origin or "unknown"
    if TO_COARSE[one.label] == "PER":
        return person(one.name, ((form, _LISTED, source) for form in one.spellings), origin=origin)
    forms = (one.name, *one.spellings)
    spellings = tuple(Spelling(form, _LISTED, stratum(one.name, form), source) for form in forms)
    return Entity(one.name, one.label, origin, spellings=spellings)
