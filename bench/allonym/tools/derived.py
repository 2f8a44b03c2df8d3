"""The derived spellings of the gold: python -m allonym.tools.derived writes them again.

Rows whose evidence is a scheme are replaced by what the scheme gives now, those that it no longer gives are dropped,
and every stratum is computed again; other rows stay as they are. The registry gets every press form, with its own
article; the unseen people keep the schemes that were drawn for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from allonym.corpus.files import read_text, writing
from allonym.names.engine.schemes import SchemeForm, as_printed, in_every_scheme
from allonym.names.name import Name, join
from allonym.names.operations import Stratum, stratum
from allonym.names.register import register
from allonym.names.registry import ENTITIES, Entity, Spelling, load_registry, record_of
from allonym.paths import GOLD


def renewed(entity: Entity, *, press: bool) -> Entity:
    """The entity with the spellings that its schemes derive now; one without parts or a scholarly form as it is.

    `press` adds the press forms that it lacks.
    """
    if not entity.parts or not all(part.scholarly for part in entity.parts):
        return entity
    now = {one.label: _spelling(entity.name, one) for one in in_every_scheme(entity.name, entity.origin)}
    new = (s for s in now.values() if press and register(s) == "press" and "," not in s.scheme)
    kept = (spelling for spelling in merged(_kept(entity, now), new) if spelling.form != entity.printed)
    return replace(entity, spellings=tuple(_classified(entity, spelling) for spelling in kept))


def _spelling(name: Name, one: SchemeForm) -> Spelling:
    stratum = relative_stratum(name, one.parts, relay=one.scheme.relay)
    return Spelling(one.form, one.label, stratum, f"scheme: {one.label}", one.parts)


def relative_stratum(name: Name, parts: tuple[str, ...], *, relay: bool = False) -> Stratum:
    """The stratum of a spelling, compared with the printed form on the parts that both have."""
    return stratum(name.printed or name.scholarly, as_printed(name, parts) or join(parts), "relay" if relay else None)


def merged(*sources: Iterable[Spelling]) -> tuple[Spelling, ...]:
    """Spellings of several sources, each form once: the first source that has it is its evidence."""
    spellings: dict[str, Spelling] = {}
    for source in sources:
        for spelling in source:
            spellings.setdefault(spelling.form, spelling)
    return tuple(spellings.values())


def _kept(entity: Entity, now: dict[str, Spelling]) -> Iterator[Spelling]:
    by_form = {spelling.form: spelling for spelling in now.values()}
    for spelling in entity.spellings:
        if not spelling.evidence.startswith("scheme: ") or " of " in spelling.evidence:
            yield spelling
        elif spelling.scheme in now:
            yield now[spelling.scheme]
        elif spelling.form in by_form:
            yield by_form[spelling.form]


def _classified(entity: Entity, spelling: Spelling) -> Spelling:
    if spelling.stratum in ("relay", "exonym"):
        return spelling
    return replace(spelling, stratum=relative_stratum(entity.name, spelling.parts))


def renew(path: Path, *, press: bool) -> None:
    """Write a registry again; a line whose entity stays the same keeps its bytes."""
    lines = read_text(path).splitlines()
    with writing(path) as file:
        for line, entity in zip(lines, load_registry(path), strict=True):
            new = renewed(entity, press=press)
            file.write((line if new == entity else json.dumps(record_of(new), ensure_ascii=False)) + "\n")


if __name__ == "__main__":
    renew(ENTITIES, press=True)
    renew(GOLD / "unseen.jsonl", press=False)
