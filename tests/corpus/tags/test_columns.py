import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus.tags import read_tags
from bench.corpus.tags.columns import _read_fast, _read_slow, offsets
from bench.errors import InputError

LABELS = ["PER", "X", "a-b", "WORK_OF_ART_AND_MORE", "WORK_OF_ART_AND_LESS", "Ört", "名", "[", ",", "O"]
tag = st.one_of(st.just("O"), st.builds("{}-{}".format, st.sampled_from("BIES"), st.sampled_from(LABELS)))


@given(st.lists(st.lists(tag, max_size=12), min_size=1, max_size=8))
def test_the_fast_way_reads_what_the_slow_way_reads(sequences: list[list[str]]) -> None:
    fast, slow = _read_fast(sequences), _read_slow(sequences, "")
    assert fast is not None
    assert fast.labels == slow.labels
    for column in ("lengths", "unit", "place", "prefix", "label"):
        assert getattr(fast, column).tolist() == getattr(slow, column).tolist()
    assert [fast.tag(row) for row in range(len(fast.place))] == [t for s in sequences for t in s if t != "O"]


def test_more_labels_than_are_compared_one_by_one() -> None:
    tags = [f"B-L{number:03}" for number in range(300)]
    columns = read_tags([tags])
    assert [columns.tag(row) for row in range(300)] == tags


@pytest.mark.parametrize("bad", ["PER", "", "BPER", "B-"])
def test_what_is_no_tag_is_named_with_its_place(bad: str) -> None:
    with pytest.raises(InputError, match=r"sequence 2, token 3: .* is no tag"):
        read_tags([["O"], ["O", "B-X", bad]])


def test_a_quote_in_a_label_and_a_bare_prefix_are_read() -> None:
    columns = read_tags([['B-"', "B", "O"]])
    assert columns.labels == ('"', "_")


def test_one_list_is_no_list_of_lists() -> None:
    with pytest.raises(InputError, match="one list of tags a sentence"):
        read_tags(["O", "B-PER"])


def test_no_sequences() -> None:
    assert read_tags([]).lengths.tolist() == []
    assert offsets(read_tags([]).lengths).tolist() == [0]
