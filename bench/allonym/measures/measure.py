"""The contract of every number: what it is called, what it says, what it is made of, and which way is better.

A file of this folder, or of spans/, with MEASURES is one measure, or a family of them; there is no list elsewhere.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Mapping
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

Takes = Literal["spans", "pairs", "edits", "mentions", "models"]
"""What a measure is computed from: (..., 8) counts of a scheme; tables of Pairs; Pairs of all probes that respell;
mentions and their outcomes; two models' spans on texts without gold."""

Formula = Callable[[IntArray], Ratio]

_KNOWN = ("precision", "recall", "f1")
_SCHEMES = {
    "strict": "Same bounds and label.",
    "exact": "Same bounds.",
    "type": "Same label, overlapping.",
    "partial": "Overlapping, half credit.",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Measure:
    """A measure; `label` is the one under which it is shown, `compute` takes what `takes` says.

    Of pairs it takes `tables`, in this order: a probe's Pairs, and English names in the same places; `of_others`: also
    of probes that put other people's names, which have no printed form.

    >>> measure("strict.f1"), measure("strict.f1").title, measure("spelling.flip").better
    (strict.f1, 'F1', 'lower')
    """

    name: str
    title: str
    sentence: str
    takes: Takes
    compute: Callable[..., Any]
    tables: tuple[Literal["pairs", "english"], ...] = ("pairs",)
    of_others: bool = False
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


def of_people(name: str, title: str, sentence: str, compute: Callable[..., Any], **other: Any) -> Measure:
    """A measure of pairs that is shown of people; `other` are further fields of Measure."""
    return Measure(name=name, title=title, sentence=sentence, takes="pairs", compute=compute, label="PER", **other)


@cache
def catalogue() -> Mapping[str, Measure]:
    """Every measure by its name, those of one kind together, in the order of files and of schemes.

    >>> "strict.f1" in catalogue(), "spelling.both" in catalogue()
    (True, True)
    """
    others = _of_folder("allonym.measures", Path(__file__).parent, leave=("main", "measure"))
    return MappingProxyType({one.name: one for one in (*_of_spans(), *others)})


@cache
def _of_spans() -> tuple[Measure, ...]:
    """The measures of spans, which are loaded without those of spellings."""
    every = _of_folder("allonym.measures.spans", Path(__file__).with_name("spans"))
    return tuple(sorted(every, key=lambda one: SCHEMES.index(one.scheme)))


def _of_folder(package: str, folder: Path, leave: Collection[str] = ()) -> list[Measure]:
    stems = sorted(path.stem for path in folder.glob("[a-z]*.py"))
    modules = [importlib.import_module(f"{package}.{stem}") for stem in stems if stem not in leave]
    return [one for module in modules for one in getattr(module, "MEASURES", ())]


def formulas() -> tuple[str, ...]:
    """What measures of spans are called under every scheme, precision, recall and F1 first, as they are known.

    >>> formulas()[:3]
    ('precision', 'recall', 'f1')
    """
    names = [one.name.removeprefix(f"{one.scheme}.") for one in _of_spans() if one.scheme == SCHEMES[0]]
    return tuple(dict.fromkeys([*(name for name in _KNOWN if name in names), *names]))


def measures(takes: Takes = "spans") -> tuple[Measure, ...]:
    """The measures that are computed from something."""
    return _of_spans() if takes == "spans" else tuple(one for one in catalogue().values() if one.takes == takes)


def measure(name: str) -> Measure:
    """The measure of that name; InputError if there is none."""
    if of_spans := next((one for one in _of_spans() if one.name == name), None):
        return of_spans
    if name not in catalogue():
        raise unknown("measure", name, catalogue())
    return catalogue()[name]
