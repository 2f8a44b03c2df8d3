from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allonym.predict.worker.tokens import Piece, spans, stitch, words

TEXT = "Abu Mohammed al-Jolani met Ali"


def test_pieces_of_a_word_follow_its_first() -> None:
    pieces = [Piece(0, 0, 2, "B-PER", 1), Piece(0, 2, 3, "O", 2), Piece(1, 4, 12, "I-PER", 3)]
    assert words(pieces) == [(0, 3, "B-PER"), (4, 12, "I-PER")]
    assert spans(TEXT, words(pieces)) == [(0, 12, "PER")]


def test_tag_schemes() -> None:
    def found(*tags: str) -> list[tuple[int, int, str]]:
        return spans("aa bb cc", [(i * 3, i * 3 + 2, tag) for i, tag in enumerate(tags)])

    assert found("B-X", "I-X", "O") == [(0, 5, "X")]
    assert found("I-X", "I-X", "B-X") == [(0, 5, "X"), (6, 8, "X")], "IOB1"
    assert found("B-X", "B-X", "I-Y") == [(0, 2, "X"), (3, 5, "X"), (6, 8, "Y")]
    assert found("S-X", "B-X", "E-X") == [(0, 2, "X"), (3, 8, "X")], "IOBES"
    assert found("U-X", "B-X", "L-X") == [(0, 2, "X"), (3, 8, "X")], "BILOU"
    assert found("X", "X", "Y") == [(0, 5, "X"), (6, 8, "Y")], "bare labels"
    assert found("I-X", "O", "I-X") == [(0, 2, "X"), (6, 8, "X")]


def test_labels_that_are_joined_make_one_name_across_blanks_only() -> None:
    join = {"GIVEN": "PERSON", "SUR": "PERSON"}
    tagged = [(0, 3, "B-GIVEN"), (4, 12, "B-GIVEN"), (13, 15, "B-SUR"), (15, 16, "I-SUR"), (16, 22, "I-SUR")]
    assert spans(TEXT, tagged, join) == [(0, 22, "PERSON")]
    assert spans("Ali, Omar", [(0, 3, "B-GIVEN"), (5, 9, "B-GIVEN")], join) == [(0, 3, "PERSON"), (5, 9, "PERSON")]


def test_blanks_that_a_tokenizer_counts_to_a_word_are_left_out() -> None:
    assert spans("a  Ali b", [(1, 6, "B-PER")]) == [(3, 6, "PER")]


@given(st.integers(1, 60), st.integers(4, 20), st.integers(0, 3))
def test_windows_that_overlap_give_each_piece_once_from_where_it_stands_best(
    count: int, size: int, overlap: int
) -> None:
    def window(start: int) -> list[Piece]:
        end = min(start + size, count)
        return [Piece(i, i, i + 1, str(start), min(i - start, start + size - 1 - i)) for i in range(start, end)]

    windows = [window(start) for start in range(0, count, size - overlap)]
    stitched = stitch(windows)
    assert [piece.start for piece in stitched] == list(range(count))
    for piece in stitched:
        assert piece.margin == max(p.margin for window in windows for p in window if p.start == piece.start)
