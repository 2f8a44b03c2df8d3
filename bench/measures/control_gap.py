"""control.gap: recall of English-origin names minus spelling.recall over the same sites: the name, not the sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.measures.pairs import Integers, Pairs
from bench.measures.ratio import divide

ENGLISH = "control/english"


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Counts (sites, 4) of the sites that have both: found and all controls, found and all spellings."""

    counts: Integers
    entity: Integers

    @property
    def value(self) -> float:
        return float(gap(self.counts.sum(axis=0)))


def control_gap(respelled: Pairs, controlled: Pairs, kind: str = ENGLISH) -> Gap:
    """The gap of one kind of control over the sites that it shares with respell."""
    control = controlled.where("scheme", kind)
    sites = sorted(set(respelled.present("site")) & set(control.present("site")))
    at = {site: number for number, site in enumerate(sites)}
    counts = np.zeros((len(sites), 4), np.int64)
    entities: list[str] = [""] * len(sites)
    for pairs, column in ((control, 0), (respelled, 2)):
        names, entity = pairs.values["site"], pairs.values["entity"]
        for site, who, found in zip(pairs.codes["site"], pairs.codes["entity"], pairs.found, strict=True):
            if (row := at.get(names[site])) is not None:
                counts[row, column] += found
                counts[row, column + 1] += 1
                entities[row] = entity[who]
    return Gap(counts, np.unique(entities, return_inverse=True)[1].astype(np.int64))


def gap(totals: NDArray[np.generic]) -> NDArray[np.float64]:
    """Totals (..., 4) to the difference of the two recalls (...)."""
    return divide(totals[..., 0], totals[..., 1]) - divide(totals[..., 2], totals[..., 3])
