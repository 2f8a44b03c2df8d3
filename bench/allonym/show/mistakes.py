"""What a model got wrong, one mention at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allonym.corpus.values import Corpus, Document, Mention
from allonym.labels import COARSE, TO_COARSE
from allonym.match import Spans, pair
from allonym.match.bounds import neutral_bounds
from allonym.match.keys import integer_table

CAUSES = {
    "label": "same bounds, other label",
    "bounds": "other bounds, same label",
    "label and bounds": "other bounds, other label",
    "missed": "nothing found there",
    "spurious": "no name there",
}
"""Each cause and what it means. Bounds are neutral ones, labels coarse ones."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold mention with what was found in its place, or a found one with no gold mention there.

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

    A gold mention's partner is that of the scheme `strict`: the same bounds first, else overlapping ones
    (allonym.match.pairs).
    """
    documents = corpus.documents
    ours = _neutral(documents, [document.mentions for document in documents])
    for model, answers in predicted.items():
        theirs = _neutral(documents, [answers[document.id].mentions for document in documents])
        for (number, *_), cause, gold, other in sorted(_compared(ours, theirs), key=lambda found: found[:2]):
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
    gold, other = list(ours), list(theirs)
    partners = pair(*(Spans.from_columns(*integer_table(side, 4).T) for side in (gold, other))).bounds.tolist()
    for key, row in zip(other, partners, strict=True):
        if row < 0:
            yield (key[0], *theirs[key].bounds), "spurious", None, theirs[key]
        elif cause := _cause(gold[row], key):
            yield (key[0], *ours[gold[row]].bounds), cause, ours[gold[row]], theirs[key]
    for row in set(range(len(gold))).difference(partners):
        yield (gold[row][0], *ours[gold[row]].bounds), "missed", ours[gold[row]], None


def _cause(gold: _Key, found: _Key) -> str:
    if gold[:3] == found[:3]:
        return "" if gold[3] == found[3] else "label"
    return "bounds" if gold[3] == found[3] else "label and bounds"
