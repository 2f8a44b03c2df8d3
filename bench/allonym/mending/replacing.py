"""New spans in the places of old ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allonym.mending.values import MendedSpan, Spans


def replaced(spans: Spans, changes: Sequence[tuple[MendedSpan, tuple[int, ...]]]) -> Spans:
    """The spans with new ones, each in the place of those with the numbers beside it; in order."""
    if not changes:
        return spans
    gone = {number for _, old in changes for number in old}
    kept = [span for number, span in enumerate(spans) if number not in gone]
    made = [new._replace(instead=_of_the_model(spans[number] for number in old)) for new, old in changes]
    return tuple(sorted([*kept, *made], key=lambda span: span[:3]))


def _of_the_model(spans: Iterable[MendedSpan]) -> tuple[tuple[int, int, str], ...]:
    """The spans; those that a remedy made are what they stand in the place of."""
    return tuple(one for span in spans for one in (span.instead if span.remedy else (span[:3],)))
