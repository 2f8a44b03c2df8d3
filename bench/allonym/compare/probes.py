"""What two models made of the same probes: each number's difference with its interval and p."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from allonym.compare import probed
from allonym.compare.probed import Tables
from allonym.errors import InputError
from allonym.measures.main import ALL, Selection
from allonym.measures.pairs import Pairs, joined
from allonym.runs.read import Run
from allonym.statistics import Interval, Resamplers


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
) -> Iterator[tuple[float, float, float]]:
    """Of each (corpus, selection) how far the second is from the first; nan where a probe is not in the tables.

    The bounds of the percentile interval over entities and sites, and p over swapped entities.
    """
    draws = Resamplers(seed=seed)
    for corpus, selection in chosen:
        if not all(probe in tables[0] for probe in probed.probes_of(selection)):
            yield math.nan, math.nan, math.nan
            continue
        interval = _interval(corpus, selection, tables, draws)
        one, two = (probed.entity_counts(selection, corpus, "", side) or {} for side in tables)
        yield interval.low, interval.high, probed.p_value(selection, one, two, seed) if one or two else math.nan


def _interval(corpus: str, selection: Selection, tables: tuple[Tables, Tables], draws: Resamplers) -> Interval:
    terms = [probed.terms_of(selection, corpus, "", side) for side in tables]
    pairs = tables[0][selection.probe][""]
    groups = pairs.entity_of_site() if terms[0].by == "site" else np.arange(len(pairs.values["entity"]))
    counts = np.stack([one.exact() for one in terms], axis=1)
    (drawn,) = draws.of(groups).resample_parts([(terms[0].unit, counts)])
    return drawn[1].difference(drawn[0], terms[0].value_of)
