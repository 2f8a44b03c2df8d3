"""Another person in a host's places: the given name where the host has one, the family name where it has that."""

from __future__ import annotations

from dataclasses import replace

from allonym.names.registry import Entity
from allonym.names.written import Shown, Written
from allonym.probes.hosts import Host

_GIVEN = ("given", "middle", "kunya", "particle")


def can_host(host: Host) -> bool:
    """Whether a person with a given and a family name can stand in all places of the host."""
    roles = {part.role for part in host.entity.parts}
    return host.entity.label == "PERSON" and {"given", "family"} <= roles


def written_for(written: Written, host: Entity, guest: Entity) -> Written:
    """How the guest's name is written where the host's is written so.

    The guest's article stands with the host's, and in a full name; a bare family name has none of its own.
    """
    roles = {part.role: shown for part, shown in zip(host.parts, written.shown, strict=True) if shown}
    given: Shown = "initial" if roles.get("given") == "initial" else "full" if set(roles) & set(_GIVEN) else ""
    family: Shown = "full" if "family" in roles else ""
    article: Shown = "full" if family and (given or "article" in roles) else ""
    shown = {"given": given, "family": family, "article": article}
    return replace(written, shown=tuple(shown[part.role] for part in guest.parts))
