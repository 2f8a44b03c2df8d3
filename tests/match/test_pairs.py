"""The vectorised matching against the same rule written as loops."""

import numpy as np
from hypothesis import example, given
from support.spans import LABELS, flat_units, units

from bench.corpus import Mention
from bench.match import Spans, pair

Units = list[tuple[list[Mention], list[Mention]]]


def overlap(gold: Mention, predicted: Mention) -> bool:
    shared = min(gold.end, predicted.end) - max(gold.start, predicted.start)
    return shared > 0 and 100 * shared >= gold.end - gold.start


def by_loops(gold: list[Mention], predicted: list[Mention], *, by_type: bool) -> dict[Mention, Mention]:
    """The rule at the top of bench/match/pairs.py, read aloud."""
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


def check(both: Units) -> None:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
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
