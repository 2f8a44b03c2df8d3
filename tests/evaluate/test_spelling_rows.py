"""The rows of the probes, against their definition: a plain loop over resamples, entities, sites and pairs."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.pairs import table
from threadpoolctl import threadpool_limits

from allonym.evaluate.rows import Row
from allonym.evaluate.spelling_rows import probe_rows
from allonym.match.mentions import FOUND, OUTCOMES
from allonym.measures.pairs import FACTORS, Pairs
from allonym.statistics import Resamplers, resample, resampling
from allonym.statistics.types import REPLICATES

DRAWN = 40


def results(seed: int) -> dict[str, Pairs]:
    return {"respell": table(seed), "control": table(seed + 50).where("scheme", "control/english")}


def rows(seed: int, draws: Resamplers) -> list[Row]:
    return list(probe_rows("m", results(seed), draws))


def weights(groups: Any) -> Any:
    return resample(np.eye(len(groups), dtype=np.int64), groups, replicates=DRAWN).replicates


def in_part(pairs: Pairs, row: Row) -> list[int]:
    factor, _, value = row.slice.partition(":")
    wanted = {"corpus": row.corpus, "label": row.label, factor: value}
    return [
        at
        for at in range(len(pairs))
        if all(want in ("all", "micro", "") or pairs.values[f][pairs.codes[f][at]] == want
               for f, want in wanted.items() if f in FACTORS)
    ]  # fmt: skip


def ratio(top: float, below: float) -> float:
    return top / below if below else math.nan


def ratio_of_pairs(top: Callable[[Any], Any], below: Callable[[Any], Any]) -> Callable[..., float]:
    """A measure that is a sum over pairs over a sum over pairs, each with its site's weight."""

    def measure(some: list[Any], site_weight: Any, _: Any) -> float:
        total = [(site_weight[one["site"]] * top(one), site_weight[one["site"]] * below(one)) for one in some]
        return ratio(sum(t for t, _ in total), sum(b for _, b in total))

    return measure


def every(some: list[Any], site_weight: Any, _: Any) -> float:
    sites: dict[int, bool] = {}
    for one in some:
        sites[one["site"]] = sites.get(one["site"], True) and one["found"]
    return ratio(sum(site_weight[s] * hit for s, hit in sites.items()), sum(site_weight[s] for s in sites))


def worst(some: list[Any], _: Any, entity_weight: Any) -> float:
    spelled: dict[int, dict[int, list[bool]]] = {}
    for one in some:
        spelled.setdefault(one["entity"], {}).setdefault(one["spelling"], []).append(one["found"])
    lowest = {entity: min(sum(hits) / len(hits) for hits in each.values()) for entity, each in spelled.items()}
    return ratio(sum(entity_weight[e] * low for e, low in lowest.items()), sum(entity_weight[e] for e in lowest))


DEFINITIONS: dict[str, Callable[..., float]] = {
    "spelling.recall": ratio_of_pairs(lambda one: one["found"], lambda _: 1),
    "spelling.flip": ratio_of_pairs(lambda one: one["before"] and not one["found"], lambda one: one["before"]),
    "spelling.gain": ratio_of_pairs(lambda one: one["found"] and not one["before"], lambda one: not one["before"]),
    "spelling.fragment": ratio_of_pairs(lambda one: one["after"] == "bounds", lambda _: 1),
    "spelling.mislabelled": ratio_of_pairs(lambda one: one["after"] == "label", lambda _: 1),
    "spelling.spurious": ratio_of_pairs(lambda one: one["spurious"], lambda one: one["leads"]),
    "spelling.all": every,
    "spelling.worst": worst,
}


def plain(pairs: Pairs) -> list[dict[str, Any]]:
    return [
        {factor: int(pairs.codes[factor][at]) for factor in FACTORS}
        | {"found": pairs.after[at] == FOUND, "before": pairs.before[at] == FOUND, "leads": int(pairs.leads[at])}
        | {"after": OUTCOMES[pairs.after[at]], "spurious": int(pairs.spurious[at])}
        for at in range(len(pairs))
    ]


def test_every_number_is_that_of_a_loop_over_the_resamples() -> None:
    drawn = rows(1, Resamplers(replicates=DRAWN))
    assert {row.measure for row in drawn} == {*DEFINITIONS, "control.gap", "edit.cost"}
    for probe, pairs in results(1).items():
        entity = np.zeros(len(pairs.values["site"]), np.int64)
        entity[pairs.codes["site"]] = pairs.codes["entity"]
        by_site, by_entity = weights(entity), weights(range(len(pairs.values["entity"])))
        one = plain(pairs)
        for row in drawn:
            if row.probe != probe or row.measure == "control.gap":
                continue
            some, measure = [one[at] for at in in_part(pairs, row)], DEFINITIONS[row.measure]
            ones = (np.ones(by_site.shape[1]), np.ones(by_entity.shape[1]))
            values = [measure(some, *pair) for pair in zip(by_site, by_entity, strict=True)]
            low, high = np.nanquantile(values, [0.025, 0.975])
            # Ratios of entities are rounded at the thirtieth binary place; everything else is the same number.
            assert (row.value, row.low, row.high) == pytest.approx((measure(some, *ones), low, high), abs=2e-9)


def test_the_control_gap_is_that_of_a_loop_over_the_resamples() -> None:
    both = results(2)
    (row,) = (
        row for row in rows(2, Resamplers(replicates=DRAWN))
        if (row.measure, row.corpus, row.slice) == ("control.gap", "other", "all")
    )  # fmt: skip
    control, respelled = (plain(both[probe]) for probe in ("control", "respell"))
    mine = [one for one in control if one["corpus"] == 1]
    shared = {one["site"] for one in mine}
    theirs = [one for one in respelled if one["site"] in shared]
    entity = np.zeros(len(both["control"].values["site"]), np.int64)
    entity[both["control"].codes["site"]] = both["control"].codes["entity"]
    recall = DEFINITIONS["spelling.recall"]
    values = [recall(mine, w, None) - recall(theirs, w, None) for w in weights(entity)]
    low, high = np.nanquantile(values, [0.025, 0.975])
    assert (row.low, row.high) == pytest.approx((low, high), abs=1e-12)


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
