"""Entities that stand under two spellings in one corpus, and what became of each spelling."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from allonym.corpus.values import Corpus, Document
from allonym.evaluate.rows import Row
from allonym.match.conventions import surface
from allonym.match.mentions import OUTCOMES, MentionOutcome, outcomes
from allonym.measures.found import share
from allonym.statistics import exact_interval

_ALIKE = 0.6


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


def printed_spellings(corpus: Corpus, predicted: Mapping[str, Mapping[str, Document]]) -> Iterator[MentionOutcome]:
    """The mentions of those spellings, and what became of each; `predicted` is by model."""
    twice = spelled_twice(corpus)
    for one in outcomes(corpus, predicted, lambda mention: mention.entity in twice):
        if one.surface in twice[str(one.mention.entity)]:
            yield one


def spelling_rows(
    model: str, gold: Corpus, predicted: Mapping[str, Document], *, recorded: bool = False
) -> Iterator[Row]:
    """The share of mentions found, neutral convention, of each spelling of the entities that the corpus spells twice.

    The slice is spelling:ENTITY:FORM, the counts are those of the outcomes.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in printed_spellings(gold, {model: predicted}):
        counts[str(one.mention.entity), one.label, one.surface][one.outcomes[model]] += 1
    for (entity, label, form), count in sorted(counts.items()):
        found, n = count["found"], count.total()
        low, high = exact_interval(found, n)
        yield Row(
            model=model, corpus=gold.name, slice=f"spelling:{entity}:{form}", label=label, measure="found",
            value=share(found, n), low=low, high=high, n=n, counts={name: count[name] for name in OUTCOMES},
            recorded=recorded,
        )  # fmt: skip
