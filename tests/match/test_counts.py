"""Published invariants of the counts, and agreement with the peers on the conformance cases."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.spans import LABELS, flat_units, units

from allonym.corpus import Mention
from allonym.match import MUC, SCHEMES, Counts, Spans, match

Units = list[tuple[list[Mention], list[Mention]]]
PEER = {"strict": "strict", "exact": "exact", "type": "ent_type", "partial": "partial"}
CASES = [
    json.loads(line)
    for line in Path(__file__).parent.parent.joinpath("data", "conformance.jsonl").read_text().splitlines()
]


def count(both: Units) -> Counts:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
    return match(gold, predicted, units=len(both), labels=len(LABELS))


def per_label(both: Units, side: int) -> list[list[int]]:
    return [[sum(m.label == label for m in set(unit[side])) for label in LABELS] for unit in both]


def lenient(tags: list[str]) -> list[Mention]:
    """The entities that conlleval reads from IOB2 tags, valid or not."""
    found: list[Mention] = []
    before = "O"
    for place, tag in enumerate(tags):
        if tag[0] == "I" and before != "O" and before[2:] == tag[2:]:
            found[-1] = Mention(found[-1].start, place + 1, tag[2:])
        elif tag != "O":
            found.append(Mention(place, place + 1, tag[2:]))
        before = tag
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_totals_equal_nervaluate(case: dict) -> None:
    sides = [[lenient(tags) for tags in case[key]] for key in ("y_true", "y_pred")]
    labels = sorted({m.label for side in sides for unit in side for m in unit})
    counts = match(*(Spans.of(s, labels) for s in sides), units=len(sides[0]), labels=len(labels))
    for scheme, peer in PEER.items():
        theirs = case["nervaluate_1_2_1"][peer]
        assert counts.total()[scheme][0, 0].tolist() == [theirs[outcome] for outcome in MUC]


@given(units)
def test_outcomes_add_up_to_the_spans(both: Units) -> None:
    """tp + fn = gold and tp + fp = predicted, for every unit, label and scheme."""
    counts = count(both)
    for scheme in SCHEMES:
        columns = counts.columns(scheme)
        correct, incorrect, partial, missed, spurious = np.moveaxis(columns[..., :5], -1, 0)
        assert (correct + incorrect + partial + missed).tolist() == per_label(both, 0)
        assert (columns[..., 5:].sum(axis=-1) + spurious).tolist() == per_label(both, 1)
    assert counts.gold().tolist() == per_label(both, 0)
    assert counts.predicted().tolist() == per_label(both, 1)


@given(units)
def test_strict_correct_is_the_intersection(both: Units) -> None:
    shared = [[sum(m.label == label for m in set(a) & set(b)) for label in LABELS] for a, b in both]
    assert count(both).true_positives().tolist() == shared


@given(units)
def test_labels_and_units_add_up_to_the_whole(both: Units) -> None:
    counts = count(both)
    total = counts.total().table
    assert (sum(counts.of_label(label).total().table for label in range(len(LABELS))) == total).all()
    assert (sum(counts.of_units(unit).total().table for unit in range(len(both))) == total).all()
    assert (counts.over_units().over_labels().table == counts.over_labels().over_units().table).all()


@given(units, st.randoms(use_true_random=False))
def test_units_are_counted_apart(both: Units, random) -> None:
    """The order of the units does not matter, and each counts as it would alone."""
    order = random.sample(range(len(both)), len(both))
    counts = count(both)
    assert (count([both[number] for number in order]).table == counts.of_units(order).table).all()
    assert (count(both[:1]).table == counts.of_units(0).table).all()


@given(units)
def test_swapping_the_sides_keeps_strict_and_exact_credit(both: Units) -> None:
    swapped = count([(b, a) for a, b in both]).total()
    for scheme in ("strict", "exact"):
        assert swapped[scheme][0, 0, 0] == count(both).total()[scheme][0, 0, 0]


@given(flat_units)
def test_swapping_flat_sides_swaps_missed_and_spurious(both: Units) -> None:
    """Not under `type`: nearest for each predicted span is not nearest for each gold span."""
    ours, swapped = count(both).total(), count([(b, a) for a, b in both]).total()
    for scheme in ("strict", "exact", "partial"):
        assert swapped[scheme][0, 0].tolist() == ours[scheme][0, 0][[0, 1, 2, 4, 3]].tolist()


@given(units)
def test_gold_against_itself_is_all_correct(both: Units) -> None:
    counts = count([(a, a) for a, _ in both])
    for scheme in SCHEMES:
        assert counts[scheme][..., 0].tolist() == per_label(both, 0)
        assert not counts[scheme][..., 1:].any()


def test_nothing_on_either_side() -> None:
    counts = count([([], []), ([], [])])
    assert counts.table.shape == (4, 2, 3, 8)
    assert not counts.table.any()
