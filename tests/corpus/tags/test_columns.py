from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.corpus.tags import columns as door
from allonym.corpus.tags import decode, intern, read_tags
from allonym.corpus.tags.columns import _read_block, _read_slow, offsets
from allonym.corpus.tags.intern import number_strings
from allonym.errors import InputError

LABELS = [
    "PER",
    "á",
    "áO",
    "\u0081-",
    "-",
    "X",
    "a-b",
    "WORK_OF_ART_AND_MORE",
    "WORK_OF_ART_AND_LESS",
    "Ört",
    "名",
    "[",
    ",",
    "O",
]
tag = st.one_of(st.just("O"), st.builds("{}-{}".format, st.sampled_from("BIES"), st.sampled_from(LABELS)))


@given(st.lists(st.lists(tag, max_size=12), min_size=1, max_size=8))
def test_the_fast_way_reads_what_the_slow_way_reads(sequences: list[list[str]]) -> None:
    fast, slow = _read_block(sequences, 3), _read_slow(sequences, "", 3)
    if fast is None:
        assert any(not tag.isascii() for sequence in sequences for tag in sequence)
        return
    assert fast.labels == slow.labels
    for column in ("lengths", "unit", "place", "prefix", "label"):
        assert getattr(fast, column).tolist() == getattr(slow, column).tolist()
    assert [fast.tag(row) for row in range(len(fast.place))] == [t for s in sequences for t in s if t != "O"]


@pytest.mark.parametrize("length", [15, 16, 41295, 65535, 65536, 70000])
def test_sequences_of_every_size(length: int) -> None:
    tags = ["O"] * length
    tags[0], tags[-1] = "B-X", "I-LONGER_LABEL"
    columns = read_tags([["O"], tags, [], ["B-X"]])
    assert columns.unit.tolist() == [1, 1, 3]
    assert columns.place.tolist() == [0, length - 1, 0]


def test_what_looks_like_a_token_outside_is_none() -> None:
    """A label that holds the bytes of O hides no bare prefix."""
    assert read_tags([["B", "B-\u00e1O", "O"]]).labels == ("_", "\u00e1O")


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


@given(st.lists(st.lists(tag, max_size=6), max_size=9), st.sampled_from(["conlleval", "discard"]))
def test_blocks_are_read_as_the_whole(sequences: list[list[str]], repair: str) -> None:
    """Also where one block is read in the fast way and the next in the slow one, and each has other labels."""
    whole = read_tags(sequences)
    expected = decode(whole, "BIOES", repair)
    with patch.object(door, "_BLOCK", 2):
        joined = read_tags(sequences)
    assert joined.labels == whole.labels
    assert joined.lengths.tolist() == whole.lengths.tolist() == [len(sequence) for sequence in sequences]
    chunks = decode(joined, "BIOES", repair)
    assert chunks.repaired == expected.repaired
    for column in ("unit", "start", "end", "label"):
        assert getattr(chunks, column).tolist() == getattr(expected, column).tolist()


@given(
    st.lists(st.sampled_from(["", "A", "A\0", "ABCDEFGH", "ABCDEFGHI", "ABCDEFGHI\0", "ABCDEFGHIJKLMNOPQ", "Z" * 70]))
)
def test_strings_are_numbered_by_all_their_bytes(strings: list[str]) -> None:
    """With hashes as they are, and with such as tell nothing apart."""
    size = np.array([len(string) for string in strings], np.int64)
    for factors in (intern._FACTORS, (np.uint64(1), np.uint64(1))):
        with patch.object(intern, "_FACTORS", factors):
            number, names = number_strings("".join(strings).encode(), np.cumsum(size) - size, size)
        assert [names[n] for n in number] == strings
        assert list(names) == sorted(set(strings))


def test_very_long_labels() -> None:
    """Which differ after 8, 64 or 100 bytes, or in length."""
    labels = ["L" * 100, "L" * 8 + "M" * 92, "L" * 64 + "M" * 36, "L" * 99, "L" * 101, "X"]
    data = "".join(labels * 2).encode()
    size = np.array([len(label) for label in labels * 2])
    number, names = number_strings(data, np.cumsum(size) - size, size)
    assert [names[n] for n in number] == labels * 2
    assert list(names) == sorted(labels)
