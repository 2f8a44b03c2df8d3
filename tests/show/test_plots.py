"""What the pictures show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allonym.show.plots import CostPoint, with_front

_points = st.lists(
    st.builds(CostPoint, model=st.just("m"), cost=st.integers(1, 9), value=st.integers(0, 9)), min_size=1, max_size=12
)


@given(_points)
def test_the_front_is_what_no_other_point_beats(points: list[CostPoint]) -> None:
    for point in (marked := with_front(points)):
        beaten = any(
            other.value >= point.value
            and other.cost <= point.cost
            and (other.value, other.cost) != (point.value, point.cost)
            for other in marked
        )
        same = sum(o.front for o in marked if (o.cost, o.value) == (point.cost, point.value))
        assert same == (0 if beaten else 1)
