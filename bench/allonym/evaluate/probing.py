"""A model on the probes: paragraphs stream through it, and what became of each pair is kept as a few integers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allonym.corpus.values import Corpus, Mention
from allonym.errors import unknown
from allonym.match.conventions import neutral
from allonym.match.mentions import outcome
from allonym.measures.pairs import Pairs, PairsBuilder
from allonym.names.registry import Registry, load_registry
from allonym.predict.memo import NOTHING_KEPT, Finished, fingerprint
from allonym.probes.discover import Probe, probes
from allonym.probes.edits import project
from allonym.probes.values import Probed, Skipped

NONE = "none"
"""Names no probe."""

Predict = Callable[[Iterable[str]], Iterator[tuple[Mention, ...]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The probes of a run: which, on which texts, how many paragraphs they make, and what cannot be probed."""

    probes: Mapping[str, Probe]
    corpora: tuple[Corpus, ...]
    registry: Registry
    texts: int
    skipped: Mapping[str, Skipped]
    made_from: bytes
    """The fingerprint of what makes the same stream."""

    def stream(self, skipped: Mapping[str, Skipped]) -> Iterator[Probed]:
        """Every probed paragraph, corpus by corpus and probe by probe; each stream is the same."""
        for corpus in self.corpora:
            for name, probe in self.probes.items():
                yield from probe(corpus, self.registry, skipped[name])


def plan(
    corpora: Iterable[Corpus],
    names: Sequence[str] = (),
    registry: Registry | None = None,
    finished: Finished = NOTHING_KEPT,
) -> Plan:
    """Plan all probes, or those named ("none" for none), on the documents that have text. InputError for no probe."""
    known = probes()
    for name in names:
        if name not in known and name != NONE:
            raise unknown("probe", name, [*known, NONE])
    chosen = {name: probe for name, probe in known.items() if not names or name in names}
    with_text = (replace(c, documents=tuple(d for d in c.documents if d.text is not None)) for c in corpora)
    documents, known_names = tuple(with_text), registry or load_registry()
    made_from = fingerprint(tuple(chosen), documents, known_names.entities)
    draft = Plan(chosen, documents, known_names, 0, {}, made_from)

    def counted() -> tuple[int, Mapping[str, Skipped]]:
        skipped = {name: Skipped() for name in chosen}
        return sum(1 for _ in _asked(draft.stream(skipped), deque())), skipped

    texts, skipped = finished.get(counted, "plan", made_from)
    return replace(draft, texts=texts, skipped=skipped)


def run_probes(predict: Predict, wanted: Plan) -> dict[str, Pairs]:
    """The pairs of each planned probe, with what `predict` made of them."""
    builders = {name: PairsBuilder() for name in wanted.probes}
    stream = wanted.stream({name: Skipped() for name in wanted.probes}) if wanted.texts else iter(())
    for probed, original, found in answered(predict, stream):
        builders[probed.probe].add(probed, *judged(probed, original, found))
    return {name: builder.build() for name, builder in builders.items()}


Answered = tuple[Probed, tuple[Mention, ...], tuple[Mention, ...]]


def answered(predict: Predict, stream: Iterable[Probed]) -> Iterator[Answered]:
    """Each probed paragraph with the mentions predicted in its original and in itself.

    An original that several probed paragraphs in a row share is asked once. No more is held than the model reads ahead.
    """
    asked: deque[Probed | None] = deque()
    original: tuple[Mention, ...] = ()
    for answer in predict(_asked(stream, asked)):
        probed = asked.popleft()
        if probed is None:
            original = answer
        else:
            yield probed, original, answer


def _asked(stream: Iterable[Probed], asked: deque[Probed | None]) -> Iterator[str]:
    """The texts to predict; for each, `asked` gets what it is: a probed paragraph, or None for an original."""
    last: str | None = None
    for probed in stream:
        if probed.original != last:
            asked.append(None)
            yield (last := probed.original)
        asked.append(probed)
        yield probed.text


def judged(probed: Probed, original: Sequence[Mention], found: Sequence[Mention]) -> tuple[list[str], list[str], int]:
    """The outcomes of the pairs in the original and in the probed paragraph, and the spurious spans.

    Bounds are neutral. A span is spurious where it touches no changed site and no predicted span of the
    original, moved through the edits, has its bounds and label.
    """
    before = [_neutral(mention, probed.original) for mention in original]
    after = [_neutral(mention, probed.text) for mention in found]
    sites = [_neutral(Mention(*pair.after, pair.site.label), probed.text) for pair in probed.pairs]
    ours = [outcome(_neutral(Mention(*pair.before, pair.site.label), probed.original), before) for pair in probed.pairs]
    theirs = [outcome(site, after) for site in sites]
    moved = {(project(mention.bounds, probed.edits), mention.label) for mention in before}
    outside = [m for m in after if not any(m.start < site.end and site.start < m.end for site in sites)]
    return ours, theirs, sum((mention.bounds, mention.label) not in moved for mention in outside)


def _neutral(mention: Mention, text: str) -> Mention:
    start, end = neutral(mention.start, mention.end, text)
    return Mention(start, end, mention.label, mention.entity, mention.extra)


def not_probed(wanted: Plan) -> dict[str, dict[str, dict[str, int]]]:
    """For run.json: probe, reason, and how often for each entity."""
    reasons: dict[str, dict[str, dict[str, int]]] = {}
    for probe, skipped in wanted.skipped.items():
        for (reason, entity), count in sorted(skipped.items()):
            reasons.setdefault(probe, {}).setdefault(reason, {})[entity] = count
    return reasons
