"""Random spans for the property tests."""

from hypothesis import strategies as st

from allonym.corpus import Mention

LABELS = ["A", "B", "C"]

mention = st.builds(
    lambda start, length, label: Mention(start, start + length, label),
    st.integers(0, 30), st.integers(1, 12), st.sampled_from(LABELS),
)  # fmt: skip
unit = st.lists(mention, max_size=8)
units = st.lists(st.tuples(unit, unit), min_size=1, max_size=4)


@st.composite
def flat_unit(draw: st.DrawFn) -> list[Mention]:
    """Spans that do not overlap; they may touch."""
    mentions, place = [], 0
    for gap, length, label in draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(1, 6), st.sampled_from(LABELS)), max_size=14
        )
    ):  # fmt: skip
        mentions.append(Mention(place + gap, place + gap + length, label))
        place += gap + length
    return mentions


flat_units = st.lists(st.tuples(flat_unit(), flat_unit()), min_size=1, max_size=4)
