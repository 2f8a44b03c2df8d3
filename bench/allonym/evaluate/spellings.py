"""Entities that stand under two spellings in one corpus, and what became of each spelling."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from allonym.corpus.values import Corpus, Document, Mention
from allonym.evaluate.rows import Row, number
from allonym.labels import TO_COARSE
from allonym.match.bounds import neutrally
from allonym.match.outcome import OUTCOMES, outcome
from allonym.statistics import exact_interval

_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Spelling:
    """What became of an entity's mentions under one spelling, for one model on one corpus."""

    model: str
    corpus: str
    entity: str
    label: str
    form: str
    outcomes: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.outcomes.values())


def spelled_twice(corpus: Corpus) -> dict[str, list[str]]:
    """Each entity with two or more spellings in the corpus, and those spellings, most frequent first.

    Forms are spellings of one name where they have as many words and each word resembles its partner, so that
    an abbreviation or a bare surname is not a spelling of the long form. Adjectives (NORP) are left out.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for document in corpus.documents:
        for mention in document.mentions:
            if mention.entity and mention.label != "NORP":
                forms[mention.entity][surface(mention, document)] += 1
    respelled = {
        entity: [form for form, _ in count.most_common() if any(alike(form, other) for other in count)]
        for entity, count in forms.items()
    }
    return {entity: spellings for entity, spellings in sorted(respelled.items()) if spellings}


def surface(mention: Mention, document: Document) -> str:
    """A gold mention's surface, from the text or from its standoff file."""
    return str(mention.extra["surface"]) if document.text is None else mention.of(document.text)


def alike(one: str, two: str) -> bool:
    """Whether two forms are two spellings of one name: not equal but for case, and alike word by word.

    >>> alike("Ali Mamlouk", "Ali Mamluk"), alike("Ali Mamlouk", "Mamluk"), alike("IDLIB", "Idlib")
    (True, False, False)
    """
    ours, theirs = one.split(), two.split()
    if one.casefold() == two.casefold() or len(ours) != len(theirs):
        return False
    return all(_resemble(a, b) for a, b in zip(ours, theirs, strict=True))


def _resemble(one: str, two: str) -> bool:
    a, b = (_folded(word) for word in (one, two))
    return a == b or SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def spellings(model: str, gold: Corpus, predicted: Mapping[str, Document]) -> Iterator[Spelling]:
    """The outcomes, under the neutral convention, of every entity that the corpus spells twice."""
    twice = spelled_twice(gold)
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for document in gold.documents:
        wanted = [mention for mention in document.mentions if mention.entity in twice]
        theirs = [neutrally(m, document) for m in predicted[document.id].mentions] if wanted else []
        for mention in wanted:
            form = surface(mention, document)
            if form in twice[str(mention.entity)]:
                key = (str(mention.entity), TO_COARSE[mention.label], form)
                counts[key][outcome(neutrally(mention, document), theirs)] += 1
    for (entity, label, form), count in sorted(counts.items()):
        yield Spelling(model, gold.name, entity, label, form, {name: count[name] for name in OUTCOMES})


def spelling_row(spelling: Spelling, *, recorded: bool) -> Row:
    """The share of a spelling's mentions that were found, as a row of the leaderboard."""
    low, high = exact_interval(spelling.outcomes["found"], spelling.n)
    return Row(
        model=spelling.model,
        corpus=spelling.corpus,
        slice=f"spelling:{spelling.entity}:{spelling.form}",
        label=spelling.label,
        measure="found",
        value=number(spelling.outcomes["found"] / spelling.n),
        low=low,
        high=high,
        n=spelling.n,
        counts=spelling.outcomes,
        recorded=recorded,
    )
