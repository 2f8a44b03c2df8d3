"""Which of the gold's names a model finds, mention by mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allonym.corpus.values import Corpus, Document
from allonym.labels import MAIN, TO_COARSE
from allonym.match.mentions import MentionOutcome, outcomes


@dataclass(frozen=True, slots=True, order=True)
class GoldName:
    """One gold mention: whose name it is, how it is spelled, and where it stands (code points)."""

    corpus: str
    entity: str
    label: str
    surface: str
    document: str
    start: int

    @property
    def place(self) -> str:
        return f"{self.document}:{self.start}"


def names_of(corpus: Corpus, predicted: Mapping[str, Document]) -> dict[GoldName, bool]:
    """Each name (PER, LOC, ORG) of a corpus, and whether it is found.

    Found is a predicted span with the name's bounds under the neutral convention and its coarse label;
    `predicted` has a document for each of the corpus, by id.
    """
    some = outcomes(corpus, {"": predicted}, lambda mention: TO_COARSE[mention.label] in MAIN)
    return {_name(corpus, one): one.found("") for one in some}


def _name(corpus: Corpus, one: MentionOutcome) -> GoldName:
    mention = one.mention
    return GoldName(corpus.name, mention.entity or "-", one.label, one.surface, one.document.id, mention.start)


def gold_names(corpus: Corpus) -> tuple[GoldName, ...]:
    """Every name of a corpus that `names_of` looks for."""
    return tuple(names_of(corpus, {document.id: Document(document.id, None) for document in corpus.documents}))


def by_spelling(names: Iterable[GoldName]) -> dict[tuple[str, str, str, str], list[GoldName]]:
    """Names by (corpus, entity, label, spelling), in order."""
    groups: dict[tuple[str, str, str, str], list[GoldName]] = {}
    for name in sorted(names):
        groups.setdefault((name.corpus, name.entity, name.label, name.surface), []).append(name)
    return groups
