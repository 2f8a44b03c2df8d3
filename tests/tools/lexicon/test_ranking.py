"""The weights of evidence, on names whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from allonym.names.engine.evidence import EVIDENCE
from allonym.tools.lexicon.ranking import Ranked, weights

COUNT = EVIDENCE.index("count")


def word(counts: list[float], chosen: int) -> Ranked:
    """A word of equal letters whose forms have these counts; the first is the word itself."""
    evidence = np.zeros((len(counts), len(EVIDENCE)))
    evidence[:, COUNT] = counts
    return Ranked(np.zeros(len(counts)), evidence, chosen, 0)


def test_evidence_that_the_labels_follow_counts_for_them() -> None:
    found = weights([(word([0, 3, 0], 1),), (word([0, 0, 3], 2),), (word([0, 3, 1], 1),)])
    assert found[COUNT] > 0.3
    assert found[EVIDENCE.index("fluency")] == 0


def test_that_a_label_differs_is_given_and_teaches_nothing() -> None:
    """Where each name has one other form, its label says nothing of the evidence."""
    found = weights([(word([0, 3], 1),), (word([5, 1], 1),)])
    assert found[COUNT] == pytest.approx(0, abs=1e-3)
