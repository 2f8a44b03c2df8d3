import numpy as np
import pytest
from hypothesis import given
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2
from support.reports import same_report
from support.spans import LABELS, flat_units, units

from allonym import score
from allonym.corpus import Document, Mention
from allonym.corpus.tags import encode
from allonym.errors import InputError
from allonym.match import MUC, SCHEMES, Spans, match
from allonym.measures import measure, per_unit

Units = list[tuple[list[Mention], list[Mention]]]


@given(units)
def test_every_way_in_gives_the_same_counts(both: Units) -> None:
    gold, predicted = [a for a, _ in both], [b for _, b in both]
    expected = match(Spans.of(gold, LABELS), Spans.of(predicted, LABELS), units=len(both), labels=3)

    def tuples(side: list[list[Mention]]) -> list[list[tuple[int, int, str]]]:
        return [[(m.start, m.end, m.label) for m in unit] for unit in side]

    def mappings(side: list[list[Mention]]) -> list[list[dict[str, object]]]:
        return [[{"start": m.start, "end": m.end, "label": m.label} for m in unit] for unit in side]

    def documents(side: list[list[Mention]]) -> list[Document]:
        return [Document("d", None, tuple(unit)) for unit in side]

    def arrays(side: list[list[Mention]]) -> tuple[np.ndarray, ...]:
        spans = Spans.of(side, LABELS)
        return spans.unit, spans.start, spans.end, spans.label

    for way in (list, tuples, mappings, documents, arrays):
        result = score(way(gold), way(predicted), labels=LABELS)
        assert (result.counts.table == expected.over_units().table).all()
        assert (result.unit_counts.table[:, : len(both)] == expected.over_labels().table[:, : result.units]).all()
    strict = expected.over_units()
    columns = [strict.true_positives()[0], strict.predicted()[0], strict.gold()[0]]
    assert result.strict.T.tolist() == [column.tolist() for column in columns]


@given(flat_units)
def test_the_report_is_seqevals(both: Units) -> None:
    sides = [[encode([(m.start, m.end, m.label) for m in unit[side]], 130, "IOB2") for unit in both] for side in (0, 1)]
    if any(unit[0] for unit in both):
        theirs = classification_report(*sides, mode="strict", scheme=IOB2, zero_division=0, digits=3)
        same_report(score(*sides).report(digits=3), theirs)


@given(units)
def test_the_dictionary_says_what_the_measures_say(both: Units) -> None:
    result = score([a for a, _ in both], [b for _, b in both], labels=LABELS)
    numbers = result.as_dict()
    for scheme in SCHEMES:
        cell = numbers["micro"][scheme]
        assert [cell[outcome] for outcome in MUC] == result.counts.total()[scheme][0, 0].tolist()
        for name in ("precision", "recall", "f1"):
            one = measure(f"{scheme}.{name}")
            whole = one(result.counts.total()).item()
            assert cell[name] == (None if np.isnan(whole) else whole)
            mean = per_unit(one, result.unit_counts)
            assert result.per_unit()[scheme][name] == (None if np.isnan(mean) else mean)
            for number, label in enumerate(LABELS):
                value = one(result.counts.of_label(number)).item()
                assert numbers["labels"][label][scheme][name] == (None if np.isnan(value) else value)


@given(units)
def test_labels_alone_are_scored_as_if_there_were_no_other(both: Units) -> None:
    gold, predicted = [a for a, _ in both], [b for _, b in both]
    alone = score(gold, predicted, labels=LABELS).alone
    for number, label in enumerate(LABELS):
        sides = [[[m for m in unit if m.label == label] for unit in side] for side in (gold, predicted)]
        own = score(*sides, labels=LABELS).counts.of_label(number).table
        assert (alone.of_label(number).table == own).all()


def test_nothing_to_find_and_nothing_found() -> None:
    result = score([["O", "O"]], [["O", "O"]])
    assert np.isnan(result.f1)
    assert result.as_dict()["micro"]["type"]["f1"] is None
    assert "–" in result.report()
    assert score([], []).as_dict()["labels"] == {}


@pytest.mark.parametrize(
    ("gold", "predicted", "message"),
    [
        ([["O"]], [["O"], ["O"]], "gold has 1 units, the predictions have 2"),
        ([["O", "O"]], [["O"]], "sequence 1 has 2 gold and 1 predicted tags"),
        ([["O"]], [["PER"]], "predicted sequence 1, token 1: 'PER' is no tag"),
        ([[(0, 1)]], [[(0, 1, "X")]], "is no span"),
        ([[(0.5, 1, "X")]], [[(0, 1, "X")]], "is no span"),
        ([[(0, 10**30, "X")]], [[(0, 1, "X")]], "an offset is too large"),
        ([[(3, 1, "X")]], [[]], "not a stretch of text"),
    ],
)
def test_what_cannot_be_compared_is_an_error(gold: object, predicted: object, message: str) -> None:
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        score(gold, predicted)


def test_a_scheme_and_a_repair() -> None:
    assert score([["U-X"]], [["U-X"]], scheme="BILOU").f1 == 1
    assert score([["B-X"]], [["I-X"]]).f1 == 1
    assert score([["B-X"]], [["I-X"]], repair="discard").f1 == 0
    with pytest.raises(InputError, match="predicted sequence 1, token 1: I-X is not valid"):
        score([["B-X"]], [["I-X"]], repair="error")


def test_more_label_numbers_than_labels() -> None:
    spans = Spans.from_columns([0], [0], [1], [2])
    with pytest.raises(InputError, match="label number 2, but only 1"):
        score(spans, spans, labels=["X"])
    assert score(spans, spans).labels == ("0", "1", "2")
