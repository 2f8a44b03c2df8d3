"""control.gap: recall of English-origin names minus spelling.recall over the same sites: the name, not the sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.measures.measure import Measure
from allonym.measures.pairs import Integers, Pairs
from allonym.measures.ratio import divide

ENGLISH = "control/english"


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Counts (sites, 4) of the sites that have both: found and all controls, found and all spellings.

    `site` and `entity` hold each site's codes in the table of controls.
    """

    counts: Integers
    site: Integers
    entity: Integers

    @property
    def value(self) -> float:
        return float(gap(self.counts.sum(axis=0)))


def control_gap(respelled: Pairs, controlled: Pairs, kind: str = ENGLISH) -> Gap:
    """The gap of one kind of control over the sites that it shares with respell."""
    control = controlled.where("scheme", kind)
    sites = len(controlled.values["site"])
    number = {name: code for code, name in enumerate(controlled.values["site"])}
    theirs = np.array([number.get(name, sites) for name in respelled.values["site"]], np.int64)
    codes = (control.codes["site"], theirs[respelled.codes["site"]])
    columns = [
        np.bincount(code, column, minlength=sites + 1)[:sites]
        for code, found in zip(codes, (control.found, respelled.found), strict=True)
        for column in (found, np.ones(len(found)))
    ]
    counts = np.stack(columns, axis=1).astype(np.int64)
    site = np.flatnonzero((counts[:, 1] > 0) & (counts[:, 3] > 0))
    entity = np.zeros(sites, np.int64)
    entity[control.codes["site"]] = control.codes["entity"]
    return Gap(counts[site], site, entity[site])


def gap(totals: NDArray[np.generic]) -> NDArray[np.float64]:
    """Totals (..., 4) to the difference of the two recalls (...)."""
    return divide(totals[..., 0], totals[..., 1]) - divide(totals[..., 2], totals[..., 3])


MEASURES = (
    Measure(
        name="control.gap",
        title="control gap",
        sentence="Recall of English-origin names minus spelling recall, over the same mentions.",
        takes="controls",
        compute=control_gap,
        unit="points",
        better="lower",
        label="PER",
    ),
)
