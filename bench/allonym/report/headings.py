"""What the headings of the page's tables mean, and in which of their columns less is better."""

from __future__ import annotations

from collections.abc import Mapping

from allonym.measures import catalogue
from allonym.measures.costs import COSTS
from allonym.measures.main import PROBE_COLUMNS, TEXT_COLUMNS

_MORE = {
    "tier": "Models in a tier are not significantly worse than its best.",
    "letter": "Stands for this model in the column beats.",
    "beats": "Significantly better than the models of these letters.",
    "95%": "95% bootstrap interval: intervals made in this way contain the true value in about 95 of 100 samples.",
    "found both ways": "Found under both of two press spellings, drawn from all that the name has.",
    "in English": "The same with English names in these places.",
    "F1 as printed": "F1 of the names as the texts have them, the corpora together.",
    "spellings": "Other spellings that were tried, and the printed one.",
    "places": "Places of the texts in which the name stands.",
    "words/s": "Words a second of processor time.",
    "found %": "Of all tries of the names, those found with their bounds and their type.",
    "label %": "Of all tries, those with their bounds and another type.",
    "bounds %": "Of all tries, those where a span overlaps the name with other bounds.",
    "missed %": "Of all tries, those without any span.",
    "whole names": "Names found in every spelling and place.",
    "spurious": "Spans outside the name, a thousand words.",
}
_LESS = frozenset({"label %", "bounds %", "missed %", "spurious", "± spurious"})
"""What of a list of names is better small."""


def explanations() -> Mapping[str, str]:
    """By heading a sentence, from the measures' own where a column shows one."""
    measures = catalogue()
    of_columns = {one.heading: measures[one.selection.name].sentence for one in (*TEXT_COLUMNS, *PROBE_COLUMNS)}
    named = {one.name: f"{one.title.capitalize()}. {one.sentence}" for one in measures.values()}
    costs = {one.title: f"{one.unit[0].upper()}{one.unit[1:]}." for one in COSTS}
    return {**{one.title: one.sentence for one in measures.values()}, **named, **of_columns, **costs, **_MORE}


def lower_is_better() -> frozenset[str]:
    """The headings under which the smallest number is the best."""
    worse = {one.name for one in catalogue().values() if one.better == "lower"}
    columns = {one.heading for one in PROBE_COLUMNS if one.selection.name in worse}
    return _LESS | frozenset(worse | columns | {one.title for one in COSTS if one.name != "words_per_cpu_second"})
