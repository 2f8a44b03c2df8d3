"""The functions under seqeval's names against seqeval's own, on tags of every make."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import seqeval.metrics as theirs
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from seqeval import scheme as schemes
from seqeval.metrics.sequence_labeling import get_entities, precision_recall_fscore_support

from allonym import seqeval as ours

LABELS = ("PER", "LOC", "A-B", "X")
ODD = ("B", "I-", "B--PER", "U-PER", "L-PER", "PER", "O-PER", ".-PER", "B_PER", "i-PER", "-", "IPER")
SCHEMES = {"IOB2": "BI", "IOE2": "IE", "IOBES": "BIES", "BILOU": "BILU", "IOB1": "BI"}
Both = list[list[list[str]]]


def tags(prefixes: str, odd: bool = False, suffix: bool = False) -> st.SearchStrategy[str]:
    written = "{1}-{0}" if suffix else "{0}-{1}"
    plain = st.builds(written.format, st.sampled_from(prefixes), st.sampled_from(LABELS))
    return st.one_of(st.just("O"), plain, *([st.sampled_from(ODD)] if odd else []))


def both(tag: st.SearchStrategy[str]) -> st.SearchStrategy[Both]:
    units = st.lists(st.lists(st.tuples(tag, tag), min_size=1, max_size=7), min_size=1, max_size=4)
    return units.map(lambda drawn: [[[pair[side] for pair in unit] for unit in drawn] for side in (0, 1)])


def told(call: Callable[[], Any]) -> tuple[Any, list[type[Warning]]]:
    """What a call gives, or the kind of its error, and the kinds of its warnings, each once."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = call()
        except (TypeError, ValueError, KeyError) as error:
            value = ValueError if isinstance(error, KeyError) else type(error)
    return value, sorted({one.category for one in caught}, key=str)


def same(call: Callable[[Any], Any]) -> None:
    """The same answer, error and warnings of both modules."""
    mine, expected = told(lambda: call(ours)), told(lambda: call(theirs))
    assert mine[1] == expected[1]
    if isinstance(expected[0], dict):
        assert mine[0].keys() == expected[0].keys()
        assert all(row == pytest.approx(expected[0][name]) for name, row in mine[0].items())
    elif isinstance(expected[0], (np.ndarray, float)):
        assert mine[0] == pytest.approx(expected[0], nan_ok=True)
    else:
        assert mine[0] == expected[0]


def spans_on_a_side(drawn: Both, reading: dict[str, Any]) -> bool:
    """Whether there is anything to score: without a span on either side seqeval crashes, or gives nan."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(len(ours.precision_recall_fscore_support(*drawn, **reading)[0]))
        except (ValueError, KeyError):
            return True


averages = st.sampled_from(["micro", "macro", "weighted", None])
zero_divisions = st.sampled_from(["warn", 0, 1])


def compare(drawn: Both, reading: dict[str, Any], average: str | None, zero_division: Any) -> None:
    assume(spans_on_a_side(drawn, reading))
    for name in ("precision_score", "recall_score", "f1_score"):
        same(lambda m, n=name: getattr(m, n)(*drawn, average=average, zero_division=zero_division, **reading))
    for digits in (0, 2, 4):
        same(lambda m, d=digits: m.classification_report(*drawn, digits=d, zero_division=zero_division, **reading))
    same(lambda m: m.classification_report(*drawn, output_dict=True, zero_division=zero_division, **reading))


@settings(max_examples=80)
@given(both(tags("BIES", odd=True)) | both(tags("BI")), averages, zero_divisions)
def test_read_as_by_default(drawn: Both, average: str | None, zero_division: Any) -> None:
    compare(drawn, {}, average, zero_division)


@settings(max_examples=50)
@given(both(tags("BIES", suffix=True)) | both(tags("BI", odd=True, suffix=True)), averages, zero_divisions)
def test_suffixes(drawn: Both, average: str | None, zero_division: Any) -> None:
    compare(drawn, {"suffix": True}, average, zero_division)


@settings(max_examples=80)
@given(st.data(), st.sampled_from(list(SCHEMES)), averages, zero_divisions)
def test_strict(data: st.DataObject, name: str, average: str | None, zero_division: Any) -> None:
    suffix = data.draw(st.booleans())
    drawn = data.draw(both(tags(SCHEMES[name], suffix=suffix)))
    reading = {"mode": "strict", "scheme": getattr(schemes, name), "suffix": suffix}
    compare(drawn, reading, average, zero_division)
    by_name = ours.f1_score(*drawn, average=average, zero_division=0, mode="strict", scheme=name, suffix=suffix)
    assert by_name == pytest.approx(theirs.f1_score(*drawn, average=average, zero_division=0, **reading))


@given(st.sampled_from(["IOB2", "IOE2", "IOBES", "BILOU"]).flatmap(lambda name: both(tags(SCHEMES[name]))))
def test_strict_without_a_scheme(drawn: Both) -> None:
    assume(any(tag != "O" for unit in drawn[0] for tag in unit))
    reading = {"mode": "strict"}
    assume(spans_on_a_side(drawn, reading))
    same(lambda m: m.classification_report(*drawn, zero_division=0, **reading))


@settings(max_examples=50)
@example([[["O"], ["-", "B-PER"]], [["O"], ["B", "O"]]], "micro", "warn", 0)
@given(both(tags("BIES", odd=True)), averages, zero_divisions, st.sampled_from([0, 0.5, 1, 2, float("inf")]))
def test_all_four_at_once(drawn: Both, average: str | None, zero_division: Any, beta: float) -> None:
    assume(spans_on_a_side(drawn, {}))
    given = {"average": average, "zero_division": zero_division, "beta": beta, "warn_for": ("recall", "f-score")}
    mine, expected = (
        told(lambda f=f: f(*drawn, **given))
        for f in (ours.precision_recall_fscore_support, precision_recall_fscore_support)
    )
    assert mine[1] == expected[1]
    for one, other in zip(mine[0], expected[0], strict=True):
        assert one == pytest.approx(other)


@settings(max_examples=50)
@given(both(tags("BIES", odd=True)))
def test_tokens_and_entities(drawn: Both) -> None:
    for sides in (drawn, [side[0] for side in drawn]):
        same(lambda m, s=sides: m.accuracy_score(*s))
        same(lambda m, s=sides: m.performance_measure(*s))
    for seq in (drawn[0], drawn[0][0]):
        mine, expected = (told(lambda f=f, s=seq: f(s)) for f in (ours.get_entities, get_entities))
        assert mine == expected


@pytest.mark.parametrize(
    ("true", "found"),
    [(["B-PER"], ["B-PER"]), ([["O"]], [["O"], ["O"]]), ([["O"]], [["O", "O"]]), ([["X-A"]], [["X-A"]])],
)
def test_the_same_kinds_of_errors(true: Any, found: Any) -> None:
    for reading in ({}, {"mode": "strict", "scheme": schemes.IOB2}):
        if "X" not in str(true) or reading:
            same(lambda m, r=reading: m.f1_score(true, found, zero_division=0, **r))
    same(lambda m: m.f1_score([["O"]], [["O"]], average="samples"))


class TestWhereSeqevalIsWrong:
    """What is done instead; docs/scoring.md says so."""

    @pytest.mark.parametrize("average", ["micro", "macro", "weighted"])
    def test_no_span_on_either_side(self, average: str) -> None:
        nothing = [["O", "O"]]
        for zero_division in (0, 1):
            assert ours.f1_score(nothing, nothing, average=average, zero_division=zero_division) == zero_division
        report = ours.classification_report(nothing, nothing, zero_division=0)
        assert report.split() == [
            *("precision", "recall", "f1-score", "support"),
            *(word for name in ("micro", "macro", "weighted") for word in (name, "avg", "0.00", "0.00", "0.00", "0")),
        ]
        with pytest.raises(ValueError, match=r"max\(\)"):
            theirs.classification_report(nothing, nothing, zero_division=0)

    def test_a_weight_of_each_sequence(self) -> None:
        true, found = [["B-X"], ["B-X"]], [["B-X"], ["O"]]
        assert ours.recall_score(true, found, sample_weight=[3, 1]) == 0.75
        assert theirs.recall_score(true, found, sample_weight=[3, 1]) == 0.5
        assert ours.recall_score(true, found, sample_weight=[1, 1]) == 0.5
        with pytest.raises(ValueError, match="sample_weight has the shape"):
            ours.recall_score(true, found, sample_weight=[1])

    def test_strict_without_a_scheme_is_strict_in_every_function(self) -> None:
        true, found = [["B-X", "I-X", "O"]], [["B-X", "I-X", "I-Y"]]
        assert ours.precision_score(true, found, mode="strict") == 1
        assert theirs.precision_score(true, found, mode="strict") == 0.5

    def test_ioe1_keeps_the_spans_of_valid_tags(self) -> None:
        tags = [["O", "E-X", "I-X"]]
        assert ours.recall_score(tags, tags, mode="strict", scheme="IOE1") == 1
        report = ours.classification_report(tags, tags, mode="strict", scheme="IOE1", output_dict=True)
        assert report["X"]["support"] == 2
        reading = {"mode": "strict", "scheme": schemes.IOE1, "output_dict": True}
        assert theirs.classification_report(tags, tags, **reading)["X"]["support"] == 1

    def test_tokens_of_sides_of_different_lengths(self) -> None:
        assert theirs.accuracy_score([["O", "O"]], [["O"]]) == 0.5
        with pytest.raises(ValueError, match="sequence 1 has 2 true and 1 predicted"):
            ours.accuracy_score([["O", "O"]], [["O"]])


def test_the_calls_of_people() -> None:
    y, u = [["B-PER", "O"]], [["U-PER", "O", "B-LOC", "L-LOC"]]
    assert ours.f1_score(y, y, suffix=False, sample_weight=None) == 1
    with pytest.raises(TypeError, match="no keyword modus"):
        ours.f1_score(y, y, modus="strict")
    with pytest.warns(UserWarning, match="seems not to be NE tag"):
        assert ours.f1_score(u, u, scheme="BILOU") == 1
    assert "1.00" in ours.classification_report(u, u, mode="strict")
