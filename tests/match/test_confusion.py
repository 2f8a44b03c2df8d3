from hypothesis import given
from support.spans import LABELS, units

from allonym.corpus import Mention
from allonym.match import Spans, match
from allonym.match.confusion import MISSED, SPURIOUS, confusion


@given(units)
def test_rows_sum_to_gold_and_columns_to_predicted(both: list[tuple[list[Mention], list[Mention]]]) -> None:
    gold, predicted = (Spans.of([unit[side] for unit in both], LABELS) for side in (0, 1))
    matrix = confusion(gold, predicted, tuple(LABELS))
    counts = match(gold, predicted, units=len(both), labels=len(LABELS)).over_units()
    assert matrix.table[:-1].sum(axis=1).tolist() == counts.gold()[0].tolist()
    assert matrix.table[:, :-1].sum(axis=0).tolist() == counts.predicted()[0].tolist()
    assert matrix.table[:-1, -1].sum() == counts.total()["partial"][0, 0, 3]
    assert matrix.table[-1, :-1].sum() == counts.total()["partial"][0, 0, 4]
    assert matrix.table[-1, -1] == 0


def test_rows_and_columns_have_names() -> None:
    nothing = Spans.of([], [])
    matrix = confusion(nothing, nothing, ("LOC",))
    assert matrix.rows == ("LOC", SPURIOUS)
    assert matrix.columns == ("LOC", MISSED)
    assert matrix.table.tolist() == [[0, 0], [0, 0]]
