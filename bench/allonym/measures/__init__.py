"""Measures: counts in, number out. One measure, or a family of them, is one file; its repr is its name."""

from allonym.measures.averages import Macro, Micro, macro, micro, per_unit, weighted
from allonym.measures.measure import Measure, catalogue, formulas, measure, measures

__all__ = [
    "Macro",
    "Measure",
    "Micro",
    "catalogue",
    "formulas",
    "macro",
    "measure",
    "measures",
    "micro",
    "per_unit",
    "weighted",
]
