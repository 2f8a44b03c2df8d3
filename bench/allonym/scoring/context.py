"""Errors with the text around them, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allonym.errors import InputError
from allonym.match.causes import CAUSES
from allonym.match.spans import Spans
from allonym.scoring.result import Score

_AROUND = 30


@dataclass(frozen=True, slots=True)
class ErrorInContext:
    """One error: its cause, its document, the gold and the predicted span as [surface|LABEL], and the text around."""

    cause: str
    document: str
    start: int
    gold: str
    predicted: str
    context: str


def errors_in_context(score: Score) -> Iterator[ErrorInContext]:
    """Every error in order of document and place. Needs the texts (InputError)."""
    if score.texts is None:
        raise InputError("errors in context need the texts", todo="give them on one side at least")
    errors, causes = score.errors(), list(CAUSES)
    for gold_row, row, cause in zip(
        errors.gold.tolist(), errors.predicted.tolist(), errors.cause.tolist(), strict=True
    ):
        spans = [_span(score.gold, gold_row), _span(score.predicted, row)]
        unit = next(span[0] for span in spans if span)
        start, end = min(span[1] for span in spans if span), max(span[2] for span in spans if span)
        text = score.texts[unit]
        shown = ["" if span is None else _shown(text, *span[1:3], score.labels[span[3]]) for span in spans]
        name = score.ids[unit] if score.ids else f"#{unit + 1}"
        yield ErrorInContext(causes[cause], name, start, shown[0], shown[1], _around(text, start, end))


def _span(spans: Spans, row: int) -> tuple[int, int, int, int] | None:
    if row < 0:
        return None
    return int(spans.unit[row]), int(spans.start[row]), int(spans.end[row]), int(spans.label[row])


def _shown(text: str | None, start: int, end: int, label: str) -> str:
    surface = f"{start}-{end}" if text is None else " ".join(text[start:end].split())
    return f"{surface} ({label})"


def _around(text: str | None, start: int, end: int) -> str:
    if text is None:
        return ""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())
