"""Where names are put: places in the project's texts, or in the user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.load import load_corpus, load_texts
from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.labels import MAIN, TO_COARSE
from allonym.match.conventions import neutral
from allonym.names.registry import Registry
from allonym.probes.edits import Edit, apply_edits, project
from allonym.probes.hosts import Host, article, hosts
from allonym.probes.slots import starts_sentence
from allonym.probes.values import Skipped

PLACEHOLDER = "{name}"
CORPORA = ("briefs", "retellings")
"""The texts that the project wrote: the same for everybody, and no other name stands in the place of a listed one."""
_SLOTS = ("running", "sentence start", "list", "possessive", "headline")
"""Kinds of places in the order in which they are taken."""
_LONGEST = 60
"""Words of the longest paragraph of the project's that is used: time goes with words."""

_ADJECTIVES = ("NORP", "LANGUAGE")
"""Most of their mentions are adjectives, in whose place no name of a ship or an event can stand."""

Span = tuple[int, int, str]
"""Half-open bounds under the neutral convention and the coarse label."""


@dataclass(frozen=True, slots=True)
class Template:
    """text[start:end] is where a name goes. `gold` are the other names of the text; None where nobody labelled it."""

    id: str
    text: str
    start: int
    end: int
    gold: tuple[Span, ...] | None

    def fill(self, form: str) -> Filled:
        """The text with a name in its place, large at the start of a sentence."""
        if starts_sentence(self.text, self.start):
            form = form[:1].upper() + form[1:]
        place = (self.start, self.end)
        edits = [*article(self.text, place, form), Edit(*place, form)]
        gold = None if self.gold is None else frozenset((*project(s[:2], edits), s[2]) for s in self.gold)
        return Filled(apply_edits(self.text, edits), *project(place, edits), gold)


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with a name in it at text[start:end], and where its other names are now."""

    text: str
    start: int
    end: int
    gold: frozenset[Span] | None


def project_places(label: str, count: int, registry: Registry) -> list[Template]:
    """`count` places of names of a coarse label in the project's texts, of as many kinds as there are.

    Each is a paragraph with one mention of its entity, in full; no entity and no document stands twice.
    """
    by_slot: dict[str, list[Host]] = defaultdict(list)
    for name in CORPORA:
        for host in hosts(load_corpus(name), registry, Skipped()):
            if _fits(host, label):
                by_slot[host.places[0].site.slot].append(host)
    chosen: list[Host] = []
    used: set[str] = set()
    while len(chosen) < count:
        before = len(chosen)
        for slot in _SLOTS:
            free = next((h for h in by_slot[slot] if not {h.entity.id, h.places[0].site.document} & used), None)
            if free and len(chosen) < count:
                chosen.append(free)
                used |= {free.entity.id, free.places[0].site.document}
        if len(chosen) == before:
            break
    return [_place(host) for host in chosen]


def _fits(host: Host, label: str) -> bool:
    if len(host.places) > 1 or host.places[0].site.label != label or len(host.paragraph.split()) > _LONGEST:
        return False
    if host.entity.label in _ADJECTIVES:
        return False
    written = host.places[0].written
    start, end = host.places[0].bounds
    whole = (written.start, written.end) == (0, end - start)
    full = all(shown == "full" for part, shown in zip(host.entity.parts, written.shown, strict=False) if part.printed)
    return whole and full and not written.case


def _place(host: Host) -> Template:
    site = host.places[0].site
    document = next(d for d in load_corpus(site.corpus).documents if d.id == site.document)
    assert document.text is not None
    start, end = paragraphs(document.text)[site.paragraph]
    inside = [m for m in document.mentions if start <= m.start and m.end <= end]
    moved = [Mention(m.start - start, m.end - start, m.label) for m in inside]
    name = f"{site.corpus}/{site.document}/{site.paragraph}"
    return _with_gold(name, host.paragraph, *host.places[0].bounds, moved)


def _with_gold(name: str, text: str, start: int, end: int, mentions: Iterable[Mention]) -> Template:
    others = [m for m in mentions if m.end <= start or end <= m.start]
    return Template(name, text, start, end, tuple(sorted(spans(text, others))))


def spans(text: str, mentions: Iterable[Mention]) -> set[Span]:
    """The mentions labelled PER, LOC or ORG, under the neutral convention."""
    coarse = ((m, TO_COARSE[m.label]) for m in mentions)
    return {(*neutral(m.start, m.end, text), label) for m, label in coarse if label in MAIN}


def own_places(source: str, label: str, reading: FormatOptions = DEFAULT) -> list[Template]:
    """Places in the user's texts: where `{name}` stands, or at each first mention of the label in a labelled text.

    `reading` says how they are read. Raises InputError where there is none.
    """
    texts = load_texts(source, reading)
    documents: Iterable[Document] = load_corpus(source, reading=reading).documents if texts is None else texts
    places = [place for document in documents for place in _own(document, label, labelled=texts is None)]
    if not places:
        raise InputError(
            f"no place for a name labelled {label}", where=source,
            todo=f"write {PLACEHOLDER} where a name is to go, or bring texts with such names labelled",
        )  # fmt: skip
    return places


def _own(document: Document, label: str, *, labelled: bool) -> Iterator[Template]:
    text = document.text or ""
    at = text.find(PLACEHOLDER)
    if at >= 0:
        yield Template(document.id, text, at, at + len(PLACEHOLDER), None)
    elif labelled:
        first = next((m for m in document.mentions if TO_COARSE[m.label] == label), None)
        if first:
            yield _with_gold(document.id, text, *first.bounds, document.mentions)
