"""New spans in the places of old ones."""

from __future__ import annotations

from collections.abc import Sequence

from allonym.mending.values import MendedSpan, Spans


def replaced(spans: Spans, changes: Sequence[tuple[MendedSpan, tuple[int, ...]]]) -> Spans:
    """The spans with new ones, each in the place of those with the numbers beside it; in order."""
    if not changes:
        return spans
    gone = {number for _, old in changes for number in old}
    kept = [span for number, span in enumerate(spans) if number not in gone]
    return tuple(sorted([*kept, *(new for new, _ in changes)], key=lambda span: span[:3]))
