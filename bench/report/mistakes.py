"""What a model got wrong, one mention at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.corpus.values import Corpus, Document, Mention
from bench.labels import COARSE, TO_COARSE
from bench.leaderboard.score import under
from bench.match import Spans, pair

CAUSES = {
    "mislabelled": "same bounds, other label",
    "bounds": "other bounds, same label",
    "both": "other bounds, other label",
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


def mistakes(model: str, corpus: Corpus, predicted: Mapping[str, Document]) -> Iterator[Mistake]:
    """Every mistake of a model on a corpus, in order of the texts.

    A gold mention's partner is that of the scheme `strict`: the same bounds first, else overlapping ones
    (bench.match.pairs).
    """
    for document in corpus.documents:
        for cause, gold, other in sorted(_in(document, predicted[document.id]), key=_place):
            yield Mistake(model, corpus.name, document.id, cause, gold, other)


_Key = tuple[int, int, str]
_Found = tuple[str, Mention | None, Mention | None]


def _place(found: _Found) -> tuple[int, int, str]:
    cause, gold, other = found
    first = gold or other or Mention(0, 0, "")
    return first.start, first.end, cause


def _in(document: Document, answer: Document) -> Iterator[_Found]:
    ours, theirs = (_neutral(document, mentions) for mentions in (document.mentions, answer.mentions))
    gold, other = list(ours), list(theirs)
    spans = [Spans.of([[Mention(*key) for key in side]], COARSE) for side in (gold, other)]
    partners = pair(*spans).bounds.tolist()
    for key, row in zip(other, partners, strict=True):
        if row < 0:
            yield "spurious", None, theirs[key]
        elif cause := _cause(gold[row], key):
            yield cause, ours[gold[row]], theirs[key]
    for row in set(range(len(gold))).difference(partners):
        yield "missed", ours[gold[row]], None


def _neutral(document: Document, mentions: Iterable[Mention]) -> dict[_Key, Mention]:
    """Mentions by their neutral bounds and coarse label, in the order that Spans has."""
    keyed: dict[_Key, Mention] = {}
    for mention in mentions:
        moved = under("neutral", mention, document)
        keyed.setdefault((moved.start, moved.end, TO_COARSE[mention.label]), mention)
    return {key: keyed[key] for key in sorted(keyed, key=lambda key: (*key[:2], COARSE.index(key[2])))}


def _cause(gold: _Key, found: _Key) -> str:
    if gold[:2] == found[:2]:
        return "" if gold[2] == found[2] else "mislabelled"
    return "bounds" if gold[2] == found[2] else "both"
