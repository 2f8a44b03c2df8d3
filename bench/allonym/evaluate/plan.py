"""What the probes of a run ask: which probes, on which texts, and what of these cannot be probed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from allonym.corpus.values import Corpus
from allonym.errors import unknown
from allonym.names.registry import Registry, load_registry
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind, fingerprint
from allonym.probes.discover import Probe, probes
from allonym.probes.values import Probed, Skipped

NONE = "none"
"""Names no probe."""

NotProbed = dict[str, dict[str, dict[str, int]]]
"""Probe, reason, and how often for each entity."""

COUNTED: ResultKind[tuple[int, NotProbed]] = ResultKind(
    "plan", tuple[int, NotProbed], ("labels", "corpus", "names", "probes", "evaluate")
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The probes of a run, the texts that have them, how many paragraphs that makes, and what cannot be probed."""

    probes: Mapping[str, Probe]
    corpora: tuple[Corpus, ...]
    registry: Registry
    made_from: bytes
    """The fingerprint of what makes the same stream."""
    texts: int = 0
    not_probed: NotProbed = field(default_factory=dict)

    def stream(self, skipped: Mapping[str, Skipped] | None = None) -> Iterator[Probed]:
        """Every probed paragraph, corpus by corpus and probe by probe; each stream is the same.

        `skipped` counts, by probe, what cannot be probed.
        """
        noted = skipped or {name: Skipped() for name in self.probes}
        for corpus in self.corpora:
            for name, probe in self.probes.items():
                yield from probe(corpus, self.registry, noted[name])

    def counted(self) -> tuple[int, NotProbed]:
        """How many texts the stream asks for, and what it leaves out."""
        skipped = {name: Skipped() for name in self.probes}
        texts = sum(1 for _ in texts_of(self.stream(skipped), deque(maxlen=0)))
        return texts, {probe: _by_reason(some) for probe, some in skipped.items() if some}


def _by_reason(skipped: Skipped) -> dict[str, dict[str, int]]:
    reasons: dict[str, dict[str, int]] = {}
    for (reason, entity), count in sorted(skipped.items()):
        reasons.setdefault(reason, {})[entity] = count
    return reasons


def texts_of(stream: Iterable[Probed], asked: deque[Probed | None]) -> Iterator[str]:
    """The texts to predict; for each, `asked` gets what it is: a probed paragraph, or None for an original.

    An original that several probed paragraphs in a row share is one text.
    """
    last: str | None = None
    for probed in stream:
        if probed.original != last:
            asked.append(None)
            yield (last := probed.original)
        asked.append(probed)
        yield probed.text


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
    draft = Plan(chosen, documents, known_names, made_from)
    texts, not_probed = finished.get(COUNTED, draft.counted, made_from)
    return replace(draft, texts=texts, not_probed=not_probed)
