"""The rows of the probes, against their definition: a plain loop over resamples, entities, sites and pairs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from support.pairs import english, table
from threadpoolctl import threadpool_limits

from allonym.evaluate.rows import Row
from allonym.evaluate.spelling_rows import probe_rows
from allonym.match.mentions import FOUND, OUTCOMES
from allonym.measures import measures
from allonym.measures.pairs import FACTORS, NUMBERS, PROSE, Pairs
from allonym.statistics import Resamplers, resample, resampling
from allonym.statistics.types import REPLICATES

DRAWN = 40
Plain = list[dict[str, Any]]
"""Pairs as dictionaries: a value for each factor and number."""


def results(seed: int) -> dict[str, Pairs]:
    return {"respell": table(seed), "control": english(seed)}


def rows(seed: int, draws: Resamplers) -> list[Row]:
    return list(probe_rows("m", results(seed), draws))


def weights(groups: Any) -> Any:
    return resample(np.eye(len(groups), dtype=np.int64), groups, replicates=DRAWN).replicates


def plain(pairs: Pairs) -> Plain:
    return [
        {factor: pairs.values[factor][pairs.codes[factor][at]] for factor in FACTORS}
        | {name: int(pairs.numbers[name][at]) for name in NUMBERS}
        | {"at": int(pairs.codes["site"][at]), "who": int(pairs.codes["entity"][at])}
        for at in range(len(pairs))
    ]


def found(one: dict[str, Any]) -> bool:
    return bool(one["after"] == FOUND)


def part(pairs: Plain, row: Row) -> Plain:
    """The row's pairs, paragraphs of one text once for each site, and the printed forms of their sites."""
    factor, _, value = row.slice.partition(":")
    wanted = [("label", row.label)] if row.label != "micro" else []
    wanted += [(factor, value)] if value else []
    if row.corpus != "all":
        wanted.append(("texts", PROSE) if row.corpus == PROSE else ("corpus", row.corpus))
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    registers = ["press", "library", "foreign", "relay", "official", ""]
    for one in sorted(pairs, key=lambda one: registers.index(one["register"])):
        if not one["printed"] and all(one[name] == wish for name, wish in wanted):
            kept.setdefault((one["site"], one["text"]), one)
    sites = {site for site, _ in kept}
    return [*(one for one in pairs if one["printed"] and one["site"] in sites), *kept.values()]


def by_site(pairs: Iterable[dict[str, Any]]) -> dict[int, Plain]:
    sites: dict[int, Plain] = {}
    for one in pairs:
        sites.setdefault(one["at"], []).append(one)
    return sites


def ratio(top: float, below: float) -> float:
    return top / below if below else math.nan


Measure = Callable[[Plain, Plain, Any, Any], float]
"""Of the pairs of a part, the English names, and the weights of sites and of entities."""


def of_pairs(top: Callable[[Any], Any], below: Callable[[Any], Any]) -> Measure:
    """A sum over what was put there over a sum over it, each with its site's weight."""

    def measure(some: Plain, _: Plain, weight: Any, __: Any) -> float:
        put = [one for one in some if not one["printed"]]
        return ratio(sum(weight[o["at"]] * top(o) for o in put), sum(weight[o["at"]] * below(o) for o in put))

    return measure


def drawn(
    holds: Callable[[tuple[dict[str, Any], ...]], bool], of: Callable[..., bool] | None = None, k: int = 2
) -> Measure:
    """Over all sets of k spellings of each mention, how many hold, mentions counting the same; of those `of`."""

    def measure(some: Plain, _: Plain, weight: Any, __: Any) -> float:
        top = below = 0.0
        for at, spellings in by_site(some).items():
            sets = list(combinations(spellings, k))
            if sets:
                top += weight[at] * sum(map(holds, sets)) / len(sets)
                below += weight[at] * sum(1 if of is None else of(one) for one in sets) / len(sets)
        return ratio(top, below)

    return measure


def all_found(one: tuple[dict[str, Any], ...]) -> bool:
    return all(map(found, one))


def any_found(one: tuple[dict[str, Any], ...]) -> bool:
    return any(map(found, one))


both = drawn(all_found)
split = drawn(lambda one: found(one[0]) != found(one[1]), any_found)


def precision(some: Plain, _: Plain, weight: Any, __: Any) -> float:
    mentions = {at: spellings for at, spellings in by_site(some).items() if len(spellings) > 1}
    right, predicted = (
        sum(weight[at] * sum(one[name] for one in spellings) / len(spellings) for at, spellings in mentions.items())
        for name in ("right", "predicted")
    )
    return ratio(right, predicted)


def f1(some: Plain, other: Plain, weight: Any, entity: Any) -> float:
    one, two = both(some, other, weight, entity), precision(some, other, weight, entity)
    if math.isnan(one):
        return math.nan
    two = 0 if math.isnan(two) else two
    return 2 * one * two / (one + two) if one + two else 0.0


def places(some: Plain, other: Plain) -> tuple[Plain, Plain]:
    shared = {one["site"] for one in some} & {site for site in {o["site"] for o in other}
                                              if sum(o["site"] == site for o in other) > 1}  # fmt: skip
    several = {site for site in shared if sum(o["site"] == site for o in some) > 1}
    return tuple([one for one in table if one["site"] in several] for table in (some, other))  # type: ignore[return-value]


def gap(some: Plain, other: Plain, weight: Any, entity: Any) -> float:
    ours, theirs = places(some, other)
    return both(theirs, [], weight, entity) - both(ours, [], weight, entity)


def ledger(name: str) -> Measure:
    def measure(some: Plain, other: Plain, weight: Any, _: Any) -> float:
        ours, theirs = (by_site(table) for table in places(some, other))
        total = 0.0
        for at, spellings in ours.items():
            ceiling = sum(map(found, theirs[at])) / len(theirs[at])
            printed = next(found(one) for one in spellings if one["printed"])
            others = [found(one) for one in spellings if not one["printed"]]
            mean = sum(others) / len(others)
            amounts = {"sentence": 1 - ceiling, "origin": ceiling - printed, "spelling": printed - mean, "found": mean}
            total += weight[at] * amounts[name]
        return ratio(total, sum(weight[at] for at in ours))

    return measure


def worst(some: Plain, _: Plain, __: Any, weight: Any) -> float:
    spelled: dict[int, dict[str, list[bool]]] = {}
    for one in some:
        if not one["printed"]:
            spelled.setdefault(one["who"], {}).setdefault(one["spelling"], []).append(found(one))
    lowest = {entity: min(sum(hits) / len(hits) for hits in each.values()) for entity, each in spelled.items()}
    return ratio(sum(weight[e] * low for e, low in lowest.items()), sum(weight[e] for e in lowest))


def was_found(one: dict[str, Any]) -> bool:
    return bool(one["before"] == FOUND)


DEFINITIONS: dict[str, Measure] = {
    "spelling.recall": of_pairs(found, lambda _: 1),
    "spelling.flip": of_pairs(lambda one: was_found(one) and not found(one), was_found),
    "spelling.gain": of_pairs(lambda one: found(one) and not was_found(one), lambda one: not was_found(one)),
    "spelling.fragment": of_pairs(lambda one: OUTCOMES[one["after"]] == "bounds", lambda _: 1),
    "spelling.mislabelled": of_pairs(lambda one: OUTCOMES[one["after"]] == "label", lambda _: 1),
    "spelling.spurious": of_pairs(lambda one: one["spurious"], lambda one: one["leads"]),
    "spelling.worst": worst,
    "spelling.both": both,
    "spelling.split": split,
    "spelling.precision": precision,
    "spelling.f1": f1,
    "spelling.gap": gap,
    **{f"spelling.all@{k}": drawn(all_found, k=k) for k in (2, 3, 4)},
    **{f"ledger.{name}": ledger(name) for name in ("sentence", "origin", "spelling", "found")},
}


def test_every_measure_of_pairs_has_its_loop() -> None:
    assert {one.name for one in measures("pairs")} == set(DEFINITIONS)


def test_every_number_is_that_of_a_loop_over_the_resamples() -> None:
    made = rows(1, Resamplers(replicates=DRAWN))
    assert {row.measure for row in made} == {*DEFINITIONS, "edit.cost"}
    asked = results(1)
    names = list({(one["site"], one["text"]): one for one in reversed(plain(asked["control"]))}.values())
    for probe, pairs in asked.items():
        by_entity = weights(range(len(pairs.values["entity"])))
        by_place = weights(pairs.entity_of_site())
        one = plain(pairs)
        for row in made:
            if row.probe != probe:
                continue
            some, measure = part(one, row), DEFINITIONS[row.measure]
            ones = (np.ones(by_place.shape[1]), np.ones(by_entity.shape[1]))
            values = [measure(some, names, *pair) for pair in zip(by_place, by_entity, strict=True)]
            low, high = np.nanquantile(values, [0.025, 0.975])
            assert row.value == pytest.approx(measure(some, names, *ones), abs=1e-12), row
            # Resamples add multiples of 2**-26, so that their order is of no account.
            assert (row.low, row.high) == pytest.approx((low, high), abs=1e-6), row


def test_the_ledger_is_a_hundred() -> None:
    ledgers: dict[tuple[str, str, str], list[float]] = {}
    for row in rows(3, Resamplers(replicates=2)):
        if row.measure.startswith("ledger."):
            ledgers.setdefault((row.corpus, row.slice, row.label), []).append(row.value or 0)
    assert len(ledgers) > 5
    assert all(sum(parts) == pytest.approx(1, abs=1e-12) for parts in ledgers.values())


def test_the_headline_is_a_row_of_each_corpus_and_of_prose() -> None:
    made = {(row.corpus, row.label) for row in rows(1, Resamplers(replicates=2))
            if (row.probe, row.slice, row.measure) == ("respell", "register:press", "spelling.f1")}  # fmt: skip
    assert made >= {(corpus, "PER") for corpus in ("all", "prose", "gold", "other")}


def test_as_many_replicates_as_the_signature_says() -> None:
    asked: list[int] = []

    class Told(Resamplers):
        def of(self, groups: Any) -> Any:
            resampler = super().of(groups)
            asked.append(resampler.resample(np.ones((len(groups), 1), np.int64)).replicates.shape[0])
            return resampler

    rows(1, Told())
    assert set(asked) == {REPLICATES}


def test_threads_and_company_change_nothing() -> None:
    seeds = [1, 2, 3]
    alone = [rows(seed, Resamplers(replicates=300)) for seed in seeds]
    draws = Resamplers(replicates=300)
    with threadpool_limits(4), ThreadPoolExecutor(3) as pool:
        beside = list(pool.map(lambda seed: rows(seed, draws), seeds))
    assert beside == alone


def test_the_seed_decides() -> None:
    one, two = (rows(1, Resamplers(seed=seed, replicates=50)) for seed in (7, 8))
    assert [replace(row, low=None, high=None) for row in one] == [replace(row, low=None, high=None) for row in two]
    assert [row.low for row in one] != [row.low for row in two]


def test_parts_that_are_not_held_together_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    held = rows(1, Resamplers(replicates=200))
    for limit in ("_TOTALS", "_KEPT"):
        monkeypatch.setattr(resampling, limit, 0)
        assert rows(1, Resamplers(replicates=200)) == held
