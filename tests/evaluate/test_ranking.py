"""Intervals and tiers of a run, from counts."""

from __future__ import annotations

import json

import numpy as np
import pytest

from allonym.evaluate.intervals import score_intervals
from allonym.evaluate.ranking import Ranking, rank
from allonym.evaluate.score import ModelCounts
from allonym.match import Counts
from allonym.match.counts import COLUMNS
from allonym.match.label_sets import LABEL_SETS, MAIN_LABELS, Labels
from allonym.measures import Micro, macro, measure, measures, micro
from allonym.statistics import Resampler, Resamplers, interval


def scored(
    model: str, found: float, *, documents: int = 12, labels: Labels = MAIN_LABELS, convention: str = "neutral"
) -> ModelCounts:
    """A model that finds this share of ten names a label and paragraph, two paragraphs a document."""
    random = np.random.default_rng(3)
    table = np.zeros((4, 2 * documents, len(labels.labels), len(COLUMNS)), np.int64)
    correct = random.binomial(10, found, table.shape[1:3])
    table[..., 0] = table[..., 5] = correct
    table[..., 3] = 10 - correct
    return ModelCounts(model, "corpus", labels, convention, Counts(table), np.repeat(np.arange(documents), 2))


@pytest.mark.parametrize("labels", LABEL_SETS, ids=str)
def test_every_row_of_a_score_has_the_interval_that_it_has_alone(labels: Labels) -> None:
    one = scored("m", 0.7, labels=labels)
    other = scored("other", 0.4, labels=labels, convention="raw")
    found, _ = score_intervals([one, other], Resampler(one.document, replicates=500))
    averages = {"micro", "macro"} if labels.averaged else set()
    assert set(found) == {(label, repr(m)) for label in {*labels.labels, *averages} for m in measures()}
    f1 = measure("strict.f1")
    alone = interval(one.counts.columns("strict")[:, :1], one.document, Micro(f1), replicates=500)
    assert found[labels.labels[0], "strict.f1"] == alone
    if labels.averaged:
        assert found["micro", "strict.f1"].value == micro(f1, one.counts)
        assert found["macro", "strict.f1"].value == macro(f1, one.counts)


def ranking(**found: float) -> Ranking:
    ranked = rank("corpus", [scored(model, share) for model, share in found.items()], Resamplers(seed=7))
    assert ranked is not None
    return ranked


def test_models_are_ranked_by_the_main_table() -> None:
    ranked = ranking(poor=0.2, good=0.9, same=0.9)
    assert [(m.model, m.tier, m.better_than) for m in ranked.models] == [
        ("good", 1, ("c",)),
        ("same", 1, ("c",)),
        ("poor", 2, ()),
    ]
    assert [pair["better"] for pair in ranked.as_json()["pairs"]] == ["good", "good", "same"]


def test_other_conventions_and_labels_do_not_rank() -> None:
    others = [scored("m", 0.5, convention="raw"), scored("m", 0.5, labels=LABEL_SETS[2])]
    assert rank("corpus", others, Resamplers()) is None


def test_a_corpus_without_names_ranks_without_numbers() -> None:
    empty = scored("m", 0.5)
    nothing = ModelCounts("m", "corpus", MAIN_LABELS, "neutral", Counts(empty.counts.table * 0), empty.document)
    other = ModelCounts("n", *(getattr(nothing, k) for k in nothing.__slots__[1:]))
    ranked = rank("corpus", [nothing, other], Resamplers())
    assert ranked is not None
    assert json.loads(json.dumps(ranked.as_json(), allow_nan=False))["pairs"][0]["p"] is None
