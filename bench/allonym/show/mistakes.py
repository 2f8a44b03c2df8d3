"""What a model got wrong, one mention at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allonym.corpus.values import Corpus, Document, Mention
from allonym.labels import COARSE, TO_COARSE
from allonym.match import Spans
from allonym.match.causes import CAUSES, errors
from allonym.match.conventions import neutral_bounds
from allonym.match.keys import NONE, integer_table


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold mention with what was predicted in its place, or a spurious span.

    The mentions are as printed and as predicted, with their own bounds and labels.
    """

    model: str
    corpus: str
    document: str
    cause: str
    gold: Mention | None
    predicted: Mention | None


def mistakes(corpus: Corpus, predicted: Mapping[str, Mapping[str, Document]]) -> Iterator[Mistake]:
    """Every mistake of each model on a corpus, model by model in order of the texts; `predicted` is by model.

    Bounds are neutral ones, labels coarse ones, causes those of allonym.match.causes.
    """
    documents = corpus.documents
    ours = _neutral(documents, [document.mentions for document in documents])
    for model, answers in predicted.items():
        theirs = _neutral(documents, [answers[document.id].mentions for document in documents])
        for (number, *_), cause, gold, other in sorted(_compared(ours, theirs), key=lambda one: one[:2]):
            yield Mistake(model, corpus.name, documents[number].id, cause, gold, other)


_Key = tuple[int, int, int, int]
"""A document's number, neutral bounds, and the number of a coarse label: a row of Spans."""
_Place = tuple[int, int, int]
"""A document's number and the bounds of a mention as it stands there."""


def _neutral(documents: Sequence[Document], mentions: Iterable[Iterable[Mention]]) -> dict[_Key, Mention]:
    """The first mention of each key, in the order that Spans has."""
    keyed: dict[_Key, Mention] = {}
    for number, (document, some) in enumerate(zip(documents, mentions, strict=True)):
        for mention in some:
            bounds = neutral_bounds(mention, document)
            keyed.setdefault((number, *bounds, COARSE.index(TO_COARSE[mention.label])), mention)
    return {key: keyed[key] for key in sorted(keyed)}


def _compared(
    ours: Mapping[_Key, Mention], theirs: Mapping[_Key, Mention]
) -> Iterator[tuple[_Place, str, Mention | None, Mention | None]]:
    wrong = errors(_spans(ours), _spans(theirs))
    gold, predicted, causes = list(ours.items()), list(theirs.items()), list(CAUSES)
    for one, other, cause in zip(wrong.gold.tolist(), wrong.predicted.tolist(), wrong.cause.tolist(), strict=True):
        (number, *_), mention = predicted[other] if one == NONE else gold[one]
        spans = (None if one == NONE else gold[one][1], None if other == NONE else predicted[other][1])
        yield (number, *mention.bounds), causes[cause], *spans


def _spans(keyed: Mapping[_Key, Mention]) -> Spans:
    return Spans.from_columns(*integer_table(list(keyed), 4).T)
