"""Every short sequence of tags, against seqeval's lenient and strict readings."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, IOE1, IOE2, Entities

from allonym.corpus.tags import TAG_SCHEMES, decode, encode, read_tags
from allonym.errors import InputError

PEER = {"IOB1": IOB1, "IOB2": IOB2, "IOE1": IOE1, "IOE2": IOE2, "BIOES": IOBES, "BILOU": BILOU}

BIOES = str.maketrans("LUMW", "ESIS")


def sequences(scheme: str, length: int) -> list[list[str]]:
    tags = ["O", *(f"{p}-{label}" for p in TAG_SCHEMES[scheme].replace("-", "") for label in "XY")]
    return [list(one) for one in product(tags, repeat=length)]


def spans(tags: list[list[str]], scheme: str, repair: str) -> list[set[tuple[int, int, str]]]:
    columns = read_tags(tags)
    chunks = decode(columns, scheme, repair)
    found: list[set[tuple[int, int, str]]] = [set() for _ in tags]
    for row in range(len(chunks.start)):
        label = columns.labels[chunks.label[row]]
        found[chunks.unit[row]].add((int(chunks.start[row]), int(chunks.end[row]), label))
    return found


@pytest.mark.parametrize("scheme", TAG_SCHEMES)
def test_conlleval_reads_what_seqeval_reads_by_default(scheme: str) -> None:
    tags = sequences(scheme, 3) + sequences(scheme, 4)[:1500]
    # seqeval does not know the letters of BILOU, BMES and BMEWO by default; it knows the same under those of BIOES.
    theirs = [[t.translate(BIOES) for t in one] for one in tags]
    expected = [{(start, end + 1, label) for label, start, end in get_entities(one)} for one in theirs]
    assert spans(tags, scheme, "conlleval") == expected


@pytest.mark.parametrize("scheme", ["IOB2", "IOE2", "BIOES", "BILOU"])
def test_discard_reads_what_seqeval_reads_in_strict_mode(scheme: str) -> None:
    tags = sequences(scheme, 4)
    expected = [{(e.start, e.end, e.tag) for e in unit} for unit in Entities(tags, PEER[scheme]).entities]
    assert spans(tags, scheme, "discard") == expected


@pytest.mark.parametrize("scheme", TAG_SCHEMES)
def test_error_is_raised_exactly_where_reading_and_writing_back_differ(scheme: str) -> None:
    for tags in sequences(scheme, 4):
        back = encode(sorted(spans([tags], scheme, "conlleval")[0]), 4, scheme)
        if back == tags:
            assert decode(read_tags([tags]), scheme).repaired == 0
        else:
            with pytest.raises(InputError, match=f"sequence 1, token .* is not valid {scheme} here"):
                decode(read_tags([tags]), scheme)


@pytest.mark.parametrize(
    ("scheme", "tags", "place"),
    [
        ("IOB2", "O I-X", "token 2: I-X"),
        ("IOB2", "B-X I-Y", "token 2: I-Y"),
        ("IOB1", "O B-X", "token 2: B-X"),
        ("IOE2", "I-X I-X O", "token 2: I-X"),
        ("BIOES", "B-X I-X O", "token 2: I-X"),
        ("BIOES", "E-X", "token 1: E-X"),
    ],
)
def test_the_error_names_the_tag(scheme: str, tags: str, place: str) -> None:
    with pytest.raises(InputError, match=f"sequence 1, {place} is not valid"):
        decode(read_tags([tags.split()]), scheme)


def test_a_prefix_of_another_scheme_is_an_error_unless_tags_are_read_as_conlleval_reads_them() -> None:
    for repair in ("error", "discard"):
        with pytest.raises(InputError, match="IOB2 has no prefix S"):
            decode(read_tags([["S-X"]]), "IOB2", repair)
    assert spans([["B-X", "E-X", "S-X", "U-X"]], "IOB2", "conlleval") == [{(0, 2, "X"), (2, 3, "X"), (3, 4, "X")}]
    with pytest.raises(InputError, match="no scheme has the prefix X"):
        decode(read_tags([["X-X"]]), "IOB2", "conlleval")


@given(
    st.sampled_from(list(TAG_SCHEMES)),
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from("XY")), max_size=8),
)
def test_round_trip(scheme: str, gaps: list[tuple[int, int, str]]) -> None:
    place, expected = 0, set()
    for gap, length, label in gaps:
        gap += scheme == "IO"  # which cannot tell two names side by side from one
        expected.add((place + gap, place + gap + length, label))
        place += gap + length
    tags = encode(sorted(expected), place + 1, scheme)
    assert spans([tags], scheme, "error") == [expected]
    assert spans([tags], scheme, "discard") == [expected]


def test_names_that_are_not_known() -> None:
    with pytest.raises(InputError, match="did you mean IOB2"):
        decode(read_tags([["O"]]), "IOB3")
    with pytest.raises(InputError, match="no repair 'fix'"):
        decode(read_tags([["O"]]), "IOB2", "fix")
