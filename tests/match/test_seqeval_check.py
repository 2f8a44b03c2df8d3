import re
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.spans import LABELS, units

from allonym.corpus import Mention
from allonym.match import Spans
from allonym.match import seqeval_check as module
from allonym.match.seqeval_check import SeqevalCheck, SeqevalDisagreement, seqeval_check

Unit = list[Mention]


def check(texts: Sequence[str | None], gold: list[Unit], predicted: list[Unit], labels: list[str]) -> SeqevalCheck:
    return seqeval_check(texts, Spans.of(gold, labels), Spans.of(predicted, labels), labels)


@settings(max_examples=60)
@given(units)
def test_seqeval_agrees_on_any_spans_and_none_is_lost(both: list[tuple[Unit, Unit]]) -> None:
    gold, predicted = [a for a, _ in both], [b for _, b in both]
    checked = check([None] * len(both), gold, predicted, LABELS)
    for side, mentions in enumerate((gold, predicted)):
        assert checked.alignable[side] + checked.overlapping[side] == sum(len(set(unit)) for unit in mentions)
    assert checked.unaligned == (0, 0)


@settings(max_examples=60)
@given(st.text("ab_1 -.'é\n", min_size=43, max_size=60), units)
def test_seqeval_agrees_on_any_spans_of_a_text(text: str, both: list[tuple[Unit, Unit]]) -> None:
    gold, predicted = [a for a, _ in both], [b for _, b in both]
    checked = check([text] * len(both), gold, predicted, LABELS)
    for side, mentions in enumerate((gold, predicted)):
        told = (checked.alignable[side], checked.unaligned[side], checked.overlapping[side])
        assert sum(told) == sum(len(set(unit)) for unit in mentions)


@given(st.text("ab_1 -.'é\n", min_size=1, max_size=12))
def test_a_span_is_alignable_where_the_tokens_of_the_whole_text_share_its_bounds(text: str) -> None:
    tokens = [token.span() for token in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    for start, end in combinations(range(len(text) + 1), 2):
        checked = check([text], [[Mention(start, end, "A")]], [[]], LABELS)
        assert checked.alignable == (int(start in starts and end in ends), 0)


def test_spans_that_cut_a_word_are_left_out_and_counted() -> None:
    checked = check(
        ["pro-Ruritanian men"],
        [[Mention(4, 14, "NORP")]],
        [[Mention(4, 14, "NORP"), Mention(0, 6, "NORP"), Mention(0, 14, "NORP")]],
        ["NORP"],
    )
    assert (checked.alignable, checked.unaligned, checked.overlapping) == ((1, 1), (0, 1), (0, 1))


def test_of_overlapping_spans_the_longest_then_the_first_is_kept() -> None:
    spans = [Mention(0, 4, "A"), Mention(2, 8, "A"), Mention(7, 9, "A"), Mention(8, 10, "A"), Mention(9, 11, "A")]
    checked = check([None], [spans], [[Mention(2, 8, "A"), Mention(8, 10, "A")]], LABELS)
    assert (checked.alignable, checked.overlapping, checked.true_positives) == ((2, 2), (3, 0), 2)


def test_units_without_text_or_spans() -> None:
    checked = check(["", "plain"], [[], []], [[], [Mention(0, 5, "PER")]], ["PER"])
    assert checked.alignable == (0, 1)
    nothing = check([], [], [], ["PER"])
    assert nothing.f1 != nothing.f1


def test_a_difference_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_seqeval", lambda *_: {"PER": (0, 1, 1)})
    with pytest.raises(SeqevalDisagreement, match="for PER, we"):
        check(["Ali"], [[Mention(0, 3, "PER")]], [[Mention(0, 3, "PER")]], ["PER"])
