"""The neutral bounds of a mention, also where its text is not at hand."""

from __future__ import annotations

from allonym.corpus.values import Document, Mention
from allonym.match.conventions import neutral


def neutral_bounds(mention: Mention, document: Document) -> tuple[int, int]:
    """A mention's bounds under the neutral convention, from the text or from what stands for it.

    Without the text a gold mention has its surface, and a recorded prediction its neutral bounds.
    """
    if "neutral" in mention.extra:
        start, end = mention.extra["neutral"]
        return start, end
    if document.text is not None:
        return neutral(mention.start, mention.end, document.text)
    if "surface" in mention.extra:
        left, right = neutral(0, mention.end - mention.start, mention.extra["surface"])
        return mention.start + left, mention.start + right
    return mention.bounds


def surface(mention: Mention, document: Document) -> str:
    """A gold mention's surface, from the text or from its standoff file."""
    return str(mention.extra["surface"]) if document.text is None else mention.of(document.text)


def neutrally(mention: Mention, document: Document) -> Mention:
    start, end = neutral_bounds(mention, document)
    return Mention(start, end, mention.label, mention.entity, mention.extra)
