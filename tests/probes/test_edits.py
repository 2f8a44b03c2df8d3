"""Spans through edits and back: for any text, any edits, names that touch, signs beyond the BMP."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.probes.edits import Edit, apply_edits, project

LETTERS = st.text("aİß𐤀😀́̈ʿ-' ", max_size=6)
"""Pieces with combining marks, letters beyond the BMP, and what names are made of."""


@st.composite
def replaced(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[Edit], list[tuple[int, int]]]:
    """A text of pieces (some touching), the bounds of all, edits of some, and the bounds after them."""
    text, bounds, edits, after, at = "", [], [], [], 0
    for piece, new in draw(st.lists(st.tuples(LETTERS.filter(bool), st.none() | LETTERS.filter(bool)), max_size=8)):
        bounds.append((len(text), len(text) + len(piece)))
        shown = piece if new is None else new
        if new is not None:
            edits.append(Edit(*bounds[-1], new))
        after.append((at, at + len(shown)))
        text, at = text + piece, at + len(shown)
    return text, bounds, edits, after


@given(replaced())
def test_each_span_is_the_intended_surface(
    case: tuple[str, list[tuple[int, int]], list[Edit], list[tuple[int, int]]],
) -> None:
    text, bounds, edits, after = case
    new = apply_edits(text, edits)
    assert [project(span, edits) for span in bounds] == after
    by_bounds = {(edit.start, edit.end): edit.replacement for edit in edits}
    for span, (start, end) in zip(bounds, after, strict=True):
        assert new[start:end] == by_bounds.get(span, text[slice(*span)])


def inverse(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits that turn the edited text back into `text`."""
    result, shift = [], 0
    for edit in sorted(edits):
        start = edit.start + shift
        result.append(Edit(start, start + len(edit.replacement), text[edit.start : edit.end]))
        shift += edit.growth
    return result


@given(replaced())
def test_the_way_back_is_the_inverse(
    case: tuple[str, list[tuple[int, int]], list[Edit], list[tuple[int, int]]],
) -> None:
    text, bounds, edits, after = case
    back = inverse(text, edits)
    assert apply_edits(apply_edits(text, edits), back) == text
    assert [project(span, back) for span in after] == bounds


@given(replaced(), st.data())
def test_spans_of_several_pieces_keep_their_ends(
    case: tuple[str, list[tuple[int, int]], list[Edit], list[tuple[int, int]]], data: st.DataObject
) -> None:
    _, bounds, edits, after = case
    if not bounds:
        return
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    assert project((bounds[first][0], bounds[last][1]), edits) == (after[first][0], after[last][1])


def test_a_bound_inside_an_edit_moves_out() -> None:
    edits = [Edit(4, 11, "Mamluk")]
    assert project((6, 20), edits) == (4, 19)
    assert project((0, 6), edits) == (0, 10)
    assert project((5, 7), edits) == (4, 10)


def test_insertions_at_the_bounds_stay_outside() -> None:
    assert project((4, 7), [Edit(4, 4, "al-")]) == (7, 10)
    assert project((4, 7), [Edit(7, 7, "'s")]) == (4, 7)
    assert project((4, 7), [Edit(5, 5, "h")]) == (4, 8)


def test_edits_that_overlap_or_leave_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("Lavrov", [Edit(0, 4, "x"), Edit(3, 5, "y")])
    for start, end in ((3, 9), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="no stretch"):
            apply_edits("Lavrov", [Edit(start, end, "x")])
