"""What the probes of a run ask: which probes, on which texts, and what of these cannot be probed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from allonym.corpus.values import Corpus
from allonym.errors import unknown
from allonym.evaluate.people import NOBODY, with_people
from allonym.evaluate.sample import Sample, draw, is_drawn, is_needed
from allonym.names.registry import Registry, load_registry
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind, fingerprint
from allonym.probes.discover import Probe, probes
from allonym.probes.values import Probed, Skipped

NONE = "none"
"""Names no probe."""

_MOST_HELD = 50_000
"""Probed paragraphs from which places are drawn; of more the drawn ones are made a second time."""

NotProbed = dict[str, dict[str, dict[str, int]]]
"""Probe, reason, and how often for each entity."""

Sampled = dict[str, tuple[int, int]]
"""By corpus and probe, how many places were drawn of how many."""

Paragraph = tuple[str, str, int]
"""Corpus, document and paragraph."""

_Counted = tuple[int, NotProbed, dict[str, list[str]], Sampled]

COUNTED: ResultKind[_Counted] = ResultKind(
    "plan", _Counted, ("labels", "corpus", "names", "probes", "match", "evaluate")
)


class _Once:
    """Paragraphs that are made when they are first asked for, by whichever thread, and then kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[Probed, ...] | None = None

    def get(self, make: Callable[[], Iterable[Probed]]) -> tuple[Probed, ...]:
        with self._lock:
            if self._made is None:
                self._made = tuple(make())
            return self._made


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
    full: bool = True
    """Whether everything is asked, or what the headline needs of the places of `sample`."""
    sample: Sample = field(default_factory=dict)
    sampled: Sampled = field(default_factory=dict)
    left_out: Collection[Paragraph] = frozenset()
    """Paragraphs that are not asked, whatever the rest says."""
    _kept: _Once = field(default_factory=_Once, repr=False, compare=False)

    def stream(self) -> Iterator[Probed]:
        """Every probed paragraph that is asked, corpus by corpus and probe by probe; each stream is the same.

        Those of a draw are kept, for every model is asked the same; all that there are may be too many to hold.
        """
        stream = self._every() if self.full else iter(self._kept.get(self._drawn))
        return (one for one in stream if paragraph_of(one) not in self.left_out) if self.left_out else stream

    def _every(self, skipped: Mapping[str, Skipped] | None = None) -> Iterator[Probed]:
        """All that the probes make; `skipped` counts, by probe, what cannot be probed."""
        noted = skipped or {name: Skipped() for name in self.probes}
        for corpus in self.corpora:
            for name, probe in self.probes.items():
                yield from probe(corpus, self.registry, noted[name])

    def _drawn(self) -> Iterator[Probed]:
        return (probed for probed in filter(is_needed, self._every()) if is_drawn(probed, self.sample))

    def without(self, paragraphs: Collection[Paragraph]) -> Plan:
        """The same plan, but for these paragraphs."""
        less = replace(self, left_out=frozenset(paragraphs))
        return replace(less, texts=sum(1 for _ in texts_of(less.stream(), deque(maxlen=0))))

    def counted(self) -> _Counted:
        """How many texts the stream asks for, what it leaves out, and what is drawn of the places."""
        skipped = {name: Skipped() for name in self.probes}
        every = self._every(skipped)
        prose = [corpus.name for corpus in self.corpora if corpus.prose]
        held: list[Probed] = []
        drawn, sampled = ({}, {}) if self.full else draw(_held(filter(is_needed, every), held), prose)
        asked = replace(self, sample={part: frozenset(places) for part, places in drawn.items()})
        if held:
            asked._kept.get(lambda: (probed for probed in held if is_drawn(probed, asked.sample)))
        texts = sum(1 for _ in texts_of(every if self.full else asked.stream(), deque(maxlen=0)))
        return texts, {probe: _by_reason(some) for probe, some in skipped.items() if some}, drawn, sampled


def _held(stream: Iterable[Probed], held: list[Probed]) -> Iterator[Probed]:
    """The stream; what goes by is also in `held`, unless there is much of it."""
    for number, probed in enumerate(stream):
        if number < _MOST_HELD:
            held.append(probed)
        elif number == _MOST_HELD:
            held.clear()
        yield probed


def paragraph_of(probed: Probed) -> Paragraph:
    """Where the paragraph stands."""
    site = probed.pairs[0].site
    return site.corpus, site.document, site.paragraph


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
    own: Registry | None = None,
    finished: Finished = NOTHING_KEPT,
    *,
    full: bool = False,
) -> Plan:
    """Plan all probes, or those named ("none" for none), on the documents that have text. InputError for no probe.

    `own` are the user's entities, beside the project's. `full`: every spelling and every place, not what the headline
    needs alone.
    """
    known = probes()
    for name in names:
        if name not in known and name != NONE:
            raise unknown("probe", name, [*known, NONE])
    chosen = {name: probe for name, probe in known.items() if not names or name in names}
    with_text = (replace(c, documents=tuple(d for d in c.documents if d.text is not None)) for c in corpora)
    named, known_names = (
        with_people(with_text, load_registry(), own, finished) if chosen else (tuple(with_text), NOBODY)
    )
    made_from = fingerprint(tuple(chosen), named, known_names.entities, full)
    draft = Plan(chosen, named, known_names, made_from, full=full)
    texts, not_probed, drawn, sampled = finished.get(COUNTED, draft.counted, made_from)
    sample = {part: frozenset(places) for part, places in drawn.items()}
    return replace(draft, texts=texts, not_probed=not_probed, sample=sample, sampled=sampled)
