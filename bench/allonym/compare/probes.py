"""What two models made of the same probes: each number's difference with its interval and p."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from allonym.compare import probed
from allonym.compare.probed import Tables
from allonym.errors import InputError
from allonym.measures import measure
from allonym.measures.control_gap import control_gap
from allonym.measures.main import ALL, Selection
from allonym.measures.pairs import Integers, Pairs, joined
from allonym.runs.read import Run
from allonym.statistics import Interval, Resamplers
from allonym.statistics.types import Counts


@dataclass(frozen=True, slots=True)
class Apart:
    """The second minus the first: the percentile interval over entities and sites, and p over swapped entities."""

    low: float
    high: float
    p: float


def aligned(
    sides: Sequence[tuple[Run, str]], probes: Sequence[str]
) -> tuple[tuple[Tables, Tables] | None, dict[str, str]]:
    """The tables of both (run, model), their values numbered alike, and the probes without them, with the reason."""
    try:
        both = [run.pairs(probes) for run, _ in sides]
    except InputError as error:
        return None, dict.fromkeys(probes, error.what)
    tables: tuple[dict[str, dict[str, Pairs]], dict[str, dict[str, Pairs]]] = {}, {}
    odd: dict[str, str] = {}
    for probe in probes:
        one, two = (kept.get(probe, {}).get(model) for kept, (_, model) in zip(both, sides, strict=True))
        if one is None or two is None:
            odd[probe] = "no outcomes of both"
        elif probed.asked(ALL, one) != probed.asked(ALL, two):
            odd[probe] = "asked other spellings or places"
        else:
            whole = joined([one, two])
            for table, rows in zip(tables, np.split(np.arange(len(whole)), [len(one)]), strict=True):
                table[probe] = {"": whole.only(rows)}
    return tables, odd


def differences(
    chosen: Sequence[tuple[str, Selection]], tables: tuple[Tables, Tables], seed: int
) -> Iterator[Apart | None]:
    """Of each (corpus, selection) how far the second is from the first; None where a probe is not in the tables."""
    draws = Resamplers(seed=seed)
    for corpus, selection in chosen:
        if not all(probe in tables[0] for probe in probed.probes_of(selection)):
            yield None
            continue
        interval = _interval(corpus, selection, tables, draws)
        one, two = (probed.entity_counts(selection, corpus, "", side) or {} for side in tables)
        yield Apart(interval.low, interval.high, probed.p_value(selection, one, two, seed) if one or two else math.nan)


def _interval(corpus: str, selection: Selection, tables: tuple[Tables, Tables], draws: Resamplers) -> Interval:
    groups, units, counts = zip(*(_counts(corpus, selection, side) for side in tables), strict=True)
    (drawn,) = draws.of(groups[0]).resample_parts([(units[0], np.stack(counts, axis=1))])
    measure = probed.total_of(selection)
    return drawn[1].difference(drawn[0], measure)


def _counts(corpus: str, selection: Selection, tables: Tables) -> tuple[Integers, Integers, Counts]:
    """The groups of all units, the units of a part, and their counts (units of the part, 2 or 4)."""
    whole: Mapping[str, Pairs] = tables[selection.probe]
    pairs = probed.part(whole[""], selection, corpus)
    by_site = probed.entity_of_site(whole[""])
    if selection.name == probed.GAP:
        shared = control_gap(tables[probed.RESPELL][""], pairs, probed.kind_of(selection))
        return by_site, shared.site, shared.counts
    terms = measure(selection.name).compute(pairs)
    groups = np.arange(len(pairs.values["entity"])) if terms.mean else by_site
    return groups, terms.unit, terms.columns()
