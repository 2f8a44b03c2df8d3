"""The probes by entity: the counts behind a measure of its spellings, and how far two models are apart in it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from allonym.errors import InputError
from allonym.evaluate.spelling_rows import english_names
from allonym.measures import measure, measures
from allonym.measures.main import ALL, MAIN, ORIGINAL, Selection
from allonym.measures.pairs import Pairs, joined
from allonym.measures.ratio import number
from allonym.measures.terms import Terms
from allonym.runs.read import Run
from allonym.statistics import Interval, Resamplers, randomisation_test
from allonym.statistics.types import SEED, Counts

Tables = Mapping[str, Mapping[str, Pairs]]
"""The pairs of a run, by probe and model."""
Entities = Mapping[str, tuple[float, ...]]
"""An entity's part of each column of a measure's terms: what is found and all, and so on."""

MOST = 2**40
"""No count of mentions reaches it; sums of those below are exact."""
RESPELL, _CONTROL = "respell", "control"


def known(selection: Selection) -> bool:
    """Whether a selection is counted from pairs."""
    return selection.probe != ORIGINAL and selection.name in {one.name for one in measures("pairs")}


def probes_of(selection: Selection) -> tuple[str, ...]:
    """The probes whose pairs it needs."""
    english = "english" in measure(selection.name).tables
    return tuple(dict.fromkeys((selection.probe, *([_CONTROL] if english else []))))


def answered(selection: Selection, tables: Tables) -> bool:
    """Whether a run has the pairs of a selection: its probes, its label and the value of its slice."""
    if not known(selection) or not all(tables.get(probe) for probe in probes_of(selection)):
        return False
    pairs = next(iter(tables[selection.probe].values()))
    factor, _, value = selection.slice.partition(":")
    whole = selection.slice == ALL or value in pairs.values.get(factor, ())
    return whole and selection.label in (MAIN.label, *pairs.values["label"])


def terms_of(selection: Selection, corpus: str, model: str, tables: Tables) -> Terms:
    """The terms of a selection on a corpus, on all or on prose; its probes must be in the tables."""
    label = "" if selection.label == MAIN.label else selection.label
    pairs = tables[selection.probe][model].part(corpus, label, selection.slice)
    english = english_names({probe: of[model] for probe, of in tables.items() if model in of})
    given = {"pairs": pairs, "english": english}
    one = measure(selection.name)
    terms: Terms = one.compute(*(given[name] for name in one.tables))
    return terms


def entity_counts(selection: Selection, corpus: str, model: str, tables: Tables) -> Entities | None:
    """The counts of each entity that has any; None where the run did not ask the model."""
    if not all(model in tables.get(probe, {}) for probe in probes_of(selection)):
        return None
    terms, pairs = terms_of(selection, corpus, model, tables), tables[selection.probe][model]
    entity = terms.unit if terms.by == "entity" else pairs.entity_of_site()[terms.unit]
    totals = np.zeros((len(pairs.values["entity"]), terms.columns.shape[1]))
    np.add.at(totals, entity, terms.columns)
    rows = zip(pairs.values["entity"], totals.tolist(), strict=True)
    return {name: tuple(row) for name, row in sorted(rows) if any(row)}


def found_spellings(entity: str, corpus: str, model: str, tables: Tables) -> dict[str, bool] | None:
    """Each spelling that respell put for an entity, and whether it was found anywhere; None where it was not run."""
    if model not in tables.get(RESPELL, {}):
        return None
    pairs = tables[RESPELL][model].where("corpus", corpus).where("entity", entity)
    return {spelling: bool(some.put.found.any()) for spelling, some in pairs.parts("spelling")}


def asked(corpus: str, pairs: Pairs) -> str:
    """A hash of the questions on a corpus, or "all": which names were put where. Others' numbers are not compared."""
    mine = (pairs if corpus == ALL else pairs.where("corpus", corpus)).put
    factors = ("site", "spelling", "scheme", "stratum", "form", "entity", "label")
    columns = [[mine.values[factor][code] for code in mine.codes[factor].tolist()] for factor in factors]
    lines = sorted("\t".join(row) for row in zip(*columns, strict=True))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@cache
def statistic(selection: Selection) -> Any:
    """The measure as a function of totals (..., columns)."""
    nothing = joined([])
    one = measure(selection.name)
    return one.compute(*(nothing for _ in one.tables)).value_of


def p_value(selection: Selection, before: Entities, after: Entities, seed: int = SEED) -> float:
    """Paired randomisation: an entity's mentions and spellings stand or fall together, so entities are swapped."""
    order = sorted(before.keys() | after.keys())
    one, two = (columns(each, order) for each in (before, after))
    return 1.0 if np.array_equal(one, two) else randomisation_test(one, two, None, statistic(selection), seed=seed).p


def columns(entities: Entities, order: Sequence[str]) -> Counts:
    """(entities, columns) in this order, 0 for an entity that has no counts."""
    width = len(next(iter(entities.values()), (0.0, 0.0)))
    return np.array([entities.get(name, (0.0,) * width) for name in order], np.float64).reshape(-1, width)


def value(selection: Selection, entities: Entities) -> float | None:
    """The measure of the entities; None where nothing was asked."""
    return number(float(statistic(selection)(columns(entities, list(entities)).sum(axis=0))))


def written(counts: tuple[float, ...]) -> str:
    """Counts as fractions: 3/12, and two of them where a measure has four columns.

    >>> written((3, 12)), written((1 / 3, 3, 2, 9))
    ('3/12', '0.333333333333/3:2/9')
    """
    return ":".join(f"{top:.12g}/{below:.12g}" for top, below in zip(counts[::2], counts[1::2], strict=True))


def read(text: str) -> tuple[float, ...]:
    """What `written` wrote; ValueError for anything else.

    >>> read("0.5/3:2/9")
    (0.5, 3.0, 2.0, 9.0)
    """
    counts = tuple(float(count) for part in text.split(":") for count in part.split("/"))
    if written(counts) != text or any(not 0 <= count < MOST for count in counts):
        raise ValueError(f"{text!r} is no share")
    return counts


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
        elif asked(ALL, one) != asked(ALL, two):
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
        if not all(probe in tables[0] for probe in probes_of(selection)):
            yield math.nan, math.nan, math.nan
            continue
        interval = _interval(corpus, selection, tables, draws)
        one, two = (entity_counts(selection, corpus, "", side) or {} for side in tables)
        yield interval.low, interval.high, p_value(selection, one, two, seed) if one or two else math.nan


def _interval(corpus: str, selection: Selection, tables: tuple[Tables, Tables], draws: Resamplers) -> Interval:
    terms = [terms_of(selection, corpus, "", side) for side in tables]
    pairs = tables[0][selection.probe][""]
    groups = pairs.entity_of_site() if terms[0].by == "site" else np.arange(len(pairs.values["entity"]))
    counts = np.stack([one.exact() for one in terms], axis=1)
    (drawn,) = draws.of(groups).resample_parts([(terms[0].unit, counts)])
    return drawn[1].difference(drawn[0], terms[0].value_of)
