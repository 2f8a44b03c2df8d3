"""seqeval on the same spans, in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bench.corpus.values import Corpus, Document
from bench.leaderboard.score import MAIN_LABELS, relabelled
from bench.match.seqeval_check import seqeval_check


def crosscheck(gold: Corpus, predicted: Mapping[str, Document]) -> dict[str, Any]:
    """What seqeval was compared on, coarse PER, LOC, ORG under raw; Disagreement if a count differs."""
    sides = [gold.documents, [predicted[document.id] for document in gold.documents]]
    ours, theirs = ([relabelled(d, "raw", MAIN_LABELS) for d in side] for side in sides)
    return asdict(seqeval_check([document.text for document in gold.documents], ours, theirs))
