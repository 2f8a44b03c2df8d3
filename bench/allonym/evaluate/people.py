"""People whom no registry knows: which mentions are one person's, and the person's spellings, from the engine.

Anybody's corpus has names, and rarely entities. Within a document the mentions that are one name, by `same_name`, or by
the entity that the file gives, are one person's, whose id is the fullest of them. What the user's registry has, by id
or by name, is taken from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from types import MappingProxyType

from allonym.corpus.values import Corpus, Document, Mention
from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.match.conventions import neutrally
from allonym.names.engine.known import is_known
from allonym.names.engine.same import same_name
from allonym.names.engine.written import read
from allonym.names.folds import skeleton
from allonym.names.listing import spelled
from allonym.names.person import person
from allonym.names.register import PRESS
from allonym.names.registry import Entity, Registry
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind

MOST, LEAST = 4, 0.25
"""A person's spellings are the likeliest so many, each at least so likely beside the first."""
_ONE_NAME, _ALIKE = 0.5, 0.6
_INITIALS = 3
"""The most capitals that may be somebody's initials."""

NOBODY = Registry(MappingProxyType({}))

PEOPLE: ResultKind[list[Entity]] = ResultKind(
    "people", list[Entity], ("labels", "corpus", "names", "match", "evaluate")
)


def with_people(
    corpora: Iterable[Corpus], registry: Registry, own: Registry | None = None, finished: Finished = NOTHING_KEPT
) -> tuple[tuple[Corpus, ...], Registry]:
    """The corpora with a known entity at each mention of a person, and the registry with the user's and these.

    Mentions whose entity is known already are as they were; the others have their neutral bounds.
    """
    own = NOBODY if own is None else Registry({one.id: one for one in own if one.spellings})
    known = {**registry.entities, **own.entities}
    named = [
        replace(corpus, documents=tuple(_named(one, known, own) for one in corpus.documents)) for corpus in corpora
    ]
    mentions = (m for corpus in named for document in corpus.documents for m in document.mentions)
    names = sorted({m.entity for m in mentions if m.entity and m.entity not in known and TO_COARSE[m.label] == "PER"})
    people = finished.get(PEOPLE, lambda: [_person(name) for name in names], names) if names else []
    return tuple(named), Registry(MappingProxyType(known | {one.id: one for one in people}))


def _person(name: str) -> Entity:
    """A person by name, with press spellings; none where the engine cannot read it, or does not surely know it: its
    spellings would be guesses."""
    try:
        if not is_known(read(name)):
            return person(name)
        found = spelled(name, register=PRESS, top=MOST)
    except InputError:
        return person(name)
    least = LEAST * max((one.weight for one in found.spellings), default=0)
    likely = [one for one in found.spellings if one.weight >= least and one.form.casefold() != name.casefold()]
    origin = found.origins[0][0] or "unknown"
    return person(name, ((one.form, one.scheme, f"engine: {one.evidence}") for one in likely), origin=origin)


def _named(document: Document, known: Mapping[str, Entity], own: Registry) -> Document:
    """The document with an entity at each mention that can have one."""
    if document.text is None or all(mention.entity in known for mention in document.mentions):
        return document
    mentions = [one if one.entity in known else neutrally(one, document) for one in document.mentions]
    surfaces = [mention.of(document.text) for mention in mentions]
    people = {}
    for at, (mention, surface) in enumerate(zip(mentions, surfaces, strict=True)):
        if mention.entity in known:
            continue
        if TO_COARSE[mention.label] != "PER":
            mentions[at] = replace(mention, entity=_own_id([surface], TO_COARSE[mention.label], own) or mention.entity)
        elif surface.strip() and "\n" not in surface:
            people[at] = surface.title() if surface.isupper() and len(surface) > _INITIALS else surface
    for names, places in _people(people, mentions):
        entity = _own_id(names, "PER", own) or names[0]
        for at in places:
            mentions[at] = replace(mentions[at], entity=entity)
    return replace(document, mentions=tuple(mentions))


def _own_id(names: Iterable[str], label: str, own: Registry) -> str | None:
    """The user's entity of this label that one of the names is a spelling of."""
    found = (one.id for name in names for one in own.named(name) if TO_COARSE[one.label] == label)
    return next(found, None)


def _people(surfaces: Mapping[int, str], mentions: Sequence[Mention]) -> Iterator[tuple[list[str], list[int]]]:
    """Each person's names, the fullest first, and the numbers of the mentions."""
    by_name: dict[str, list[int]] = defaultdict(list)
    by_entity: dict[str, list[int]] = defaultdict(list)
    for at, surface in surfaces.items():
        entity = mentions[at].entity
        (by_entity[entity] if entity else by_name[surface]).append(at)
    for places in by_entity.values():
        yield sorted({surfaces[at] for at in places}, key=_fullness, reverse=True), places
    for names in _one_name(by_name):
        yield names, [at for name in names for at in by_name[name]]


def _one_name(names: Iterable[str]) -> Iterator[list[str]]:
    """Names that are one name, the fullest first."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=_fullness, reverse=True):
        sure = {full: same_name(full, name) for full in groups if _alike(full, name)}
        best = max(sure, key=lambda full: sure[full], default="")
        if best and sure[best] > _ONE_NAME:
            groups[best].append(name)
        else:
            groups[name] = [name]
    yield from groups.values()


def _fullness(name: str) -> tuple[int, int, str]:
    return len(name.split()), len(name), name


def _alike(one: str, two: str) -> bool:
    """Whether a word of one resembles one of the other, without which it is not worth asking."""
    words = [[skeleton(word) for word in name.split()] for name in (one, two)]
    return any(SequenceMatcher(None, a, b).ratio() >= _ALIKE for a in words[0] for b in words[1])
