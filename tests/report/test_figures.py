from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allonym.report.figures import spread


@given(st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_labels_keep_their_order_and_their_distance(places: list[float]) -> None:
    placed = spread(places, 5, 0, 100)
    order = sorted(range(len(places)), key=lambda i: places[i])
    for before, after in pairwise(order):
        assert placed[after] - placed[before] >= 5 - 1e-9
    assert max(placed) <= 100 + 1e-9
