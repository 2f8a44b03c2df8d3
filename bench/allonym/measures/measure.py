"""Measure: a formula under a scheme, such as strict.f1. The formulas are the files beside this one."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allonym.errors import unknown
from allonym.match.counts import SCHEMES, Counts
from allonym.match.keys import IntArray
from allonym.measures.ratio import Ratio, divide

Formula = Callable[[IntArray], Ratio]


@dataclass(frozen=True, slots=True, repr=False)
class Measure:
    """A formula applied to the counts of one scheme.

    >>> measure("strict.f1")
    strict.f1
    """

    scheme: str
    name: str

    def __repr__(self) -> str:
        return f"{self.scheme}.{self.name}"

    def __call__(self, counts: Counts) -> NDArray[np.float64]:
        """The measure of every unit and label: float64 (units, labels), nan where nothing was measured."""
        return divide(*self.ratio(counts.columns(self.scheme)))

    def ratio(self, columns: IntArray) -> Ratio:
        """The measure of (..., 8) counts of its scheme as exact integers (...); see allonym.measures.ratio."""
        return _formulas()[self.name](columns)


@cache
def _formulas() -> dict[str, Formula]:
    modules = [
        importlib.import_module(f"allonym.measures.{path.stem}")
        for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))
        if path.stem != "measure"
    ]
    return {m.__name__.rsplit(".", 1)[1]: m.compute for m in modules if hasattr(m, "compute")}


def measures() -> tuple[Measure, ...]:
    """Every formula of this folder under every scheme.

    >>> [repr(one) for one in measures()][:3]
    ['strict.f1', 'strict.precision', 'strict.recall']
    """
    return tuple(Measure(scheme, name) for scheme in SCHEMES for name in _formulas())


def measure(name: str) -> Measure:
    """The measure of that name; InputError if there is none."""
    known = {repr(one): one for one in measures()}
    if name not in known:
        raise unknown("measure", name, known)
    return known[name]
