"""The registry: every entity of the gold with its parts and its spellings, from gold/entities.jsonl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_text
from allonym.errors import InputError
from allonym.labels import KNOWN
from allonym.names.folds import skeleton
from allonym.names.name import Name, Part, join
from allonym.names.operations import STRATA, Stratum
from allonym.paths import GOLD

ENTITIES = GOLD / "entities.jsonl"
_NEEDED = ("id", "label", "origin")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One Latin spelling of an entity's whole name, and who vouches for it.

    `parts` runs along the entity's own parts, with "" for one that this spelling drops; empty where
    the entity has none. `evidence` begins with `scheme:`, `token:`, `page:`, `label:` or `usage:`.
    """

    form: str
    scheme: str
    stratum: Stratum
    evidence: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world under one id, with every spelling that the project knows."""

    id: str
    label: str
    origin: str
    native: str = ""
    scholarly: str = ""
    wikidata: str = ""
    fictional: bool = False
    parts: tuple[Part, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    also: tuple[str, ...] = ()
    """Other names that texts use and that are no spellings of this one: abbreviations, long forms, plurals."""

    @property
    def name(self) -> Name:
        return Name(self.parts)

    @property
    def printed(self) -> str:
        """The whole name as English papers print it; the first spelling where there are no parts."""
        return self.name.printed if self.parts else self.spellings[0].form if self.spellings else ""


@dataclass(frozen=True)
class Registry:
    """Entities by id, in the file's order."""

    entities: Mapping[str, Entity]

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities.values())

    def get(self, entity: str | None) -> Entity | None:
        return None if entity is None else self.entities.get(entity)

    @cached_property
    def _by_key(self) -> dict[str, list[Entity]]:
        index: dict[str, list[Entity]] = {}
        for entity in self:
            keys = {skeleton(form) for form in (entity.printed, *(s.form for s in entity.spellings)) if form}
            for key in sorted(keys):
                index.setdefault(key, []).append(entity)
        return index

    def named(self, name: str) -> list[Entity]:
        """The entities that `name` is a spelling of, whatever its marks, case, hyphens and spaces."""
        return self._by_key.get(skeleton(name), [])

    def called(self, name: str) -> list[str]:
        """The ids that `name` may mean: itself, or those of the entities that it is a spelling of."""
        if name in self.entities or "_" in name:
            return [name] if name in self.entities else []
        return [entity.id for entity in self.named(name)]


def load_registry(path: Path = ENTITIES) -> Registry:
    """Read the registry; InputError names the line that is not an entity."""
    return _registry(read_text(path), path)


@lru_cache(4)
def _registry(content: str, path: Path) -> Registry:
    entities: dict[str, Entity] = {}
    for number, line in enumerate(content.splitlines(), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        entity = entity_at(line, where)
        if entity.id in entities:
            raise InputError(f"entity {entity.id!r} stands here a second time", where=where, todo="merge the two")
        entities[entity.id] = entity
    return Registry(MappingProxyType(entities))


def entity_at(line: str, where: str) -> Entity:
    """The entity of a line; InputError for what is none."""
    record: Any = from_json(line.encode(), where, object, "not JSON", "one entity a line")
    try:
        return entity_of(record, where)
    except (KeyError, TypeError, AttributeError):
        raise InputError("parts or spellings are no objects", where=where, todo="as in other lines") from None


def entity_of(record: Any, where: str) -> Entity:
    """One line of the registry as an Entity; InputError for what it lacks or has wrong."""
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in _NEEDED):
        raise InputError("not an entity", where=where, todo=f"{', '.join(_NEEDED)} are needed, as text")
    if record["label"] not in KNOWN:
        raise InputError(f"unknown label {record['label']!r}", where=where, todo="use the labels of gold/GUIDELINES.md")
    parts = tuple(
        Part(part["role"], part.get("scholarly", ""), part.get("printed", "")) for part in record.get("parts", ())
    )
    return Entity(
        id=record["id"],
        label=record["label"],
        origin=record["origin"],
        native=record.get("native", ""),
        scholarly=record.get("scholarly", ""),
        wikidata=record.get("wikidata", ""),
        fictional=record.get("fictional", False),
        parts=parts,
        spellings=tuple(_spellings(record.get("spellings", ()), parts, where)),
        also=tuple(record.get("also", ())),
    )


def _spellings(records: Iterable[Any], parts: tuple[Part, ...], where: str) -> Iterator[Spelling]:
    for record in records:
        form, forms = record.get("form", ""), tuple(record.get("parts", ()))
        if record.get("stratum") not in STRATA:
            raise InputError(f"{form!r} has no stratum", where=where, todo=f"one of {', '.join(STRATA)}")
        if parts and (len(forms) != len(parts) or join(forms) != form):
            raise InputError(
                f"the parts of {form!r} do not run along the entity's", where=where,
                todo='one string a part, "" where it is dropped, together the form',
            )  # fmt: skip
        yield Spelling(
            form, record.get("scheme", ""), cast(Stratum, record["stratum"]), record.get("evidence", ""), forms
        )


def record_of(entity: Entity) -> dict[str, Any]:
    """The entity as one line of the registry has it, without what is empty."""
    record: dict[str, Any] = {"id": entity.id, "label": entity.label, "origin": entity.origin}
    record |= {key: value for key in ("native", "scholarly", "wikidata") if (value := getattr(entity, key))}
    if entity.parts:
        record["parts"] = [{"role": p.role, "scholarly": p.scholarly, "printed": p.printed} for p in entity.parts]
    record["fictional"] = entity.fictional
    record["spellings"] = [
        {"form": s.form} | ({"parts": list(s.parts)} if entity.parts else {})
        | {"scheme": s.scheme, "stratum": s.stratum, "evidence": s.evidence}
        for s in entity.spellings
    ]  # fmt: skip
    return record | ({"also": list(entity.also)} if entity.also else {})
