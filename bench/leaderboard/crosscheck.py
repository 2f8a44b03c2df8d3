"""seqeval on the same spans, in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bench.corpus.values import Corpus, Document, Mention
from bench.leaderboard.label_sets import MAIN_LABELS
from bench.match.seqeval_check import seqeval_check


def crosscheck(gold: Corpus, predicted: Mapping[str, Document]) -> dict[str, Any]:
    """What seqeval was compared on, coarse PER, LOC, ORG under raw; Disagreement if a count differs."""
    sides = [gold.documents, [predicted[document.id] for document in gold.documents]]
    ours, theirs = ([_coarse(document) for document in side] for side in sides)
    return asdict(seqeval_check([document.text for document in gold.documents], ours, theirs))


def _coarse(document: Document) -> list[Mention]:
    labelled = ((mention, MAIN_LABELS.of(mention.label)) for mention in document.mentions)
    return [Mention(mention.start, mention.end, label) for mention, label in labelled if label]
