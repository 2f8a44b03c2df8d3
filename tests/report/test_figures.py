from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allonym.report.figures import spread, with_front

_points = st.lists(
    st.fixed_dictionaries({"cost": st.integers(1, 9), "value": st.integers(0, 9)}), min_size=1, max_size=12
)


@given(_points)
def test_the_front_is_what_no_other_point_beats(points: list[dict[str, int]]) -> None:
    for point in (marked := with_front(points)):
        beaten = any(
            other["value"] >= point["value"]
            and other["cost"] <= point["cost"]
            and (other["value"], other["cost"]) != (point["value"], point["cost"])
            for other in marked
        )
        same = sum(o["front"] for o in marked if (o["cost"], o["value"]) == (point["cost"], point["value"]))
        assert same == (0 if beaten else 1)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_labels_keep_their_order_and_their_distance(places: list[float]) -> None:
    placed = spread(places, 5, 0, 100)
    order = sorted(range(len(places)), key=lambda i: places[i])
    for before, after in pairwise(order):
        assert placed[after] - placed[before] >= 5 - 1e-9
    assert max(placed) <= 100 + 1e-9
