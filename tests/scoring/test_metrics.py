"""The functions under seqeval's names against seqeval's own, on valid and invalid tags."""

import pytest
import seqeval.metrics as theirs
from hypothesis import given
from hypothesis import strategies as st
from seqeval.scheme import IOB2, IOBES
from support.reports import same_report

from allonym.scoring import metrics as ours

tag = st.one_of(st.just("O"), st.builds("{}-{}".format, st.sampled_from("BI"), st.sampled_from(["PER", "LOC"])))
bioes = st.one_of(st.just("O"), st.builds("{}-{}".format, st.sampled_from("BIES"), st.sampled_from(["PER", "LOC"])))


def sides(one: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[list[str]]]]:
    pair = st.tuples(one, one)
    units = st.lists(st.lists(pair, min_size=1, max_size=8), min_size=1, max_size=4)
    return units.map(lambda drawn: [[[pair[side] for pair in unit] for unit in drawn] for side in (0, 1)])


@pytest.mark.parametrize("reading", [{}, {"mode": "strict", "scheme": IOB2}], ids=["default", "strict"])
@given(both=sides(tag))
def test_iob2(both: list[list[list[str]]], reading: dict[str, object]) -> None:
    compare(both, reading)


@pytest.mark.parametrize("reading", [{}, {"mode": "strict", "scheme": IOBES}], ids=["default", "strict"])
@given(both=sides(bioes))
def test_bioes(both: list[list[list[str]]], reading: dict[str, object]) -> None:
    compare(both, reading)


def compare(both: list[list[list[str]]], reading: dict[str, object]) -> None:
    assert ours.accuracy_score(*both) == pytest.approx(theirs.accuracy_score(*both))
    report = ours.classification_report(*both, output_dict=True, **reading)
    if not report["weighted avg"]["support"]:
        return  # seqeval raises, warns or says 0 where there is nothing to find
    assert report == approx(theirs.classification_report(*both, output_dict=True, zero_division=0, **reading))
    expected = theirs.classification_report(*both, zero_division=0, digits=3, **reading)
    same_report(ours.classification_report(*both, digits=3, **reading), expected)
    for name in ("precision_score", "recall_score", "f1_score"):
        for average in ("micro", "macro", "weighted", None):
            value = getattr(ours, name)(*both, average=average, **reading)
            assert value == pytest.approx(getattr(theirs, name)(*both, average=average, zero_division=0, **reading))


def approx(report: dict[str, dict[str, float]]) -> dict[str, object]:
    return {name: pytest.approx(row) for name, row in report.items()}


def test_arguments_that_are_not_taken() -> None:
    with pytest.raises(TypeError, match="sample_weight"):
        ours.f1_score([["O"]], [["O"]], sample_weight=[1])
    with pytest.raises(Exception, match="no average 'samples'"):
        ours.f1_score([["O"]], [["O"]], average="samples")
