"""Labelled documents of any corpus as running text: tokens without the blanks before signs, sentences in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from allonym.corpus.values import Document, Mention

_BLANK = re.compile(
    r"""[ ](?=[,.;:!?%)\]}’”…]|'s\b|'(?:re|ve|ll|d|m)\b|n't\b)   # before a sign that clings to the left
    |(?<=[(\[{“‘$£€\#@])[ ]                                   # after one that clings to the right
    """,
    re.VERBOSE,
)
_SENTENCES = 4
"""Sentences that make a paragraph."""


def running(document: Document) -> Document:
    """The document with paragraphs of some sentences, blank lines between them, and no blanks before signs.

    >>> one = running(Document("a", "Ali Mamlouk , he said .\\nHe left .", (Mention(0, 11, "PER"),)))
    >>> one.text, one.mentions[0].bounds
    ('Ali Mamlouk, he said. He left.', (0, 11))
    """
    text = document.text or ""
    gaps = {match.start(): "" for match in _BLANK.finditer(text)}
    for number, match in enumerate(re.finditer("\n+", text), 1):
        gaps[match.start()] = " " if number % _SENTENCES else "\n\n"
        gaps.update(dict.fromkeys(range(match.start() + 1, match.end()), ""))
    pieces = [gaps.get(at, sign) for at, sign in enumerate(text)]
    return rewritten(document, pieces)


def rewritten(document: Document, pieces: Sequence[str]) -> Document:
    """The document with another piece of text for each of its characters."""
    at = [0, *accumulate(map(len, pieces))]
    moved = (replace(mention, start=at[mention.start], end=at[mention.end]) for mention in document.mentions)
    return replace(document, text="".join(pieces), mentions=tuple(moved))


def gathered(documents: Iterable[Document], size: int) -> Iterator[Document]:
    """Documents of one sentence each, as tweets are, joined by blank lines: `size` of them make one."""
    waiting: list[Document] = []
    for document in documents:
        waiting.append(document)
        if len(waiting) == size:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(documents: Sequence[Document]) -> Document:
    mentions: list[Mention] = []
    text = ""
    for document in documents:
        text += "\n\n" if text else ""
        mentions += [replace(m, start=m.start + len(text), end=m.end + len(text)) for m in document.mentions]
        text += document.text or ""
    return Document(documents[0].id, text, tuple(mentions))
