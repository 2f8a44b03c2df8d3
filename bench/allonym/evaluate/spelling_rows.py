"""The rows of the probes: every measure of pairs, whole, by corpus and by slice, with intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from allonym.corpus.values import Corpus
from allonym.evaluate.entry import Entry
from allonym.evaluate.rows import Row
from allonym.match.mentions import outcomes
from allonym.measures import measures
from allonym.measures.edit_cost import edits
from allonym.measures.found import consistency
from allonym.measures.main import ALL, HEADLINE, MAIN, PROSE
from allonym.measures.pairs import Integers, Pairs, joined
from allonym.measures.ratio import number
from allonym.measures.terms import Terms, Value
from allonym.probes.control import ENGLISH
from allonym.probes.discover import probes
from allonym.statistics import Interval, Resamplers, exact_interval

FACTORS = ("scheme", "stratum", "origin", "slot")
_REGISTER = "register"
_CONTROL = "control"


def _filled(row: Row, value: float, low: float, high: float, n: int, counts: Mapping[str, int]) -> Row:
    return replace(row, value=number(value), low=number(low), high=number(high), n=n, counts=counts)


def probe_rows(model: str, results: Mapping[str, Pairs], draws: Resamplers) -> Iterator[Row]:
    """Every row of a model's probes: whole, by corpus and label, and by slice; then the edits.

    Models that were asked the same pairs share the resamples of `draws`.
    """
    english = english_names(results)
    for probe, pairs in results.items():
        measured = [(row, terms) for row, terms in _measured(model, probe, pairs, english) if terms.n]
        intervals = intervals_of(pairs, [terms for _, terms in measured], draws)
        for (row, terms), interval in zip(measured, intervals, strict=True):
            yield _filled(row, terms.value, interval.low, interval.high, terms.n, terms.counts)
    yield from _edit_rows(model, [pairs for probe, pairs in results.items() if probes()[probe].respells], draws)


def english_names(results: Mapping[str, Pairs]) -> Pairs | None:
    """The table of English names in the places of people, where the probe control ran."""
    return results[_CONTROL].where("scheme", ENGLISH).distinct() if _CONTROL in results else None


def _measured(model: str, probe: str, pairs: Pairs, english: Pairs | None) -> Iterator[tuple[Row, Terms]]:
    """The rows that a probe has, without their numbers, and what these are made of."""
    respells = probes()[probe].respells
    for corpus, part, labels in _parts(pairs, respells=respells):
        theirs = english if part == ALL or part.startswith(_REGISTER) else None
        found: dict[int, dict[str, Terms]] = {}
        for label in labels:
            of_label = pairs.part(corpus, label, part)
            if len(of_label) not in found:  # else all are people, and both labels have the same numbers
                found[len(of_label)] = dict(_terms(of_label, theirs, respells=respells))
            for name, terms in found[len(of_label)].items():
                shown = label or MAIN.label
                row = Row(
                    model=model, corpus=corpus, probe=probe, slice=part, label=shown, measure=name, value=None, n=0
                )
                yield row, terms


def _terms(pairs: Pairs, english: Pairs | None, *, respells: bool) -> Iterator[tuple[str, Terms]]:
    """Each measure of a part, by its name."""
    tables = {"pairs": pairs, **({"english": english} if english is not None else {})}
    for measure in measures("pairs"):
        if (respells or measure.of_others) and tables.keys() >= set(measure.tables):
            yield measure.name, measure.compute(*(tables[name] for name in measure.tables))


def _parts(pairs: Pairs, *, respells: bool) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Corpus, slice and labels ("" for all) of each part that is measured; of other people's names each kind alone.

    Of each corpus the press's register is, the others are of all corpora together and of those that read like news.
    """
    factor = _REGISTER if respells else FACTORS[0]
    kinds = [f"{factor}:{value}" for value in pairs.present(factor)]
    pooled = (ALL, *([PROSE] if PROSE in pairs.present("texts") else []))
    for corpus in (*pooled, *pairs.present("corpus")):
        for part in (*([ALL] if respells else []), *kinds):
            if corpus in pooled or part in (ALL, HEADLINE.slice) or not respells:
                yield corpus, part, ("", "PER") if respells else ("",)
    for one in FACTORS if respells else ():
        for value in pairs.present(one):
            yield ALL, f"{one}:{value}", ("",)


_Same = tuple[str, bytes, Value]


def intervals_of(pairs: Pairs, terms: Sequence[Terms], draws: Resamplers) -> list[Interval]:
    """The 95% percentile interval of each: entities are drawn, then the sites within them; one draw for all.

    What is counted alike, as people and as all where all are people, is resampled once.
    """
    exact = [one.exact() for one in terms]
    same: dict[_Same, dict[bytes, Integers]] = defaultdict(dict)
    for one, columns in zip(terms, exact, strict=True):
        same[one.by, one.unit.tobytes(), one.value_of][columns.tobytes()] = columns
    found: dict[tuple[_Same, bytes], Interval] = {}
    groups = {"site": pairs.entity_of_site(), "entity": np.arange(len(pairs.values["entity"]))}
    for by, group in groups.items():
        keys = [key for key in same if key[0] == by]
        parts = [(np.frombuffer(key[1], np.int64), np.stack(list(same[key].values()), 1)) for key in keys]
        for key, drawn in zip(keys, draws.of(group).resample_parts(parts), strict=True):
            found |= {(key, one): each for one, each in zip(same[key], drawn.intervals(key[2]), strict=True)}
    return [
        found[(one.by, one.unit.tobytes(), one.value_of), columns.tobytes()]
        for one, columns in zip(terms, exact, strict=True)
    ]


def _edit_rows(model: str, tables: Iterable[Pairs], draws: Resamplers) -> Iterator[Row]:
    """What each operation costs, over the pairs of all probes that respell."""
    table = edits(joined([pairs.distinct() for pairs in tables]))
    if table is None:
        return
    intervals = draws.of(range(len(table.counts))).resample(table.counts).intervals(table.costs)
    for operation, n, cost in zip(table.operations, table.n.tolist(), intervals, strict=True):
        if not math.isnan(cost.value):
            part = f"operation:{operation}"
            row = Row(model=model, corpus=ALL, probe=ALL, slice=part, measure="edit.cost", value=None, n=0)
            yield _filled(row, cost.value, cost.low, cost.high, n, {"pairs": n})


def consistency_rows(entry: Entry, gold: Corpus) -> Iterator[Row]:
    """Of the entities with two or more mentions in a document, the shares found at all, some and none of them."""
    if gold.name not in entry.predictions:
        return
    predicted = {entry.model: entry.predictions[gold.name]}
    named = outcomes(gold, predicted, lambda mention: mention.entity)
    counts = consistency((one.document.id, str(one.mention.entity), one.found(entry.model)) for one in named)
    n = sum(counts.values())
    recorded = gold.name in entry.recorded
    for share, count in counts.items():
        value, (low, high) = (count / n, exact_interval(count, n)) if n else (None, (None, None))
        yield Row(
            model=entry.model, corpus=gold.name, measure=f"consistency.{share}", value=value, low=low, high=high, n=n,
            counts=counts, recorded=recorded,
        )  # fmt: skip
