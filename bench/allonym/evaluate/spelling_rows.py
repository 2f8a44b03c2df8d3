"""The rows of the probes: every measure of pairs, whole, by corpus and by slice, with intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.values import Corpus
from allonym.evaluate.entry import Entry
from allonym.evaluate.rows import Row, number
from allonym.match.mentions import OUTCOMES, outcomes
from allonym.measures import measures
from allonym.measures.consistency import consistency
from allonym.measures.control_gap import ENGLISH, control_gap, gap
from allonym.measures.edit_cost import edits
from allonym.measures.main import ALL, MAIN, ORIGINAL
from allonym.measures.pairs import Integers, Pairs, joined
from allonym.measures.ratio import divide
from allonym.measures.terms import Terms
from allonym.probes.discover import probes
from allonym.statistics import Interval, Resamplers, exact_interval

FACTORS = ("scheme", "stratum", "origin", "slot")
_CONTROL = "control"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands in the leaderboard, and the counts behind it."""

    probe: str
    corpus: str
    slice: str
    label: str
    measure: str
    counts: Mapping[str, int]

    def row(self, model: str, value: float, n: int, low: float, high: float) -> Row:
        return Row(
            model=model, corpus=self.corpus, probe=self.probe, slice=self.slice, label=self.label,
            measure=self.measure, value=number(value), low=number(low),
            high=number(high), n=n, counts=self.counts,
        )  # fmt: skip


def probe_rows(model: str, results: Mapping[str, Pairs], draws: Resamplers) -> Iterator[Row]:
    """Every row of a model's probes: whole, by corpus and for people; by slice; then the control and the edits.

    Models that were asked the same pairs share the resamples of `draws`.
    """
    for probe, pairs in results.items():
        measured = [(place, terms) for place, terms in _measured(probe, pairs) if terms.n]
        intervals = _intervals(pairs, [terms for _, terms in measured], draws)
        for (place, terms), interval in zip(measured, intervals, strict=True):
            yield place.row(model, terms.value, terms.n, interval.low, interval.high)
    yield from _gap_rows(model, results, draws)
    yield from _edit_rows(model, [pairs for probe, pairs in results.items() if probes()[probe].respells], draws)


def _measured(probe: str, pairs: Pairs) -> Iterator[tuple[_Place, Terms]]:
    for corpus, part, label, some in _parts(probe, pairs):
        for measure in measures("pairs"):
            recall = measure.name == "spelling.recall"
            if recall or probes()[probe].respells:
                terms = measure.compute(some)
                counts = _outcomes(some) if recall else _fraction(terms)
                yield _Place(probe, corpus, part, label, measure.name, counts), terms


def _parts(probe: str, pairs: Pairs) -> Iterator[tuple[str, str, str, Pairs]]:
    """Corpus, slice, label and pairs of each part that is measured; of other probes each kind alone."""
    respells = probes()[probe].respells
    if respells:
        for label in (MAIN.label, "PER"):
            mine = pairs if label == MAIN.label else pairs.where("label", label)
            yield ALL, ALL, label, mine
            for corpus, some in mine.parts("corpus"):
                yield corpus, ALL, label, some
    for factor in FACTORS if respells else FACTORS[:1]:
        for value, some in pairs.parts(factor):
            yield ALL, f"{factor}:{value}", MAIN.label, some


def _outcomes(pairs: Pairs) -> dict[str, int]:
    tally = np.bincount(pairs.after, minlength=len(OUTCOMES)).tolist()
    sites, entities = (len(pairs.occurring(factor)) for factor in ("site", "entity"))
    return dict(zip(OUTCOMES, tally, strict=True)) | {"sites": sites, "entities": entities}


def _fraction(terms: Terms) -> dict[str, int]:
    if terms.mean:
        return {"entities": terms.n}
    return {"numerator": int(terms.numerator.sum()), "denominator": int(terms.denominator.sum())}


def _intervals(pairs: Pairs, terms: Sequence[Terms], draws: Resamplers) -> list[Interval]:
    """The 95% percentile interval of each: entities are drawn, then the sites within them; one draw for all.

    What is counted alike, as people and as all where all are people, is resampled once.
    """
    found: dict[_Key, Interval] = {}
    for mean, groups in ((False, _entity_of_site(pairs)), (True, np.arange(len(pairs.values["entity"])))):
        parts: dict[bytes, dict[_Key, Terms]] = defaultdict(dict)
        for one in terms:
            if one.mean == mean:
                parts[one.unit.tobytes()][_key(one)] = one
        counts = [(_unit(part), np.stack([one.columns() for one in part.values()], 1)) for part in parts.values()]
        for part, drawn in zip(parts.values(), draws.of(groups).resample_parts(counts), strict=True):
            found |= dict(zip(part, drawn.intervals(_share), strict=True))
    return [found[_key(one)] for one in terms]


_Key = tuple[bytes, bytes, bytes]


def _key(terms: Terms) -> _Key:
    return terms.unit.tobytes(), terms.numerator.tobytes(), terms.denominator.tobytes()


def _unit(part: Mapping[_Key, Terms]) -> Integers:
    return next(iter(part.values())).unit


def _entity_of_site(pairs: Pairs) -> Integers:
    entity = np.zeros(len(pairs.values["site"]), np.int64)
    entity[pairs.codes["site"]] = pairs.codes["entity"]
    return entity


def _share(totals: NDArray[np.generic]) -> NDArray[np.float64]:
    return divide(totals[..., 0], totals[..., 1])


def _gap_rows(model: str, results: Mapping[str, Pairs], draws: Resamplers) -> Iterator[Row]:
    """The gap between each kind of control and the spellings in the same sites, by corpus too."""
    if not {_CONTROL, "respell"} <= results.keys():
        return
    control, respelled = results[_CONTROL], results["respell"]
    gaps = {
        (corpus, kind): shared
        for corpus, ours in ((ALL, control), *control.parts("corpus"))
        for kind in ours.present("scheme")
        if len((shared := control_gap(respelled, ours, kind)).counts)
    }
    parts = [(shared.site, shared.counts) for shared in gaps.values()]
    resampled = draws.of(_entity_of_site(control)).resample_parts(parts)
    for ((corpus, kind), shared), drawn in zip(gaps.items(), resampled, strict=True):
        interval = drawn.interval(gap)
        names = ("controls_found", "controls", "spellings_found", "spellings")
        counts = dict(zip(names, shared.counts.sum(axis=0).tolist(), strict=True))
        for part in (ALL, f"scheme:{kind}") if kind == ENGLISH else (f"scheme:{kind}",):
            place = _Place(_CONTROL, corpus, part, "PER", "control.gap", counts)
            yield place.row(model, shared.value, len(shared.counts), interval.low, interval.high)


def _edit_rows(model: str, tables: Iterable[Pairs], draws: Resamplers) -> Iterator[Row]:
    """What each operation costs, over the pairs of all probes that respell."""
    table = edits(joined(list(tables)))
    if table is None:
        return
    intervals = draws.of(range(len(table.counts))).resample(table.counts).intervals(table.costs)
    for operation, n, cost in zip(table.operations, table.n.tolist(), intervals, strict=True):
        if not math.isnan(cost.value):
            place = _Place(ALL, ALL, f"operation:{operation}", MAIN.label, "edit.cost", {"pairs": n})
            yield place.row(model, cost.value, n, cost.low, cost.high)


def consistency_rows(entry: Entry, gold: Corpus) -> Iterator[Row]:
    """Of the entities with two or more mentions in a document, the shares found at all, some and none of them."""
    if gold.name not in entry.predictions:
        return
    predicted = {entry.model: entry.predictions[gold.name]}
    named = outcomes(gold, predicted, lambda mention: mention.entity)
    counts = consistency((one.document.id, str(one.mention.entity), one.found(entry.model)) for one in named)
    n = sum(counts.values())
    for share, count in counts.items():
        place = _Place(ORIGINAL, gold.name, ALL, MAIN.label, f"consistency.{share}", counts)
        low, high = exact_interval(count, n) if n else (math.nan, math.nan)
        yield replace(
            place.row(entry.model, count / n if n else math.nan, n, low, high), recorded=gold.name in entry.recorded
        )
