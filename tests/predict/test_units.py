"""Shards: every text once, in order, none too long, none needlessly short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allonym.predict.units import shards

MOST_TEXTS, MOST_CHARACTERS = 1024, 131_072


@given(st.lists(st.sampled_from([0, 1, 130, 4_000, 60_000, 131_072, 200_000]), max_size=60), st.integers(0, 2500))
def test_shards_hold_every_text_once_in_order_within_bounds(lengths: list[int], short: int) -> None:
    texts = {str(n).encode(): "x" * length for n, length in enumerate([*lengths, *[40] * short])}
    made = list(shards(texts))
    assert [pair for shard in made for pair in shard.items()] == list(texts.items())
    for shard in made:
        assert 0 < len(shard) <= MOST_TEXTS
        assert sum(map(len, shard.values())) <= MOST_CHARACTERS or len(shard) == 1


@given(st.integers(1, 1024), st.integers(1, 400))
def test_texts_alike_make_as_few_shards_as_will_do_and_these_about_equal(count: int, length: int) -> None:
    made = [len(shard) for shard in shards({str(n).encode(): "x" * length for n in range(count)})]
    fewest = -(-count * length // MOST_CHARACTERS)
    assert fewest <= len(made) <= fewest + 1
    assert max(made) - min(made) <= len(made)
