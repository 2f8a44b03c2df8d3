"""A model on the probes: paragraphs stream through it, and what became of each pair is kept as a few integers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from allonym.corpus.values import Mention
from allonym.evaluate.plan import Plan, texts_of
from allonym.labels import TO_COARSE
from allonym.match.conventions import trimmed
from allonym.match.mentions import outcome
from allonym.measures.pairs import Judged, Pairs, PairsBuilder
from allonym.probes.edits import project
from allonym.probes.values import Probed

Predict = Callable[[Iterable[str]], Iterator[tuple[Mention, ...]]]


def run_probes(predict: Predict, wanted: Plan) -> dict[str, Pairs]:
    """The pairs of each planned probe, with what `predict` made of them."""
    prose = {corpus.name for corpus in wanted.corpora if corpus.prose}
    builders = {name: PairsBuilder(probe.respells, prose) for name, probe in wanted.probes.items()}
    stream = wanted.stream() if wanted.texts else iter(())
    for probed, original, mentions in answered(predict, stream):
        builders[probed.probe].add(probed, *judged(probed, original, mentions))
    return {name: builder.build() for name, builder in builders.items()}


Answered = tuple[Probed, tuple[Mention, ...], tuple[Mention, ...]]


def answered(predict: Predict, stream: Iterable[Probed]) -> Iterator[Answered]:
    """Each probed paragraph with the mentions predicted in its original and in itself.

    No more is held than the model reads ahead.
    """
    asked: deque[Probed | None] = deque()
    original: tuple[Mention, ...] = ()
    for answer in predict(texts_of(stream, asked)):
        probed = asked.popleft()
        if probed is None:
            original = answer
        else:
            yield probed, original, answer


def judged(probed: Probed, original: Sequence[Mention], predicted: Sequence[Mention]) -> tuple[Judged, Judged, int]:
    """What became of the original and of the probed paragraph, and the spurious spans.

    Bounds are neutral. A span is right where a gold mention has its bounds and label. A span is spurious where it
    touches no changed site and no predicted span of the original, moved through the edits, has its bounds and label.
    """
    before = [trimmed(mention, probed.original) for mention in original]
    after = [trimmed(mention, probed.text) for mention in predicted]
    sites = [trimmed(Mention(*pair.after, pair.site.label), probed.text) for pair in probed.pairs]
    places = [trimmed(Mention(*pair.before, pair.site.label), probed.original) for pair in probed.pairs]
    gold = [trimmed(Mention(*one.before, one.label), probed.original) for one in probed.gold]
    moved_gold = [trimmed(Mention(*one.after, one.label), probed.text) for one in probed.gold]
    ours = Judged([outcome(place, before) for place in places], _right(gold, before))
    theirs = Judged([outcome(site, after) for site in sites], _right(moved_gold, after))
    moved = {(project(mention.bounds, probed.edits), mention.label) for mention in before}
    outside = [m for m in after if not any(m.start < site.end and site.start < m.end for site in sites)]
    return ours, theirs, sum((mention.bounds, mention.label) not in moved for mention in outside)


def _right(gold: Sequence[Mention], predicted: Sequence[Mention]) -> dict[str, tuple[int, int]]:
    """By coarse label how many predicted spans are right, and how many there are."""
    known = {(mention.bounds, mention.label) for mention in gold}
    spans = {(mention.bounds, label) for mention in predicted if (label := TO_COARSE.get(mention.label))}
    counts: dict[str, tuple[int, int]] = {}
    for bounds, label in spans:
        right, all_ = counts.get(label, (0, 0))
        counts[label] = right + ((bounds, label) in known), all_ + 1
    return counts
