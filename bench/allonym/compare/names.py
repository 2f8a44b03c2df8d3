"""Which of the gold's names a model finds, mention by mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from allonym.corpus.values import Corpus, Document
from allonym.labels import MAIN, TO_COARSE
from allonym.match.mentions import MentionOutcome, outcomes
from allonym.statistics.exact import binomial_p


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


@dataclass(frozen=True, slots=True)
class Moved:
    """Names found before and lost now, and lost before and found now, each in order."""

    lost: tuple[GoldName, ...] = ()
    gained: tuple[GoldName, ...] = ()

    @property
    def p(self) -> float:
        """Exact McNemar: the chance that so many more are lost than gained, or the other way."""
        return binomial_p(len(self.lost), len(self.gained))

    def as_json(self) -> dict[str, Any]:
        """The names as records."""
        sides = {"lost": self.lost, "found": self.gained}
        return {side: [{key: getattr(name, key) for key in name.__slots__} for name in sides[side]] for side in sides}


def moved(before: Set[GoldName], after: Set[GoldName]) -> Moved:
    """What moved between the names lost before and those lost after.

    >>> name = GoldName("stress", "idlib", "LOC", "Idlib", "wire", 12)
    >>> len(moved(set(), {name}).lost), len(moved({name}, {name}).lost)
    (1, 0)
    """
    return Moved(tuple(sorted(after - before)), tuple(sorted(before - after)))


def lost_of(found: Mapping[GoldName, bool]) -> frozenset[GoldName]:
    """The names that were not found."""
    return frozenset(name for name, hit in found.items() if not hit)


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
