"""The bounds of a mention under a convention, also where its text is not at hand."""

from __future__ import annotations

from bench.corpus.values import Document, Mention
from bench.match.conventions import neutral


def under(convention: str, mention: Mention, document: Document) -> Mention:
    """The mention with its bounds under a convention, from the text or from what stands for it.

    Without the text a gold mention has its surface, and a recorded prediction its neutral bounds.
    """
    if convention == "raw":
        return mention
    if "neutral" in mention.extra:
        start, end = mention.extra["neutral"]
    elif document.text is not None:
        start, end = neutral(mention.start, mention.end, document.text)
    elif "surface" in mention.extra:
        left, right = neutral(0, mention.end - mention.start, mention.extra["surface"])
        start, end = mention.start + left, mention.start + right
    else:
        return mention
    return Mention(start, end, mention.label, mention.entity, mention.extra)
