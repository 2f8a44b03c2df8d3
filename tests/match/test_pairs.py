"""The vectorised matching against the same rule written as loops."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.spans import LABELS, flat_units, units

from allonym.corpus import Mention
from allonym.errors import InputError
from allonym.match import Spans, pair, pairs

Units = list[tuple[list[Mention], list[Mention]]]


def overlap(gold: Mention, predicted: Mention) -> bool:
    shared = min(gold.end, predicted.end) - max(gold.start, predicted.start)
    return shared > 0 and 100 * shared >= gold.end - gold.start


def by_loops(gold: list[Mention], predicted: list[Mention], *, by_type: bool) -> dict[Mention, Mention]:
    """The rule at the top of bench/allonym/match/pairs.py, read aloud."""
    gold, predicted = sorted(set(gold)), sorted(set(predicted))
    partner = {one: one for one in predicted if one in gold}

    def free(one: Mention) -> list[Mention]:
        return [other for other in gold if other not in partner.values() and overlap(other, one)]

    def left() -> list[Mention]:
        return [one for one in predicted if one not in partner]

    if by_type:
        for one in left():
            nearest = sorted(
                (o for o in free(one) if o.label == one.label),
                key=lambda o: abs(o.start - one.start) + abs(o.end - one.end),
            )
            if nearest or free(one):
                partner[one] = (nearest or free(one))[0]
        return partner
    for same in (True, False):
        for one in left():
            choice = [o for o in free(one) if o.bounds == one.bounds or not same]
            if choice:
                partner[one] = choice[0]
    return partner


def check(both: Units, crowd: int = 16) -> None:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
    with patch.object(pairs, "_CROWD", crowd):
        found = pair(gold, predicted)
    for by_type, partners in ((False, found.bounds), (True, found.type)):
        expected = [
            (number, one, loops.get(one))
            for number, (ours, theirs) in enumerate(both)
            for loops in [by_loops(ours, theirs, by_type=by_type)]
            for one in sorted(set(theirs))
        ]
        assert [
            (int(predicted.unit[row]), _mention(predicted, row), None if at < 0 else _mention(gold, at))
            for row, at in enumerate(partners.tolist())
        ] == expected


def _mention(spans: Spans, row: int) -> Mention:
    return Mention(int(spans.start[row]), int(spans.end[row]), LABELS[spans.label[row]])


@given(units)
def test_any_spans_are_paired_by_the_rule(both: Units) -> None:
    check(both)


@given(flat_units)
def test_flat_spans_are_paired_by_the_rule(both: Units) -> None:
    check(both)


@given(units)
def test_spans_whose_pairs_are_too_many_to_list_are_paired_by_the_rule(both: Units) -> None:
    check(both, crowd=-1)


def test_a_document_of_nothing_but_overlaps_takes_no_list_of_pairs() -> None:
    """Each of 3,000 nested spans overlaps every other, and is one position longer in the predictions."""
    length, unit = 3000, np.zeros(3000, np.int64)
    start = np.arange(length)
    gold = Spans.from_columns(unit, start, 3 * length - start, unit)
    predicted = Spans.from_columns(unit, start, 3 * length + 1 - start, unit)
    with patch.object(pairs, "ranges", side_effect=AssertionError):
        found = pair(gold, predicted)
    assert found.bounds.tolist() == found.type.tolist() == list(range(length))


def test_too_many_pairs_for_the_causes_of_errors() -> None:
    unit = np.zeros(200, np.int64)
    spans = Spans.from_columns(unit, np.arange(200), np.full(200, 300), unit)
    with (
        patch.object(pairs, "_LISTED", 1000),
        pytest.raises(InputError, match="more than 1,000 pairs of spans overlap"),
    ):
        pairs.overlaps(spans, spans)


def test_spans_that_touch_do_not_overlap() -> None:
    found = pair(Spans.from_columns([0], [0], [4], [0]), Spans.from_columns([0], [4], [6], [0]))
    assert found.bounds.tolist() == found.type.tolist() == [-1]


def test_a_sliver_of_a_long_gold_span_is_no_overlap() -> None:
    gold = Spans.from_columns([0], [0], [101], [0])
    assert pair(gold, Spans.from_columns([0], [100], [102], [0])).bounds.tolist() == [-1]
    assert pair(gold, Spans.from_columns([0], [99], [102], [0])).bounds.tolist() == [0]


def test_a_chain_longer_than_the_rounds_is_paired_to_its_end() -> None:
    """Every predicted span overlaps two gold spans, over the whole unit: one chain."""
    length = 5000
    starts = np.arange(length) * 2
    unit, label = np.zeros(length, np.int64), np.zeros(length, np.int64)
    gold = Spans.from_columns(unit, starts, starts + 2, label)
    predicted = Spans.from_columns(unit, starts + 1, starts + 3, label)
    assert pair(gold, predicted).bounds.tolist() == list(range(length))


@given(units)
@example([([Mention(0, 9, "A")], [Mention(0, 4, "A"), Mention(5, 9, "B")])])
def test_the_order_of_the_input_and_repeats_do_not_matter(both: Units) -> None:
    one = [Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1)]
    two = [Spans.of([[*unit[side][::-1], *unit[side]] for unit in both], LABELS) for side in (0, 1)]
    first, second = pair(*one), pair(*two)
    assert (first.bounds == second.bounds).all()
    assert (first.type == second.type).all()


@given(units, st.sampled_from([1, 2**40]))
def test_identical_spans_are_counted_as_they_are_paired(both: Units, far: int) -> None:
    """Also where a span does not fit into one integer."""
    sides = [Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1)]
    gold, predicted = (Spans(side.unit * far, side.start * 2**20, side.end * 2**20, side.label) for side in sides)
    partner = pairs.identical(gold, predicted)
    expected = np.bincount(predicted.label[partner != -1], minlength=len(LABELS))
    assert pairs.identical_by_label(gold, predicted, len(LABELS)).tolist() == expected.tolist()
