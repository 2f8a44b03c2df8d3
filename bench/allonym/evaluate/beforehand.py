"""What scoring needs whatever the answers are, made while the models work on them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from allonym.corpus.values import Corpus
from allonym.evaluate.score import document_of_paragraph
from allonym.statistics import Resamplers

_SLOW_TO_IMPORT = ("seqeval.metrics.v1", "seqeval.scheme", "scipy.stats")


def make_ready(corpora: Sequence[Corpus], draws: Resamplers) -> None:
    """Import what is slow to import, and draw the resamples of each corpus."""
    for name in _SLOW_TO_IMPORT:
        import_module(name)
    for corpus in corpora:
        draws.of(document_of_paragraph(corpus)).draw()
