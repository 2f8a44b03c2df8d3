"""Two models or two runs side by side: every number's difference, and the names that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from allonym.compare import probed
from allonym.compare.names import GoldName, Moved, lost_of, moved, names_of
from allonym.corpus.standoff import corpus_digest
from allonym.corpus.values import Corpus
from allonym.errors import InputError, unknown
from allonym.evaluate.columns import Sides
from allonym.evaluate.rows import Row
from allonym.evaluate.score import ModelCounts, score
from allonym.match.counts import SCHEMES
from allonym.match.label_sets import MAIN_LABELS
from allonym.measures import Micro, measure
from allonym.measures.main import ALL, FOUND, MAIN, ORIGINAL, TEXT_COLUMNS, Selection
from allonym.measures.ratio import divide, number
from allonym.runs.read import Run, find_run
from allonym.statistics import Resampled, holm, randomisation_test, resample
from allonym.statistics.power import ALPHA
from allonym.statistics.types import group_index, sum_by_group

SELECTIONS = (
    *(column.selection for column in TEXT_COLUMNS),
    *(other for scheme in SCHEMES if (other := Selection(name=f"{scheme}.f1")) != MAIN),
)
"""What is compared with an interval and a test; other rows that both sides have are compared as numbers."""


@dataclass(frozen=True, slots=True)
class RunModel:
    run: Run
    model: str

    def __str__(self) -> str:
        return f"{self.model}@{self.run.id}"


@dataclass(frozen=True, slots=True)
class Line:
    """One number on both sides; the difference is the second minus the first, `p` Holm's over the table."""

    corpus: str
    selection: Selection
    one: float | None
    two: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def difference(self) -> float | None:
        return None if self.one is None or self.two is None else self.two - self.one


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs first, then numbers of the texts and of the probes, each corrected for themselves, and names."""

    one: RunModel
    two: RunModel
    differing: tuple[str, ...]
    lines: tuple[Line, ...]
    probes: tuple[Line, ...]
    moved: Moved
    notes: tuple[str, ...]
    corpora: Mapping[str, Corpus]


def pairs(first: str, second: str, results: Path) -> list[tuple[RunModel, RunModel]]:
    """The sides that two names stand for: MODEL@RUN each, or runs, of which the models in both are paired.

    Raises InputError where there is nothing to compare.
    """
    one, two = (find_run(run_of(name), results) for name in (first, second))
    both = paired(first, one.measured, second, two.measured)
    return [(RunModel(one, model), RunModel(two, other)) for model, other in both]


def run_of(name: str) -> str:
    """The run of MODEL@RUN, or of RUN."""
    return name.partition("@")[2] or name


def paired(first: str, one: Sequence[str], second: str, two: Sequence[str]) -> list[tuple[str, str]]:
    """The models to be set side by side, of those that two names (RUN or MODEL@RUN) have measured.

    They are those of both, or the only one of each. Raises InputError where there are none.
    """
    ours, theirs = (_chosen(name, measured) for name, measured in ((first, one), (second, two)))
    both = [(model, model) for model in ours if model in theirs]
    if len(ours) == len(theirs) == 1:
        both = [(ours[0], theirs[0])]
    if not both:
        raise InputError(f"{first} and {second} have no model in common", todo="name them: MODEL@RUN MODEL@RUN")
    return both


def _chosen(name: str, measured: Sequence[str]) -> Sequence[str]:
    model, at, _ = name.partition("@")
    if at and model not in measured:
        raise unknown("measured model", model, measured)
    return [model] if at else measured


def compare(
    one: RunModel, two: RunModel, corpora: Sequence[Corpus], *, across_gold: bool = False, seed: int = 7
) -> Comparison:
    """Compare two sides on these corpora, as far as both were scored on them.

    Raises InputError where the gold differs, unless `across_gold`, when only the numbers are set side by side.
    """
    if (other := _other_gold(one.run, two.run)) and not across_gold:
        what = f"{one} and {two} were scored on different gold ({', '.join(other)})"
        raise InputError(what, todo="--across-gold shows them anyway")
    parts = [_on_corpus(one, two, corpus, seed) for corpus in corpora]
    tested = _corrected([line for part in parts for line in part.lines])
    done = {(line.corpus, line.selection) for line in tested}
    plain = [line for line in _by_row(one, two) if (line.corpus, line.selection) not in done]
    probes, notes = _probes(one, two, [line for line in plain if probed.known(line.selection)], seed)
    return Comparison(
        one,
        two,
        tuple(_differing(one.run, two.run)),
        (*tested, *(line for line in plain if not probed.known(line.selection))),
        tuple(probes),
        moved(*(frozenset(name for part in parts for name in part.lost[side]) for side in (0, 1))),
        (*(part.note for part in parts if part.note), *notes),
        {corpus.name: corpus for corpus in corpora},
    )


def _probes(one: RunModel, two: RunModel, lines: Sequence[Line], seed: int) -> tuple[list[Line], list[str]]:
    """The numbers of the probes with interval and p, where both runs have the outcomes of the same questions."""
    wanted = sorted({probe for line in lines for probe in probed.probes_of(line.selection)})
    tables, odd = probed.aligned([(side.run, side.model) for side in (one, two)], wanted)
    notes = [f"{probe}: {why}; numbers only" for probe, why in odd.items()]
    if tables is None:
        return list(lines), notes
    apart = probed.differences([(line.corpus, line.selection) for line in lines], tables, seed)
    known = [
        replace(line, low=number(low), high=number(high), p=number(p))
        for line, (low, high, p) in zip(lines, apart, strict=True)
    ]
    return _corrected(known), notes


@dataclass(frozen=True, slots=True)
class _Part:
    """What is compared on one corpus."""

    lines: tuple[Line, ...] = ()
    lost: tuple[frozenset[GoldName], frozenset[GoldName]] = (frozenset(), frozenset())
    """The names lost on either side."""
    note: str = ""


def _on_corpus(one: RunModel, two: RunModel, corpus: Corpus, seed: int) -> _Part:
    first, second = (side.run.predictions(side.model, corpus.name) for side in (one, two))
    if first is None or second is None:
        return _Part(note=f"{corpus.name}: no predictions of both; numbers only")
    if any(side.run.gold.get(corpus.name) != corpus_digest(corpus) for side in (one, two)):
        return _Part(note=f"{corpus.name}: another gold than the one here; numbers only")
    scores = [list(score("", Sides.of(corpus, side), [MAIN_LABELS])) for side in (first, second)]
    before, after = names_of(corpus, first), names_of(corpus, second)
    return _Part(
        (*_tested(corpus, scores[0], scores[1], seed), _names_line(corpus.name, before, after, seed)),
        (lost_of(before), lost_of(after)),
        _few(corpus),
    )


def _differing(one: Run, two: Run) -> Iterator[str]:
    """What was not the same in two runs, so that their numbers differ for other reasons than the model."""
    for name in _other_gold(one, two):
        yield f"different gold: {name} {one.gold[name][:4]} and {two.gold[name][:4]}"
    for name in sorted(one.gold.keys() ^ two.gold.keys()):
        yield f"only one run has {name}"
    versions = [run.about.get("versions", {}) for run in (one, two)]
    for what, a, b in (
        ("seed", one.about.get("seed"), two.about.get("seed")),
        *((f"version of {key}", *(each.get(key) for each in versions)) for key in sorted({*versions[0], *versions[1]})),
    ):
        if a != b:
            yield f"different {what}: {a} and {b}"


def _other_gold(one: Run, two: Run) -> list[str]:
    return sorted(name for name in one.gold.keys() & two.gold.keys() if one.gold[name] != two.gold[name])


def _tested(corpus: Corpus, one: Sequence[ModelCounts], two: Sequence[ModelCounts], seed: int) -> Iterator[Line]:
    """Differences with interval and p, from the counts of paragraphs within documents."""
    for first, second in zip(one, two, strict=True):
        both = np.stack([first.counts.table, second.counts.table])  # (2, schemes, units, labels, columns)
        resampled = resample(np.moveaxis(both, 2, 0), first.document, seed=seed)
        for selection in SELECTIONS:
            if selection.convention == first.convention:
                yield _line(corpus.name, selection, first, both, resampled, seed)


def _line(corpus: str, selection: Selection, score: ModelCounts, both: Any, resampled: Resampled, seed: int) -> Line:
    average = Micro(measure(selection.name))
    labels = score.labels.labels
    label = slice(None) if selection.label == MAIN.label else [labels.index(selection.label)]
    scheme = SCHEMES.index(average.measure.scheme)
    one, two = resampled[0, scheme, label], resampled[1, scheme, label]
    apart = two.difference(one, average)
    counts = both[:, scheme][:, :, label]
    p = randomisation_test(counts[1], counts[0], score.document, average, seed=seed).p
    before, after = (number(float(average(part.observed))) for part in (one, two))
    return Line(corpus, selection, before, after, number(apart.low), number(apart.high), number(p))


def _few(corpus: Corpus) -> str:
    """What so few documents can show at most: swapped whole, they have no smaller p than this."""
    n = len(corpus.documents)
    if 2 / 2**n <= ALPHA / len(SELECTIONS):
        return ""
    return f"{corpus.name}: {n} documents; swapping them gives no p below {2 / 2**n:.3g} before the correction"


def _names_line(corpus: str, before: Mapping[GoldName, bool], after: Mapping[GoldName, bool], seed: int) -> Line:
    one, two = (sum(found.values()) / len(found) if found else None for found in (before, after))
    counts = np.array([(found, after[name], 1) for name, found in before.items()], np.int64).reshape(-1, 3)
    # A document's names are drawn together: a name knows its document, not its paragraph.
    drawn = resample(sum_by_group(counts, group_index([name.document for name in before], len(before))), seed=seed)
    apart = drawn.interval(lambda totals: divide(totals[..., 1] - totals[..., 0], totals[..., 2]))
    low, high = number(apart.low), number(apart.high)
    return Line(corpus, Selection(name=FOUND), one, two, low, high, moved(lost_of(before), lost_of(after)).p)


def _corrected(lines: Sequence[Line]) -> list[Line]:
    adjusted = holm([np.nan if line.p is None else line.p for line in lines]).tolist()
    return [replace(line, p=number(p)) for line, p in zip(lines, adjusted, strict=True)]


def _by_row(one: RunModel, two: RunModel) -> Iterator[Line]:
    """Numbers that both leaderboards have: those compared, as far as they were not tested, and all of probes."""
    theirs = {_key(row): row for row in two.run.rows if row.model == two.model}
    for row in one.run.rows:
        other = theirs.get(_key(row))
        if row.model != one.model or other is None or row.slice != ALL:
            continue
        if row.probe != ORIGINAL or row.selection in SELECTIONS:
            yield Line(row.corpus, row.selection, row.value, other.value)


def _key(row: Row) -> tuple[str, Selection]:
    return row.corpus, row.selection
