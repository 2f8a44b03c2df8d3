"""Thresholds on held-out texts: sums over runs, limits, and the better of two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from allonym.mending.cases import CASES
from allonym.mending.training.choose import choose
from allonym.mending.training.held_out import STEPS, HeldOut, held_out
from allonym.mending.training.pages import PagePlace, TrainingPage


def page(document: int, copy: int, chance_of: list[tuple[float, bool]], found: int = 0) -> tuple[TrainingPage, object]:
    """A page of persons that the model found, and of open runs with a chance each, persons or not."""
    known = [(10 * at, 10 * at + 5) for at in range(found)]
    open_ = [(1000 + 10 * at, 1005 + 10 * at) for at in range(len(chance_of))]
    right = [one for one, (_, person) in zip(open_, chance_of, strict=True) if person]
    gold = dict.fromkeys([*known, *right], "PER")
    spans = frozenset((one, "PER") for one in known)
    made = TrainingPage(
        PagePlace("news", "model", document, copy, 0, True),
        open_,
        [np.zeros(0, np.int32) for _ in open_],
        [int(person) for _, person in chance_of],
        [0 for _ in open_],
        [[] for _ in open_],
        [],
        gold,
        [(one, f"{one} {copy}") for one in gold],
        spans,
        spans,
    )
    return made, np.array([chance for chance, _ in chance_of])


def held(*pages: tuple[TrainingPage, object]) -> HeldOut:
    return held_out([one for one, _ in pages], [chances for _, chances in pages])  # type: ignore[misc]


def test_measures_are_sums_over_the_runs_that_pass() -> None:
    columns = held(page(0, 0, [(0.6, True), (0.4, False)], found=1), page(0, 1, [(0.6, True), (0.4, False)], found=1))
    strict, loose = (columns.measured([step] * len(CASES)) for step in (10, 6))
    raw = columns.without("raw")
    assert raw["precision"].tolist() == strict["precision"].tolist() == [100.0]
    assert loose["precision"].tolist() == [pytest.approx(200 / 3)]
    assert raw["both ways"].tolist() == [50.0]
    assert strict["both ways"].tolist() == loose["both ways"].tolist() == [100.0]
    assert loose["precision respelled"].tolist() == [pytest.approx(200 / 3)]


def test_a_threshold_of_one_is_never_passed() -> None:
    columns = held(page(0, 0, [(1.0, False)], found=1))
    assert columns.measured([STEPS] * len(CASES))["precision"].tolist() == [100.0]


def test_safe_takes_what_printed_texts_allow_and_bold_more() -> None:
    """Wrong runs of 0.3 in a printed text keep safe above; in the copies there are persons to be had there."""
    printed = page(0, 0, [(0.85, True), *[(0.3, False)] * 3], found=96)
    copy = page(0, 1, [(0.85, True), *[(0.3, True)] * 3], found=96)
    chosen = choose(held(printed, copy))
    assert 0.3 <= chosen["safe"][0] < 0.85
    assert all(bold <= safe for bold, safe in zip(chosen["bold"], chosen["safe"], strict=True))


def test_what_one_corpus_does_not_allow_another_does_not_make_good() -> None:
    """The limits hold for every corpus, and not in the mean."""
    good = [page(0, copy, [(0.6, True)] * 5, found=5) for copy in (0, 1)]
    bad = [page(0, copy, [(0.6, False)] * 5, found=5) for copy in (0, 1)]
    others = [(replace(one, place=one.place._replace(corpus="tweets")), chances) for one, chances in bad]
    assert choose(held(*good))["safe"][0] < 0.6
    assert choose(held(*good, *others))["safe"][0] >= 0.6


def test_where_nothing_is_within_the_limits_the_least_harm_is_taken() -> None:
    harmful = page(0, 0, [(0.99, False)] * 5, found=5)
    assert choose(held(harmful, page(0, 1, [(0.99, False)] * 5, found=5)))["safe"][0] >= 0.99
