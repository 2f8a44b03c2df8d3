"""Hosts: an entity in a paragraph, with its mentions there and how each writes the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.corpus.paragraphs import paragraphs
from bench.corpus.values import Corpus, Document, Mention
from bench.labels import TO_COARSE
from bench.names.operations import Stratum, stratum
from bench.names.registry import Entity, Registry
from bench.names.written import Written, read_mention, rewrite
from bench.probes.edits import Edit, apply_edits, project
from bench.probes.slots import slot, starts_sentence
from bench.probes.values import Bounds, Pair, Probed, Site, Skipped


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in a host: its site, its bounds in the paragraph, and how it writes the name."""

    site: Site
    bounds: Bounds
    written: Written

    @property
    def name(self) -> Bounds:
        """Bounds of the name within the mention: "Hmeimim" of "Hmeimim air base"."""
        return self.bounds[0] + self.written.start, self.bounds[0] + self.written.end

    def edit(self, form: str) -> Edit:
        return Edit(*self.name, form)


@dataclass(frozen=True, slots=True)
class Host:
    """A paragraph and all places in it where one entity stands."""

    paragraph: str
    entity: Entity
    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """What tells this host from all others, for draws that depend on nothing else."""
        site = self.places[0].site
        return f"{site.corpus}/{site.document}/{site.paragraph}/{site.entity}"


def hosts(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Host]:
    """The hosts of a corpus in the order of its texts; what cannot be one is counted in `skipped`."""
    for document in corpus.documents:
        if document.text is None:
            skipped["the document's text is not at hand", document.id] += 1
            continue
        for number, (start, end) in enumerate(paragraphs(document.text)):
            inside = [m for m in document.mentions if start <= m.start < end]
            yield from _of_paragraph(corpus.name, document, number, (start, end), inside, registry, skipped)


def _of_paragraph(
    corpus: str, document: Document, number: int, bounds: tuple[int, int], mentions: Sequence[Mention],
    registry: Registry, skipped: Skipped,
) -> Iterator[Host]:  # fmt: skip
    assert document.text is not None
    text = document.text[slice(*bounds)]
    places: dict[str, list[Place]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        entity = registry.get(mention.entity)
        if entity is None:
            skipped["not in the registry", mention.entity or f"a {mention.label} without an entity"] += 1
            continue
        start, end = mention.start - bounds[0], mention.end - bounds[0]
        if end > len(text):
            skipped["the mention runs over a line's end", entity.id] += 1
            continue
        if mention.extra.get("surface", text[start:end]) != text[start:end]:
            skipped["the text is not the recorded surface", entity.id] += 1
            continue
        written = read_mention(entity, text[start:end]) if entity.parts or entity.spellings else None
        if written is None:
            reason = "the mention shows no spelling of the name" if entity.spellings else "no other spelling is known"
            skipped[reason, entity.id] += 1
            continue
        alone = [p.role for p, s in zip(entity.parts, written.shown, strict=False) if s and p.role != "article"]
        kind = slot(text, start, end, surname=alone == ["family"])
        label = TO_COARSE[mention.label]
        site = Site(corpus, document.id, number, index, label, entity.id, entity.origin, kind)
        places[entity.id].append(Place(site, (start, end), written))
    for entity_id, found in places.items():
        yield Host(text, registry.entities[entity_id], tuple(found))


def first_hosts(found: Iterable[Host]) -> Iterator[Host]:
    """Of each entity of a document, the first host."""
    seen: set[tuple[str, str]] = set()
    for host in found:
        key = (host.places[0].site.document, host.entity.id)
        if key not in seen:
            seen.add(key)
            yield host


@dataclass(frozen=True, slots=True)
class Replacement:
    """A name to be put into a host: forms of the parts, what it is called, and its stratum if only that tells it."""

    forms: tuple[str, ...]
    spelling: str
    scheme: str
    stratum: Stratum | None = None


def replaced(probe: str, host: Host, new: Replacement, skipped: Skipped) -> Probed | None:
    """The host with another spelling in all its places at once; None, and a reason counted, where nothing changes."""
    changed: list[tuple[Place, str]] = []
    for place in host.places:
        start, end = place.name
        form = rewrite(place.written, host.entity, new.forms, capital=starts_sentence(host.paragraph, start))
        if form is None:
            skipped["the spelling lacks a part that the mention shows", host.entity.id] += 1
        elif form == host.paragraph[start:end]:
            skipped["the spelling is the printed one, in the parts that the mention shows", host.entity.id] += 1
        else:
            changed.append((place, form))
    return probed(probe, host.paragraph, changed, new) if changed else None


def probed(probe: str, original: str, changed: Sequence[tuple[Place, str]], new: Replacement) -> Probed:
    """A paragraph with a form in each of some places, one pair for each of them."""
    edits = [place.edit(form) for place, form in changed]
    text = apply_edits(original, edits)
    pairs = []
    for place, form in changed:
        after = project(place.bounds, edits)
        kind = stratum(original[slice(*place.name)], form, new.stratum)
        printed, shown = original[slice(*place.bounds)], text[slice(*after)]
        pairs.append(Pair(place.site, printed, place.bounds, shown, after, new.spelling, new.scheme, kind))
    return Probed(probe, original, text, tuple(edits), tuple(pairs))
