"""Measures of pairs of a mention and a spelling, each pair counting the same; and of each entity's worst spelling."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from allonym.match.mentions import BOUNDS, LABEL, OUTCOMES
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, per_site


def flip(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.found_before & ~pairs.found, pairs.found_before)


def gain(pairs: Pairs) -> Terms:
    return per_site(pairs, ~pairs.found_before & pairs.found, ~pairs.found_before)


def with_outcome(pairs: Pairs, *, outcome: int) -> Terms:
    return per_site(pairs, pairs.numbers["after"] == outcome, np.ones(len(pairs)))


def recall(pairs: Pairs) -> Terms:
    pairs = pairs.put
    tally = np.bincount(pairs.numbers["after"], minlength=len(OUTCOMES)).tolist()
    entities, sites = (len(pairs.occurring(factor)) for factor in ("entity", "site"))
    counts = dict(zip(OUTCOMES, tally, strict=True)) | {"sites": sites, "entities": entities}
    return replace(per_site(pairs, pairs.found, np.ones(len(pairs))), counts=counts)


def spurious(pairs: Pairs) -> Terms:
    return per_site(pairs, pairs.numbers["spurious"], pairs.numbers["leads"])


def worst(pairs: Pairs) -> Terms:
    """An entity a unit: found and all pairs of the spelling with the lowest recall, of two the one with more pairs."""
    pairs = pairs.put
    group, first = pairs.groups("entity", "spelling")
    found = np.bincount(group, weights=pairs.found, minlength=len(first)).astype(np.int64)
    pairs_of = np.bincount(group, minlength=len(first))
    entity = pairs.codes["entity"][first]
    order = np.lexsort((-pairs_of, found / np.maximum(pairs_of, 1), entity))
    _, lead = np.unique(entity[order], return_index=True)
    chosen = order[lead]
    own = found[chosen] / pairs_of[chosen]
    columns = np.stack([own, np.ones(len(own))], axis=1)
    return Terms(columns, entity[chosen], len(own), {"entities": len(own)}, by="entity")


MEASURES = (
    of_people(
        "spelling.flip",
        "flip",
        "Of the pairs whose mention is found as printed, the share that is lost.",
        flip,
        better="lower",
    ),
    of_people(
        "spelling.fragment",
        "other bounds",
        "Share of the pairs where a predicted span overlaps the mention with other bounds.",
        partial(with_outcome, outcome=BOUNDS),
        better="lower",
    ),
    of_people(
        "spelling.gain",
        "gain",
        "Of the pairs whose mention is lost as printed, the share that is found.",
        gain,
    ),
    of_people(
        "spelling.mislabelled",
        "another label",
        "Share of the pairs with the mention's bounds and another label.",
        partial(with_outcome, outcome=LABEL),
        better="lower",
    ),
    of_people(
        "spelling.recall",
        "spelling recall",
        "Share of the pairs of a mention and a spelling that are found.",
        recall,
        of_others=True,
    ),
    of_people(
        "spelling.spurious",
        "spurious",
        "Spurious spans that a spelling causes elsewhere, a probed paragraph.",
        spurious,
        better="lower",
        unit="spans a paragraph",
    ),
    of_people(
        "spelling.worst",
        "worst spelling",
        "Recall of each entity's worst spelling, the mean over entities.",
        worst,
    ),
)
