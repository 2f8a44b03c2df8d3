import pytest
from hypothesis import given
from support.spans import LABELS, units

from allonym.corpus import Mention
from allonym.match import Spans, match
from allonym.match.causes import CAUSES, errors


def causes(gold: list[tuple[int, int, str]], predicted: list[tuple[int, int, str]]) -> list[str]:
    sides = [Spans.of([[Mention(*span) for span in side]], LABELS) for side in (gold, predicted)]
    names = list(CAUSES)
    return [names[cause] for cause in errors(*sides).cause]


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([(0, 4, "A")], [], ["missed"]),
        ([], [(0, 4, "A")], ["spurious"]),
        ([(0, 4, "A")], [(4, 8, "A")], ["missed", "spurious"]),
        ([(0, 4, "A")], [(0, 4, "B")], ["label"]),
        ([(0, 4, "A")], [(0, 3, "A")], ["bounds shorter"]),
        ([(1, 4, "A")], [(0, 4, "A")], ["bounds longer"]),
        ([(1, 4, "A")], [(0, 3, "A")], ["bounds shifted"]),
        ([(1, 4, "A")], [(0, 3, "B")], ["label and bounds"]),
        ([(0, 9, "A")], [(0, 4, "A"), (5, 9, "A")], ["split", "split"]),
        ([(0, 4, "A"), (5, 9, "B")], [(0, 9, "A")], ["merged", "merged"]),
        ([(0, 4, "A")], [(0, 4, "A")], []),
        ([(0, 4, "A")], [(0, 4, "A"), (0, 4, "B")], ["spurious"]),
    ],
)
def test_the_cause_of_an_error(
    gold: list[tuple[int, int, str]], predicted: list[tuple[int, int, str]], expected: list[str]
) -> None:
    assert causes(gold, predicted) == expected


@given(units)
def test_every_strict_error_has_one_cause(both: list[tuple[list[Mention], list[Mention]]]) -> None:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
    found = errors(gold, predicted)
    _, incorrect, _, missed, spurious = match(gold, predicted, units=len(both), labels=3).total()["strict"][0, 0]
    assert len(found) == sum(found.tally().values()) == incorrect + missed + spurious
    assert len({*found.gold.tolist()} - {-1}) == incorrect + missed
    assert len({*found.predicted.tolist()} - {-1}) == incorrect + spurious
    for gold_row, row, cause in zip(found.gold.tolist(), found.predicted.tolist(), found.cause.tolist(), strict=True):
        if list(CAUSES)[cause] == "missed":
            assert row == -1
        if list(CAUSES)[cause] == "spurious":
            assert gold_row == -1
