import pytest
from hypothesis import given, settings
from support.spans import units

from bench.corpus import Mention
from bench.match import seqeval_check as module
from bench.match.seqeval_check import Disagreement, seqeval_check

Units = list[tuple[list[Mention], list[Mention]]]


@settings(max_examples=60)
@given(units)
def test_seqeval_agrees_on_any_spans_and_none_is_lost(both: Units) -> None:
    gold, predicted = [a for a, _ in both], [b for _, b in both]
    check = seqeval_check([None] * len(both), gold, predicted)
    for side, mentions in enumerate((gold, predicted)):
        assert check.alignable[side] + check.overlapping[side] == sum(len(set(unit)) for unit in mentions)
    assert check.unaligned == (0, 0)


def test_spans_that_cut_a_word_are_left_out_and_counted() -> None:
    check = seqeval_check(
        ["pro-Ruritanian men"],
        [[Mention(4, 14, "NORP")]],
        [[Mention(4, 14, "NORP"), Mention(0, 6, "NORP"), Mention(0, 14, "NORP")]],
    )
    assert (check.alignable, check.unaligned, check.overlapping) == ((1, 1), (0, 1), (0, 1))
    assert str(check).startswith("seqeval strict IOB2 agrees on 1 gold and 1 predicted spans (2 that")


def test_units_without_text_or_spans() -> None:
    check = seqeval_check(["", "plain"], [[], []], [[], [Mention(0, 5, "PER")]])
    assert check.alignable == (0, 1)
    assert seqeval_check([], [], []).f1 != seqeval_check([], [], []).f1


def test_a_difference_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_seqeval", lambda *_: {"PER": (0, 1, 1)})
    with pytest.raises(Disagreement, match="for PER, we"):
        seqeval_check(["Ali"], [[Mention(0, 3, "PER")]], [[Mention(0, 3, "PER")]])
