"""The rows of a kind of document are what its documents alone would give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allonym.corpus.load import load_corpus
from allonym.corpus.values import Corpus, Document
from allonym.evaluate.columns import Sides
from allonym.evaluate.intervals import score_intervals
from allonym.evaluate.kind_rows import kind_rows
from allonym.evaluate.rows import Row, score_rows
from allonym.evaluate.score import score
from allonym.match.label_sets import LABEL_SETS
from allonym.measures.main import MAIN
from allonym.statistics import Resamplers

DRAWS = Resamplers(replicates=50)


def corpus() -> Corpus:
    """Four telexes and four rosters, and one document of no kind."""
    texts = load_corpus("stress").documents
    chosen = [d for kind in ("all_caps_telex", "table_roster") for d in texts if d.extra["kind"] == kind][::3]
    return Corpus("stress", (*chosen, replace(texts[0], extra={})))


def answered(document: Document) -> Document:
    """Every other name, the first of them with another label."""
    kept = [replace(m, extra={}) for m in document.mentions[::2]]
    return replace(document, mentions=(replace(kept[0], label="ORG"), *kept[1:]))


def rows(texts: Corpus) -> list[Row]:
    scores = list(score("m", Sides.of(texts, {d.id: answered(d) for d in texts.documents}), LABEL_SETS))
    return list(kind_rows(scores, texts, DRAWS, recorded=False))


def alone(kind: str) -> dict[tuple[str, str], tuple[float | None, int]]:
    """The numbers of a corpus that has only the documents of a kind."""
    texts = Corpus("stress", tuple(d for d in corpus().documents if d.extra.get("kind") == kind))
    scores = list(score("m", Sides.of(texts, {d.id: answered(d) for d in texts.documents}), LABEL_SETS))
    found: dict[tuple[str, str], tuple[float | None, int]] = {}
    for one in scores:
        if (one.labels.tagset, one.convention) == (MAIN.tagset, MAIN.convention):
            (intervals,) = score_intervals([one], DRAWS.of(one.document))
            found |= {(row.label, row.measure): (row.value, row.n) for row in score_rows(one, intervals)}
    return found


@pytest.mark.parametrize("kind", ["all_caps_telex", "table_roster"])
def test_a_kind_has_the_numbers_of_its_documents_alone(kind: str) -> None:
    mine = [row for row in rows(corpus()) if row.slice == f"kind:{kind}"]
    expected = alone(kind)
    assert {row.measure for row in mine} == {"strict.precision", "strict.recall", "strict.f1"}
    assert {"micro", "PER", "LOC", "ORG"} <= {row.label for row in mine}
    for row in mine:
        assert (row.value, row.n) == expected[row.label, row.measure]
        assert row.value is None or row.low is None or row.low <= row.value <= (row.high or 1)


def test_documents_without_a_kind_are_in_no_row() -> None:
    assert {row.slice for row in rows(corpus())} == {"kind:all_caps_telex", "kind:table_roster"}
    assert not rows(Corpus("mine", corpus().documents[-1:]))
    assert not rows(Corpus("mine", (replace(corpus().documents[0], extra={"kind": 3}),)))
