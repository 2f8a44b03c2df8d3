"""People whom no registry knows: which mentions are one person's, and the person's spellings, from the engine.

Anybody's corpus has names, and rarely entities. Within a document the mentions that are one name, by `same_name`, or by
the entity that the file gives, are one person's, whose id is the fullest of them. What the user's registry has, by id
or by name, is taken from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from types import MappingProxyType

from allonym.corpus.values import Corpus, Document, Mention
from allonym.errors import InputError
from allonym.labels import TO_COARSE
from allonym.match.bounds import neutrally
from allonym.names.engine.origins import OTHER
from allonym.names.engine.same import same_name
from allonym.names.engine.spell import probabilities
from allonym.names.engine.written import read
from allonym.names.folds import skeleton
from allonym.names.listing import spelled
from allonym.names.person import person
from allonym.names.register import PRESS
from allonym.names.registry import Entity, Registry
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind

MOST, LEAST = 4, 0.25
"""A person's spellings are the likeliest so many, each at least so likely beside the first."""
_FOREIGN, _ONE_NAME, _ALIKE = 0.5, 0.5, 0.6

NOBODY = Registry(MappingProxyType({}))

PEOPLE: ResultKind[list[Entity]] = ResultKind("people", list[Entity], ("labels", "names", "evaluate"))


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
    """A person by name, with press spellings; none where the engine cannot read it, or the name is more likely of an
    origin that has no tables, whose spellings would be guesses."""
    try:
        if probabilities(read(name)).get(OTHER, 0) >= _FOREIGN:
            return person(name)
        found = spelled(name, register=PRESS, top=MOST)
    except InputError:
        return person(name)
    likely = [one for one in found.spellings if one.weight >= LEAST * found.spellings[0].weight]
    origin = found.origins[0][0] or "unknown"
    return person(name, ((one.form, one.scheme, f"engine: {one.evidence}") for one in likely), origin=origin)


def _named(document: Document, known: dict[str, Entity], own: Registry) -> Document:
    """The document with an entity at each mention that can have one."""
    if document.text is None or all(mention.entity in known for mention in document.mentions):
        return document
    mentions = [
        one if one.entity in known else _listed(neutrally(one, document), document, own) for one in document.mentions
    ]
    unknown = [at for at, one in enumerate(mentions) if _is_person(one, document) and one.entity not in known]
    for name, places in _people([(at, mentions[at]) for at in unknown], document):
        entity = _own_id(name, "PER", own) or name
        for at in places:
            mentions[at] = replace(mentions[at], entity=entity)
    return replace(document, mentions=tuple(mentions))


def _is_person(mention: Mention, document: Document) -> bool:
    return TO_COARSE[mention.label] == "PER" and "\n" not in mention.of(document.text or "")


def _listed(mention: Mention, document: Document, own: Registry) -> Mention:
    """The mention with the entity of the user's registry that its name is a spelling of, where there is one."""
    entity = _own_id(mention.of(document.text or ""), TO_COARSE[mention.label], own)
    return replace(mention, entity=entity) if entity else mention


def _own_id(name: str, label: str, own: Registry) -> str | None:
    return next((one.id for one in own.named(name) if TO_COARSE[one.label] == label), None)


def _people(mentions: Sequence[tuple[int, Mention]], document: Document) -> Iterator[tuple[str, list[int]]]:
    """Each person's fullest name, in small letters where it is all capitals, and the numbers of the mentions."""
    by_name: dict[str, list[int]] = defaultdict(list)
    by_entity: dict[str, list[int]] = defaultdict(list)
    surface = {at: _small(mention.of(document.text or "")) for at, mention in mentions}
    for at, mention in mentions:
        (by_entity[mention.entity] if mention.entity else by_name[surface[at]]).append(at)
    for places in by_entity.values():
        yield max((surface[at] for at in places), key=_fullness), places
    for name, others in _one_name(by_name):
        yield name, [at for one in (name, *others) for at in by_name[one]]


def _one_name(names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The fullest names, each with those that are the same name."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=_fullness, reverse=True):
        sure = {full: same_name(full, name) for full in groups if _alike(full, name)}
        best = max(sure, key=lambda full: sure[full], default="")
        if best and sure[best] > _ONE_NAME:
            groups[best].append(name)
        else:
            groups[name] = []
    yield from groups.items()


def _fullness(name: str) -> tuple[int, int]:
    return len(name.split()), len(name)


def _alike(one: str, two: str) -> bool:
    """Whether a word of one resembles one of the other, without which it is not worth asking."""
    words = [[skeleton(word) for word in name.split()] for name in (one, two)]
    return any(SequenceMatcher(None, a, b).ratio() >= _ALIKE for a in words[0] for b in words[1])


def _small(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 3 else name
