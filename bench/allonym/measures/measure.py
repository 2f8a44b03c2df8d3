"""The contract of every number: what it is called, what it says, what it is made of, and which way is better.

A file of this folder with MEASURES is one measure, or a family of them; there is no list elsewhere.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from allonym.errors import unknown
from allonym.match.counts import SCHEMES, Counts
from allonym.match.keys import IntArray
from allonym.measures.ratio import Ratio, divide

Takes = Literal["spans", "pairs", "controls", "edits", "mentions", "models"]
"""What a measure is computed from: (..., 8) counts of a scheme; Pairs of one probe; Pairs of respell and of control;
Pairs of all probes that respell; mentions and their outcomes; two models' spans on texts without gold."""

Formula = Callable[[IntArray], Ratio]

_SCHEMES = {
    "strict": "Same bounds and label.",
    "exact": "Same bounds.",
    "type": "Same label, overlapping.",
    "partial": "Overlapping, half credit.",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Measure:
    """A measure; `label` is the one under which it is shown, `compute` takes what `takes` says.

    >>> measure("strict.f1"), measure("strict.f1").title, measure("spelling.flip").better
    (strict.f1, 'F1', 'lower')
    """

    name: str
    title: str
    sentence: str
    takes: Takes
    compute: Callable[..., Any]
    unit: Literal["%", "points", "spans a paragraph"] = "%"
    better: Literal["higher", "lower"] = "higher"
    label: str = "micro"
    scheme: str = ""

    def __repr__(self) -> str:
        return self.name

    def __call__(self, counts: Counts) -> NDArray[np.float64]:
        """Of spans: the measure of every unit and label, float64 (units, labels), nan where nothing was measured."""
        return divide(*self.ratio(counts.columns(self.scheme)))

    def ratio(self, columns: IntArray) -> Ratio:
        """Of spans: the measure of (..., 8) counts of its scheme as exact integers (...); see measures/ratio.py."""
        numerator, denominator = self.compute(columns)
        return numerator, denominator


def under_schemes(name: str, title: str, sentence: str, compute: Formula) -> tuple[Measure, ...]:
    """A formula of spans under each scheme."""
    return tuple(
        Measure(
            name=f"{scheme}.{name}",
            title=title if scheme == SCHEMES[0] else f"{title}, {scheme}",
            sentence=f"{sentence} {said}",
            takes="spans",
            compute=compute,
            scheme=scheme,
        )
        for scheme, said in _SCHEMES.items()
    )


@cache
def catalogue() -> Mapping[str, Measure]:
    """Every measure by its name, those of one kind together, in the order of files and of schemes.

    >>> "strict.f1" in catalogue(), "spelling.all" in catalogue()
    (True, True)
    """
    stems = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    modules = [importlib.import_module(f"allonym.measures.{stem}") for stem in stems if stem not in ("main", "measure")]
    every = [one for module in modules for one in getattr(module, "MEASURES", ())]
    every.sort(key=lambda one: SCHEMES.index(one.scheme) if one.scheme else len(SCHEMES))
    return MappingProxyType({one.name: one for one in every})


def measures(takes: Takes = "spans") -> tuple[Measure, ...]:
    """The measures that are computed from something."""
    return tuple(one for one in catalogue().values() if one.takes == takes)


def measure(name: str) -> Measure:
    """The measure of that name; InputError if there is none."""
    stem = name.rpartition(".")[2]
    if Path(__file__).with_name(f"{stem}.py").is_file():  # a measure of spans: no need to load those of spellings
        module = importlib.import_module(f"allonym.measures.{stem}")
        own: Measure | None = next((one for one in getattr(module, "MEASURES", ()) if one.name == name), None)
        if own is not None:
            return own
    if name not in catalogue():
        raise unknown("measure", name, catalogue())
    return catalogue()[name]
