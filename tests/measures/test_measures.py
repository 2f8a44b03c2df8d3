import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from support.spans import LABELS, units

from allonym.corpus import Mention
from allonym.match import MUC, SCHEMES, Counts, Spans, match
from allonym.measures import Macro, Micro, macro, measure, measures, micro, per_unit, weighted
from allonym.measures.ratio import divide

Units = list[tuple[list[Mention], list[Mention]]]


def count(both: Units) -> Counts:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
    return match(gold, predicted, units=len(both), labels=len(LABELS))


def test_totals_equal_nervaluate_to_the_last_place() -> None:
    lines = Path(__file__).parent.parent.joinpath("data", "conformance.jsonl").read_text().splitlines()
    for peer in (json.loads(line)["nervaluate_1_2_1"] for line in lines):
        for scheme in SCHEMES:
            theirs = peer["ent_type" if scheme == "type" else scheme]
            correct, incorrect, partial, *rest = [theirs[outcome] for outcome in MUC]
            columns = np.array([correct, incorrect, partial, *rest, correct, incorrect, partial])
            for name in ("precision", "recall", "f1"):
                assert divide(*measure(f"{scheme}.{name}").ratio(columns)) == pytest.approx(theirs[name], abs=1e-15)


@given(units)
def test_f1_is_the_harmonic_mean_of_every_unit_and_label(both: Units) -> None:
    counts = count(both)
    for scheme in SCHEMES:
        p, r, f = (measure(f"{scheme}.{name}")(counts) for name in ("precision", "recall", "f1"))
        with np.errstate(invalid="ignore"):
            assert f == pytest.approx(np.where(p + r == 0, 0 * (p + r), 2 * p * r / (p + r)), nan_ok=True)
        assert (np.isnan(f) == (counts.gold() + counts.predicted() == 0)).all()


@given(units)
def test_averages_are_what_they_say(both: Units) -> None:
    counts, f1 = count(both), measure("strict.f1")
    labels = [f1(counts.over_units().of_label(label)).item() for label in range(len(LABELS))]
    gold = counts.over_units().gold()[0]
    seen = [(value, n) for value, n in zip(labels, gold, strict=True) if value == value]
    if seen:
        values, weights = zip(*seen, strict=True)
        assert macro(f1, counts) == pytest.approx(np.mean(values))
        if sum(weights):
            assert weighted(f1, counts) == pytest.approx(np.average(values, weights=weights))
    documents = [micro(f1, counts.of_units(unit)) for unit in range(len(both))]
    defined = [value for value in documents if value == value]
    assert per_unit(f1, counts) == pytest.approx(np.mean(defined) if defined else np.nan, nan_ok=True)


def test_nothing_to_find_and_nothing_found_is_undefined_and_left_out() -> None:
    f1, recall = measure("strict.f1"), measure("strict.recall")
    one = [Mention(0, 1, "A")]
    nothing, perfect, missed = ([], []), (one, one), (one, [])
    assert np.isnan(micro(f1, count([nothing])))
    assert np.isnan(weighted(f1, count([([], one)])))
    assert per_unit(f1, count([nothing, perfect])) == 1
    assert per_unit(f1, count([nothing, perfect, missed])) == 0.5
    assert micro(measure("strict.precision"), count([missed])) == 0
    assert micro(recall, count([([], one)])) == 0
    assert macro(f1, count([perfect])) == 1


@given(units)
def test_averages_of_many_resamples_at_once_equal_those_of_each(both: Units) -> None:
    counts = count(both)
    for one in measures():
        columns = counts.columns(one.scheme)
        for average, plain in ((Micro(one), micro), (Macro(one), macro)):
            expected = [plain(one, counts.of_units(unit)) for unit in range(len(both))]
            assert average(columns) == pytest.approx(expected, nan_ok=True)
            numerators, denominators = average.ratios(columns)
            assert numerators.dtype == denominators.dtype == np.int64
    assert repr(Macro(measure("type.recall"))) == "type.recall macro"
