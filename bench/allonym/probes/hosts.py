"""Hosts: an entity in a paragraph, with its mentions there and how each writes the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Corpus, Document, Mention
from allonym.labels import TO_COARSE
from allonym.names.folds import APOSTROPHES, strip_marks
from allonym.names.operations import Stratum, stratum
from allonym.names.registry import Entity, Registry
from allonym.names.written import Shown, Written, read_mention, rewrite
from allonym.probes.edits import Edit, apply_edits, project
from allonym.probes.slots import slot, starts_sentence
from allonym.probes.values import Bounds, GoldMention, Pair, Probed, Site, Skipped


@dataclass(frozen=True, slots=True)
class HostMention:
    """A mention in a host: its site, its bounds in the paragraph, how it writes the name, and its company.

    `gold` has the coarse label and the bounds of every mention of the paragraph.
    """

    site: Site
    bounds: Bounds
    written: Written
    gold: tuple[tuple[str, Bounds], ...] = ()

    @property
    def name(self) -> Bounds:
        """Bounds of the name within the mention: "Hmeimim" of "Hmeimim air base"."""
        return self.bounds[0] + self.written.start, self.bounds[0] + self.written.end


@dataclass(frozen=True, slots=True)
class Host:
    """A paragraph and all places in it where one entity stands."""

    paragraph: str
    entity: Entity
    places: tuple[HostMention, ...]

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
    places: dict[str, list[HostMention]] = defaultdict(list)
    gold = tuple((TO_COARSE[m.label], (m.start - bounds[0], m.end - bounds[0])) for m in mentions)
    for index, mention in enumerate(mentions):
        start, end = mention.start - bounds[0], mention.end - bounds[0]
        entity = registry.get(mention.entity)
        written = _written(mention, entity, text[start:end])
        if entity is None or isinstance(written, str):
            skipped[str(written), mention.entity or f"a {mention.label} without an entity"] += 1
            continue
        kind = slot(text, start, end, surname=_is_surname(entity, written))
        site = Site(corpus, document.id, number, index, TO_COARSE[mention.label], entity.id, entity.origin, kind)
        places[entity.id].append(HostMention(site, (start, end), written, gold))
    for entity_id, own in places.items():
        yield Host(text, registry.entities[entity_id], tuple(own))


def _written(mention: Mention, entity: Entity | None, surface: str) -> Written | str:
    """How a mention writes its entity's name, or why it cannot be probed."""
    if entity is None:
        return "not in the registry"
    if len(surface) < mention.end - mention.start:
        return "the mention runs over a line's end"
    if mention.extra.get("surface", surface) != surface:
        return "the text is not the recorded surface"
    if not entity.spellings and not entity.parts:
        return "no other spelling is known"
    return read_mention(entity, surface) or "the mention shows no spelling of the name"


def _is_surname(entity: Entity, written: Written) -> bool:
    """Whether a person's family name stands alone, its article apart."""
    shown = [part.role for part, shown in zip(entity.parts, written.shown, strict=False) if shown]
    return [role for role in shown if role != "article"] == ["family"]


def first_hosts(every: Iterable[Host]) -> Iterator[Host]:
    """Of each entity of a document, the first host."""
    seen: set[tuple[str, str]] = set()
    for host in every:
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
    register: str = ""


def replaced(probe: str, host: Host, new: Replacement, skipped: Skipped) -> Probed | None:
    """The host with another spelling in all its places at once; None, and a reason counted, where nothing changes."""
    changed: list[tuple[HostMention, str]] = []
    for place in host.places:
        start, end = place.name
        form = rewrite(
            place.written, host.entity, new.forms, capital=starts_sentence(host.paragraph, start), scheme=new.scheme
        )
        if form is None:
            skipped["the spelling lacks a part that the mention shows", host.entity.id] += 1
        elif form == host.paragraph[start:end]:
            skipped["the spelling is the printed one, in the parts that the mention shows", host.entity.id] += 1
        else:
            changed.append((place, form))
    return probed(probe, host.paragraph, changed, new) if changed else None


_AN = re.compile(r"(?i)(?<!\w)(an?) $")


def article(text: str, name: Bounds, form: str) -> tuple[Edit, ...]:
    """The edit that makes a or an before a name fit another form of it; none where it does.

    Only a name that begins with a vowel where the other does not asks for one: an Azad, a Rebwar.

    >>> article("He met an Assad loyalist.", (10, 15), "Hariri")
    (Edit(start=7, end=9, replacement='a'),)
    """
    before = _AN.search(text, 0, name[0])
    if before is None or _vowel(form) == _vowel(text[name[0] :]):
        return ()
    new = before[1][0] + "n" * _vowel(form)
    return (Edit(*before.span(1), new),) if new != before[1] else ()


def _vowel(name: str) -> bool:
    letters = (c for c in strip_marks(name).casefold() if c.isalpha() and c not in APOSTROPHES)
    return next(letters, "") in "aeiou"


def edits_of(original: str, changed: Sequence[tuple[HostMention, str]]) -> list[Edit]:
    """The edits that put a form into each of some places of a paragraph."""
    return [edit for place, form in changed for edit in (*article(original, place.name, form), Edit(*place.name, form))]


def probed(probe: str, original: str, changed: Sequence[tuple[HostMention, str]], new: Replacement) -> Probed:
    """A paragraph with a form in each of some places, one pair for each of them."""
    edits = edits_of(original, changed)
    text = apply_edits(original, edits)
    pairs = []
    for place, form in changed:
        after = project(place.bounds, edits)
        kind = stratum(original[slice(*place.name)], form, new.stratum)
        printed, shown = original[slice(*place.bounds)], text[slice(*after)]
        pairs.append(
            Pair(place.site, printed, place.bounds, shown, after, new.spelling, new.scheme, kind, new.register)
        )
    gold = tuple(GoldMention(label, bounds, project(bounds, edits)) for label, bounds in changed[0][0].gold)
    return Probed(probe, original, text, tuple(edits), tuple(pairs), gold)


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


def hosted(host: Host, guest: Entity) -> list[tuple[HostMention, str]]:
    """Another person in a host: each place as the guest's name is written there, with the guest's printed form."""
    printed = [part.printed for part in guest.parts]
    changed = []
    for place in host.places:
        written = written_for(place.written, host.entity, guest)
        form = rewrite(written, guest, printed, capital=starts_sentence(host.paragraph, place.name[0]))
        assert form is not None
        changed.append((replace(place, written=written), form))
    return changed
