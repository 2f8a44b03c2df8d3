"""Where names are put: places in the project's texts, or in the user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from allonym.corpus.files import read_text
from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.load import load_corpus, load_texts
from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.source import endings, is_plain, stem
from allonym.corpus.values import Document, Mention
from allonym.labels import TO_COARSE
from allonym.match.conventions import Span, main_spans
from allonym.names.registry import Registry
from allonym.probes.edits import Edit, apply_edits, project
from allonym.probes.hosts import Host, article, hosts
from allonym.probes.slots import starts_sentence
from allonym.probes.values import Skipped

PLACEHOLDER = "{name}"
CORPORA = ("stress", "retellings")
"""The texts that the project wrote: the same for everybody, and no other name stands in the place of a listed one."""
_SLOTS = ("running", "sentence start", "list", "possessive", "headline")
"""Kinds of places in the order in which they are taken."""
_LONGEST = 60
"""Words of the longest paragraph of the project's that is used: time goes with words."""

_ADJECTIVES = ("NORP", "LANGUAGE")
"""Most of their mentions are adjectives, in whose place no name of a ship or an event can stand."""


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
        start, end = project(place, edits)
        return Filled(self.id, apply_edits(self.text, edits), start, end, gold)

    @property
    def written(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with a name in it at text[start:end], and where its other names are now."""

    place: str
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
    mentions = inside(document, *paragraphs(document.text)[site.paragraph])
    name = f"{site.corpus}/{site.document}/{site.paragraph}"
    return with_gold(name, host.paragraph, *host.places[0].bounds, mentions)


def inside(document: Document, start: int, end: int) -> list[Mention]:
    """The mentions of a stretch of a document's text, with their bounds in it."""
    mentions = (m for m in document.mentions if start <= m.start and m.end <= end)
    return [Mention(m.start - start, m.end - start, m.label) for m in mentions]


def with_gold(name: str, text: str, start: int, end: int, mentions: Iterable[Mention] | None) -> Template:
    """A place whose text has these mentions beside it, each outside it; None where nobody labelled it."""
    if mentions is None:
        return Template(name, text, start, end, None)
    others = [m for m in mentions if m.end <= start or end <= m.start]
    return Template(name, text, start, end, tuple(sorted(main_spans(others, text))))


@dataclass(frozen=True)
class OwnTexts:
    """The user's texts, read as `reading` says. A single file of text is a text."""

    source: str
    reading: FormatOptions = DEFAULT

    @cached_property
    def labelled(self) -> bool:
        """Whether their mentions are gold."""
        return not self._is_text and load_texts(self.source, self.reading) is None

    @property
    def _is_text(self) -> bool:
        """Whether it is one text: a plain file of which no other format was named and none is seen."""
        if endings(self.source)[-1:] != [".txt"] or not is_plain(self.source) or self.reading.format:
            return False
        return not Path(self.source).with_suffix(".ann").exists()

    def __iter__(self) -> Iterator[Document]:
        """Raises InputError where there are no such texts."""
        if self._is_text:
            yield Document(stem(self.source), read_text(Path(self.source)))
        else:
            texts = load_texts(self.source, self.reading)
            yield from load_corpus(self.source, reading=self.reading).documents if texts is None else texts

    def places(self, label: str, most: int) -> list[Template]:
        """Where `{name}` stands, or the first mention of the label in a labelled text; `most` of them."""
        return list(islice((place for one in self for place in _own(one, label, labelled=self.labelled)), most))


def _own(document: Document, label: str, *, labelled: bool) -> Iterator[Template]:
    text = document.text or ""
    at = text.find(PLACEHOLDER)
    if at >= 0:
        yield Template(document.id, text, at, at + len(PLACEHOLDER), None)
    elif labelled:
        first = next((m for m in document.mentions if TO_COARSE[m.label] == label), None)
        if first:
            yield with_gold(document.id, text, *first.bounds, document.mentions)
