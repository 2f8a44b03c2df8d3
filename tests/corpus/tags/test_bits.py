"""Sets of places against Python's sets."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from allonym.corpus.tags.bits import Rank, first_from, from_members, last_before, later, members, where

texts = st.lists(st.tuples(st.sampled_from("a \n"), st.integers(1, 150)), min_size=1, max_size=12).map(
    lambda runs: "".join(character * number for character, number in runs).encode()
)


def places(text: bytes, byte: bytes) -> list[int]:
    return [at for at in range(len(text)) if text[at : at + 1] == byte]


@given(texts, st.integers(1, 63))
def test_places_members_and_moves(text: bytes, by: int) -> None:
    (found,) = where(np.frombuffer(text, np.uint8), b"a")
    expected = places(text, b"a")
    assert members(found).tolist() == expected
    assert from_members(np.array(expected, np.int64), found).tolist() == found.tolist()
    assert members(later(found, by)).tolist() == [at + by for at in expected if at + by < 64 * len(found)]


@given(texts)
def test_the_first_stop_after_a_start(text: bytes) -> None:
    """Starts are the bytes after a blank that are none themselves."""
    array = np.frombuffer(text + b" ", np.uint8)
    blanks, ends = where(array, b" \n")
    stops = blanks | ends
    starts = [at for at in range(len(text)) if text[at] == ord("a") and (at == 0 or text[at - 1] != ord("a"))]
    found = members(first_from(from_members(np.array(starts, np.int64), stops), stops)).tolist()
    assert found == [min(stop for stop in members(stops).tolist() if stop > start) for start in starts]


@given(texts)
def test_the_last_member_before_a_place_and_how_many_there_are(text: bytes) -> None:
    text = b" " + text
    blanks, others = places(text, b" "), [at for at in range(1, len(text)) if text[at : at + 1] != b" "]
    (words,) = where(np.frombuffer(text, np.uint8), b" ")
    at = np.array(others, np.int64)
    assert last_before(words, at).tolist() == [max(b for b in blanks if b < place) for place in others]
    rank = Rank.of(words)
    assert rank(at).tolist() == [sum(b < place for b in blanks) for place in others]
    assert len(rank) == len(blanks)
