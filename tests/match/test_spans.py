import numpy as np
import pytest

from allonym.corpus import Mention
from allonym.errors import InputError
from allonym.match import Spans
from allonym.match.keys import pack


def test_columns_come_out_sorted_and_each_span_once() -> None:
    spans = Spans.from_columns([1, 0, 1, 0], [0, 5, 0, 2], [3, 6, 3, 9], [1, 0, 1, 0])
    assert [spans.unit.tolist(), spans.start.tolist(), spans.end.tolist(), spans.label.tolist()] == [
        [0, 0, 1], [2, 5, 0], [9, 6, 3], [0, 0, 1],
    ]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_what_is_no_stretch_of_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(InputError, match="not a stretch of text"):
        Spans.from_columns([0], [start], [end], [0])


def test_columns_of_different_lengths_are_an_error() -> None:
    with pytest.raises(InputError, match="one length"):
        Spans.from_columns([0, 1], [0], [1], [0])


def test_an_unknown_label_is_an_error_with_the_near_one() -> None:
    with pytest.raises(InputError, match="did you mean PER"):
        Spans.of([[Mention(0, 1, "PERS")]], ["PER", "LOC"])


def test_keys_keep_the_order_of_rows_that_do_not_fit_one_integer() -> None:
    big = 2**40
    one = [np.array([0, 1, big]), np.array([big, 0, 3]), np.array([5, big, 1])]
    two = [np.array([1]), np.array([0]), np.array([big])]
    keys, key = pack(one, two)
    assert (np.diff(keys) > 0).all()
    assert (keys == key).tolist() == [False, True, False]
