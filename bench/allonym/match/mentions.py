"""What became of each mention: found, or lost in one of three ways; the one vocabulary for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from allonym.corpus.values import Corpus, Document, Mention
from allonym.labels import TO_COARSE
from allonym.match.conventions import neutrally, surface

OUTCOMES = ("found", "label", "bounds", "missed")
"""found: a predicted span has the mention's bounds and label; label: its bounds and another label; bounds: a span
overlaps it with other bounds; missed: none does. Bounds are neutral ones, labels coarse ones."""
FOUND, LABEL, BOUNDS, MISSED = range(len(OUTCOMES))


@dataclass(frozen=True, slots=True)
class MentionOutcome:
    """A gold mention in its document, and its outcome for each model."""

    document: Document
    mention: Mention
    outcomes: Mapping[str, str]

    @property
    def surface(self) -> str:
        """What stands in the text."""
        return surface(self.mention, self.document)

    @property
    def label(self) -> str:
        """The coarse label."""
        return TO_COARSE[self.mention.label]

    def found(self, model: str) -> bool:
        return self.outcomes[model] == OUTCOMES[FOUND]


def outcomes(
    corpus: Corpus, predicted: Mapping[str, Mapping[str, Document]], wanted: Callable[[Mention], object]
) -> Iterator[MentionOutcome]:
    """Each wanted mention of a corpus, in the order of the texts, with what became of it.

    `predicted` has by model a document for each of the corpus, by id.
    """
    for document in corpus.documents:
        mentions = [mention for mention in document.mentions if wanted(mention)]
        if not mentions:
            continue
        answers = {
            model: [neutrally(span, document) for span in some[document.id].mentions]
            for model, some in predicted.items()
        }
        for mention in mentions:
            ours = neutrally(mention, document)
            yield MentionOutcome(document, mention, {model: outcome(ours, spans) for model, spans in answers.items()})


def outcome(mention: Mention, predicted: Iterable[Mention]) -> str:
    """One of OUTCOMES. All bounds are under one convention.

    >>> outcome(Mention(0, 11, "PERSON"), [Mention(4, 11, "PERSON")])
    'bounds'
    """
    others = list(predicted)
    same = [TO_COARSE.get(other.label) for other in others if other.bounds == mention.bounds]
    if same:
        return OUTCOMES[FOUND if TO_COARSE[mention.label] in same else LABEL]
    overlap = any(other.start < mention.end and mention.start < other.end for other in others)
    return OUTCOMES[BOUNDS if overlap else MISSED]
