"""What is held of the probes: for each entity, the counts behind a measure of its spellings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from allonym.measures import measure, measures
from allonym.measures.control_gap import ENGLISH, control_gap, gap
from allonym.measures.main import ALL, MAIN, ORIGINAL, Selection
from allonym.measures.pairs import Integers, Pairs, joined
from allonym.measures.ratio import divide
from allonym.statistics import randomisation_test
from allonym.statistics.types import SEED, Counts

Tables = Mapping[str, Mapping[str, Pairs]]
"""The pairs of a run, by probe and model."""
Entities = Mapping[str, tuple[int, ...]]
"""An entity's counts: numerator and denominator; for control.gap found and all controls, found and all spellings."""

GAP = "control.gap"
MOST = 2**40
"""No count of mentions reaches it; sums of those below are whole in 64 bits."""
RESPELL, _CONTROL = "respell", "control"


def known(selection: Selection) -> bool:
    """Whether a selection is counted from pairs."""
    if selection.name == GAP:
        return selection.probe == _CONTROL
    return selection.probe != ORIGINAL and selection.name in {one.name for one in measures("pairs")}


def probes_of(selection: Selection) -> tuple[str, ...]:
    """The probes whose pairs it needs."""
    return (_CONTROL, RESPELL) if selection.name == GAP else (selection.probe,)


def answered(selection: Selection, tables: Tables) -> bool:
    """Whether a run has the pairs of a selection: its probes, its label and the value of its slice."""
    if not known(selection) or not all(tables.get(probe) for probe in probes_of(selection)):
        return False
    pairs = next(iter(tables[selection.probe].values()))
    factor, _, value = selection.slice.partition(":")
    whole = selection.slice == ALL or value in pairs.values.get(factor, ())
    return whole and selection.label in (MAIN.label, *pairs.values["label"])


def entity_counts(selection: Selection, corpus: str, model: str, tables: Tables) -> Entities | None:
    """The counts of each entity that has any; None where the run did not ask the model."""
    if not all(model in tables.get(probe, {}) for probe in probes_of(selection)):
        return None
    pairs = part(tables[selection.probe][model], selection, corpus)
    if selection.name == GAP:
        shared = control_gap(tables[RESPELL][model], pairs, kind_of(selection))
        return _by_entity(pairs, shared.entity, shared.counts)
    terms = measure(selection.name).compute(pairs)
    entity = terms.unit if terms.mean else entity_of_site(pairs)[terms.unit]
    return _by_entity(pairs, entity, np.stack([terms.numerator, terms.denominator], axis=1))


def kind_of(selection: Selection) -> str:
    """The kind of control that a control.gap is over."""
    return ENGLISH if selection.slice == ALL else selection.slice.partition(":")[2]


def part(pairs: Pairs, selection: Selection, corpus: str) -> Pairs:
    """The pairs that a selection is over, of a corpus or of "all"."""
    pairs = pairs if corpus == ALL else pairs.where("corpus", corpus)
    if selection.label != MAIN.label:
        pairs = pairs.where("label", selection.label)
    factor, _, value = selection.slice.partition(":")
    return pairs.where(factor, value) if value else pairs


def entity_of_site(pairs: Pairs) -> Integers:
    """The entity's code of each site's."""
    entity = np.zeros(len(pairs.values["site"]), np.int64)
    entity[pairs.codes["site"]] = pairs.codes["entity"]
    return entity


def _by_entity(pairs: Pairs, entity: Integers, counts: Integers) -> Entities:
    totals = np.zeros((len(pairs.values["entity"]), counts.shape[1]), np.int64)
    np.add.at(totals, entity, counts)
    rows = zip(pairs.values["entity"], totals.tolist(), strict=True)
    return {name: tuple(row) for name, row in sorted(rows) if any(row)}


def found_spellings(entity: str, corpus: str, model: str, tables: Tables) -> dict[str, bool] | None:
    """Each spelling that respell put for an entity, and whether it was found anywhere; None where it was not run."""
    if model not in tables.get(RESPELL, {}):
        return None
    pairs = tables[RESPELL][model].where("corpus", corpus).where("entity", entity)
    return {spelling: bool(some.found.any()) for spelling, some in pairs.parts("spelling")}


def asked(corpus: str, pairs: Pairs) -> str:
    """A hash of the questions on a corpus, or "all": which names were put where. Others' numbers are not compared."""
    mine = pairs if corpus == ALL else pairs.where("corpus", corpus)
    factors = ("site", "spelling", "scheme", "stratum", "form", "entity", "label")
    columns = [[mine.values[factor][code] for code in mine.codes[factor].tolist()] for factor in factors]
    lines = sorted("\t".join(row) for row in zip(*columns, strict=True))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Share:
    """A measure of (..., 2) totals, in integers too, so that equal differences are seen as equal."""

    def ratios(self, totals: Any) -> tuple[Any, Any]:
        return totals[..., :1], totals[..., 1:]

    def __call__(self, totals: Any) -> Any:
        return _divided(totals)


def _divided(totals: Any) -> Any:
    return divide(totals[..., 0], totals[..., 1])


@cache
def _is_mean(name: str) -> bool:
    """Whether a measure is the mean over entities of their own ratios; the others are ratios of sums."""
    return name != GAP and measure(name).compute(joined([])).mean


def measure_of(selection: Selection) -> Any:
    """The measure as a function of totals (..., 2 or 4) of `columns`."""
    if selection.name == GAP:
        return gap
    return _divided if _is_mean(selection.name) else _Share()


def total_of(selection: Selection) -> Any:
    """The measure as a function of totals (..., 2 or 4) of its terms' columns."""
    return gap if selection.name == GAP else _divided


def p_value(selection: Selection, before: Entities, after: Entities, seed: int = SEED) -> float:
    """Paired randomisation: an entity's mentions and spellings stand or fall together, so entities are swapped."""
    order = sorted(before.keys() | after.keys())
    one, two = (columns(selection, each, order) for each in (before, after))
    return 1.0 if np.array_equal(one, two) else randomisation_test(one, two, None, measure_of(selection), seed=seed).p


def columns(selection: Selection, entities: Entities, order: Sequence[str]) -> Counts:
    """(entities, 2 or 4) in this order, 0 for an entity that has no counts; the ratios themselves for a mean."""
    width = 4 if selection.name == GAP else 2
    counts = np.array([entities.get(name, (0,) * width) for name in order], np.int64).reshape(-1, width)
    if not _is_mean(selection.name):
        return counts
    return np.stack([np.nan_to_num(_divided(counts)), counts[:, 1] > 0], axis=1)


def value(selection: Selection, entities: Entities) -> float | None:
    """The measure of the entities; None where nothing was asked."""
    number = float(measure_of(selection)(columns(selection, entities, list(entities)).sum(axis=0)))
    return None if np.isnan(number) else number


def written(counts: tuple[int, ...]) -> str:
    """Counts as fractions: 3/12, and two of them for a gap.

    >>> written((3, 12)), written((1, 3, 2, 9))
    ('3/12', '1/3:2/9')
    """
    return ":".join(f"{top}/{below}" for top, below in zip(counts[::2], counts[1::2], strict=True))


def read(text: str) -> tuple[int, ...]:
    """What `written` wrote; ValueError for anything else.

    >>> read("1/3:2/9")
    (1, 3, 2, 9)
    """
    counts = tuple(int(number) for part in text.split(":") for number in part.split("/"))
    if written(counts) != text or any(not 0 <= number < MOST for number in counts):
        raise ValueError(f"{text!r} is no share")
    return counts
