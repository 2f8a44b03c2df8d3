"""seqeval on the same spans, in every run."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from allonym.evaluate.columns import Sides
from allonym.match.label_sets import MAIN_LABELS
from allonym.match.seqeval_check import seqeval_check


def crosscheck(sides: Sides) -> dict[str, Any]:
    """What seqeval was compared on, coarse PER, LOC, ORG under raw; Disagreement if a count differs."""
    texts = [document.text for document in sides.corpus.documents]
    return asdict(seqeval_check(texts, *sides.spans("raw", MAIN_LABELS), MAIN_LABELS.labels))
