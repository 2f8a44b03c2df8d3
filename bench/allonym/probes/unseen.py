"""unseen: people who do not exist, so that no model can have met them, in their spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from allonym.corpus.values import Corpus
from allonym.names.register import register
from allonym.names.registry import Entity, Registry, load_registry
from allonym.paths import GOLD
from allonym.probes.edits import apply_edits, project
from allonym.probes.hosts import Host, Replacement, can_host, edits_of, hosted, hosts, replaced
from allonym.probes.values import Probed, Skipped

PEOPLE = GOLD / "unseen.jsonl"
SITES = 3
"""Paragraphs for each person, each with another kind of slot."""
_LONGEST = 60
"""Words of the longest paragraph that is used: the probe is about names, and time goes with words."""
_SEED = 7

RESPELLS = True


def probe(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
    """Each person in the places of somebody else, in three paragraphs whose slots differ; each paragraph once.

    The paragraph with the person's first spelling is the original, the ones with the others are probed.
    """
    fitting = (h for h in hosts(corpus, registry, Skipped()) if can_host(h) and len(h.paragraph.split()) <= _LONGEST)
    by_slot: dict[str, list[Host]] = defaultdict(list)
    for host in fitting:
        by_slot[host.places[0].site.slot].append(host)
    random = Random(_SEED)
    for slot in sorted(by_slot):
        random.shuffle(by_slot[slot])
    for person in people():
        fullest = sorted((slot for slot in by_slot if by_slot[slot]), key=lambda slot: (-len(by_slot[slot]), slot))
        if len(fullest) < SITES:
            skipped["no paragraphs with other slots left", person.id] += 1
            continue
        for slot in fullest[:SITES]:
            yield from _hosted(by_slot[slot].pop(), person, skipped)


@cache
def people() -> tuple[Entity, ...]:
    """The frozen people of gold/unseen.jsonl."""
    return tuple(load_registry(PEOPLE))


def _hosted(host: Host, person: Entity, skipped: Skipped) -> Iterator[Probed]:
    """The person's spellings in a host, against the person's printed form in the same host."""
    guest = _with_guest(host, person)
    for spelling in person.spellings:
        new = Replacement(spelling.parts, spelling.form, spelling.scheme, register=register(spelling))
        if result := replaced("unseen", guest, new, skipped):
            yield result


def _with_guest(host: Host, person: Entity) -> Host:
    """The host's paragraph with the person's printed name in all places, as a host of the person."""
    changed = hosted(host, person)
    edits = edits_of(host.paragraph, changed)
    moved = (
        replace(
            place,
            site=replace(place.site, entity=person.id, origin=person.origin),
            bounds=(bounds := project(place.bounds, edits)),
            written=replace(place.written, end=bounds[1] - bounds[0]),
            gold=tuple((label, project(one, edits)) for label, one in place.gold),
        )
        for place, _ in changed
    )
    return Host(apply_edits(host.paragraph, edits), person, tuple(moved))
