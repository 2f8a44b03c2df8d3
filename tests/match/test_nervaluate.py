"""The four schemes against nervaluate 1.2.1 itself, on random flat spans."""

from hypothesis import given, settings
from nervaluate import Evaluator
from support.spans import LABELS, flat_units

from allonym import score
from allonym.corpus import Mention
from allonym.match import MUC, SCHEMES

Units = list[tuple[list[Mention], list[Mention]]]


@settings(max_examples=200)
@given(flat_units)
def test_totals_and_the_view_of_single_labels(both: Units) -> None:
    sides = [
        [[{"label": m.label, "start": m.start, "end": m.end - 1} for m in unit[side]] for unit in both]
        for side in (0, 1)
    ]
    theirs = Evaluator(*sides, tags=LABELS, loader="dict").evaluate()
    ours = score([a for a, _ in both], [b for _, b in both], labels=LABELS)
    for scheme in SCHEMES:
        name = "ent_type" if scheme == "type" else scheme
        assert ours.counts.total()[scheme][0, 0].tolist() == outcomes(theirs["overall"][name])
        for label, results in theirs["entities"].items():
            alone = ours.alone.of_label(LABELS.index(label))
            assert alone[scheme][0, 0].tolist() == outcomes(results[name])


def outcomes(result: object) -> list[int]:
    return [getattr(result, outcome) for outcome in MUC]
