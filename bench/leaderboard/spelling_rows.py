"""The rows of the probes: every measure of pairs, whole, by corpus and by slice, with intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.corpus.values import Corpus
from bench.leaderboard.entry import Entry
from bench.leaderboard.rows import ALL, ORIGINAL, Row, number
from bench.leaderboard.score import under
from bench.match.outcome import FOUND, OUTCOMES, outcome
from bench.measures.consistency import consistency
from bench.measures.control_gap import ENGLISH, control_gap, gap
from bench.measures.edit_cost import edit_costs
from bench.measures.pairs import Pairs, joined
from bench.measures.ratio import divide
from bench.measures.terms import Terms, spelling_measures
from bench.statistics import Interval, Resampler, exact_interval, resample

EVERY = "all"
"""The corpus of rows that take the corpora of a run together."""
FACTORS = ("scheme", "stratum", "origin", "slot")
REPLICATES = 1_000
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
            model=model, corpus=self.corpus, probe=self.probe, slice=self.slice, tagset="coarse",
            convention="neutral", label=self.label, measure=self.measure, value=number(value), low=number(low),
            high=number(high), n=n, counts=self.counts,
        )  # fmt: skip


def probe_rows(model: str, results: Mapping[str, Pairs], seed: int) -> Iterator[Row]:
    """Every row of a model's probes: whole, by corpus and for people; by slice; then the control and the edits."""
    for probe, pairs in results.items():
        measured = [(place, terms) for place, terms in _measured(probe, pairs) if terms.n]
        intervals = _intervals(pairs, [terms for _, terms in measured], seed)
        for (place, terms), interval in zip(measured, intervals, strict=True):
            yield place.row(model, terms.value, terms.n, interval.low, interval.high)
    yield from _gap_rows(model, results, seed)
    yield from _edit_rows(model, [pairs for probe, pairs in results.items() if probe != _CONTROL], seed)


def _measured(probe: str, pairs: Pairs) -> Iterator[tuple[_Place, Terms]]:
    for corpus, part, label, some in _parts(probe, pairs):
        for name, measure in spelling_measures().items():
            if probe == _CONTROL and name != "spelling.recall":
                continue
            terms = measure(some)
            counts = _outcomes(some) if name == "spelling.recall" else _fraction(terms)
            yield _Place(probe, corpus, part, label, name, counts), terms


def _parts(probe: str, pairs: Pairs) -> Iterator[tuple[str, str, str, Pairs]]:
    """Corpus, slice, label and pairs of each part that is measured; of controls each kind by itself."""
    if probe != _CONTROL:
        for label in ("micro", "PER"):
            mine = pairs if label == "micro" else pairs.where("label", label)
            yield EVERY, ALL, label, mine
            for corpus in mine.present("corpus"):
                yield corpus, ALL, label, mine.where("corpus", corpus)
    for factor in FACTORS if probe != _CONTROL else FACTORS[:1]:
        for value in pairs.present(factor):
            yield EVERY, f"{factor}:{value}", "micro", pairs.where(factor, value)


def _outcomes(pairs: Pairs) -> dict[str, int]:
    tally = np.bincount(pairs.after, minlength=len(OUTCOMES)).tolist()
    sites, entities = (len(np.unique(pairs.codes[factor])) for factor in ("site", "entity"))
    return dict(zip(OUTCOMES, tally, strict=True)) | {"sites": sites, "entities": entities}


def _fraction(terms: Terms) -> dict[str, int]:
    if terms.mean:
        return {"entities": terms.n}
    return {"numerator": int(terms.numerator.sum()), "denominator": int(terms.denominator.sum())}


def _intervals(pairs: Pairs, terms: Sequence[Terms], seed: int) -> list[Interval]:
    """The 95% percentile interval of each: entities are drawn, then the sites within them; one draw for all."""
    found: dict[int, Interval] = {}
    entity_of_site = np.zeros(len(pairs.values["site"]), np.int64)
    entity_of_site[pairs.codes["site"]] = pairs.codes["entity"]
    for mean, entity in ((False, entity_of_site), (True, np.arange(len(pairs.values["entity"])))):
        chosen = [at for at, one in enumerate(terms) if one.mean == mean]
        if not chosen:
            continue
        columns = np.stack([terms[at].columns(len(entity)) for at in chosen], axis=1)
        drawn = Resampler(entity, seed=seed, replicates=REPLICATES).resample(columns if mean else columns.astype(int))
        found |= dict(zip(chosen, drawn.intervals(_share), strict=True))
    return [found[at] for at in range(len(terms))]


def _share(totals: NDArray[np.generic]) -> NDArray[np.float64]:
    return divide(totals[..., 0], totals[..., 1])


def _gap_rows(model: str, results: Mapping[str, Pairs], seed: int) -> Iterator[Row]:
    """The gap between each kind of control and the spellings in the same sites, by corpus too."""
    if not {_CONTROL, "respell"} <= results.keys():
        return
    control, respelled = results[_CONTROL], results["respell"]
    for corpus in (EVERY, *control.present("corpus")):
        ours, theirs = (p if corpus == EVERY else p.where("corpus", corpus) for p in (control, respelled))
        for scheme in ours.present("scheme"):
            shared = control_gap(theirs, ours, scheme)
            if not len(shared.counts):
                continue
            drawn = resample(shared.counts, shared.entity, seed=seed, replicates=REPLICATES).interval(gap)
            names = ("controls_found", "controls", "spellings_found", "spellings")
            counts = dict(zip(names, shared.counts.sum(axis=0).tolist(), strict=True))
            for part in (ALL, f"scheme:{scheme}") if scheme == ENGLISH else (f"scheme:{scheme}",):
                place = _Place(_CONTROL, corpus, part, "PER", "control.gap", counts)
                yield place.row(model, shared.value, len(shared.counts), drawn.low, drawn.high)


def _edit_rows(model: str, tables: Iterable[Pairs], seed: int) -> Iterator[Row]:
    """What each operation costs, over the pairs of all probes that respell."""
    for cost in edit_costs(joined(list(tables)), seed=seed):
        place = _Place(EVERY, EVERY, f"operation:{cost.operation}", "micro", "edit.cost", {"pairs": cost.n})
        yield place.row(model, cost.cost, cost.n, cost.low, cost.high)


def consistency_rows(entry: Entry, gold: Corpus) -> Iterator[Row]:
    """Of the entities with two or more mentions in a document, the shares found at all, some and none of them."""
    if gold.name not in entry.predictions:
        return
    predicted = entry.predictions[gold.name]
    found: list[tuple[str, str, bool]] = []
    for document in gold.documents:
        theirs = [under("neutral", mention, document) for mention in predicted[document.id].mentions]
        for mention in document.mentions:
            if mention.entity:
                result = outcome(under("neutral", mention, document), theirs)
                found.append((document.id, mention.entity, result == OUTCOMES[FOUND]))
    counts = consistency(found)
    n = sum(counts.values())
    for share, count in counts.items():
        place = _Place(ORIGINAL, gold.name, ALL, "micro", f"consistency.{share}", counts)
        low, high = exact_interval(count, n) if n else (math.nan, math.nan)
        yield replace(
            place.row(entry.model, count / n if n else math.nan, n, low, high), recorded=gold.name in entry.recorded
        )
