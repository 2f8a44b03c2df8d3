"""Two people and a place for the tests of the probes, with spellings that are easy to count by hand."""

from __future__ import annotations

from types import MappingProxyType

from allonym.corpus.values import Corpus, Document, Mention
from allonym.names.name import Part
from allonym.names.registry import Entity, Registry, Spelling

HARIRI = Entity(
    "saad_al_hariri",
    "PERSON",
    "Arabic",
    parts=(Part("given", "Saʿd", "Saad"), Part("article", "al-", "al-"), Part("family", "Ḥarīrī", "Hariri")),
    spellings=(
        Spelling("Sa'd al-Hariri", "attested", "apostrophes", "page: an example", ("Sa'd", "al-", "Hariri")),
        Spelling("Saad El Hareeri", "attested", "vowels", "page: an example", ("Saad", "El", "Hareeri")),
        Spelling("Saad Hariri", "attested", "article", "page: an example", ("Saad", "", "Hariri")),
        Spelling("Saad Alhariri", "attested", "article", "page: an example", ("Saad", "Al+", "Hariri")),
    ),
)
INONU = Entity(
    "ismet_inonu",
    "PERSON",
    "Turkish",
    parts=(Part("given", "İsmet", "Ismet"), Part("family", "İnönü", "Inonu")),
    spellings=(
        Spelling("İsmet İnönü", "turkish/orthography", "folds", "scheme: turkish/orthography", ("İsmet", "İnönü")),
    ),
)
SIDON = Entity(
    "sidon",
    "GPE",
    "Arabic",
    spellings=(
        Spelling("Sidon", "printed", "folds", "usage: English-language press"),
        Spelling("Saida", "attested", "exonym", "usage: French-language press"),
    ),
)
REGISTRY = Registry(MappingProxyType({entity.id: entity for entity in (HARIRI, INONU, SIDON)}))


def corpus(text: str, *mentions: tuple[str, str, str | None]) -> Corpus:
    """One document: each mention is (surface, label, entity), looked for from the end of the one before."""
    found, at = [], 0
    for surface, label, entity in mentions:
        start = text.index(surface, at)
        at = start + len(surface)
        found.append(Mention(start, at, label, entity))
    return Corpus("made", (Document("d", text, tuple(found)),))
